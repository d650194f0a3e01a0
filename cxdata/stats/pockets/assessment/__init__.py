"""How far a group is worse than the rest: in full counts, beyond what alike answers give, beyond its facts added up."""
