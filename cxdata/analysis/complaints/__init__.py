"""Complaints: those that wait and how late, what another procedure changed, the Code's report, and what was learnt."""
