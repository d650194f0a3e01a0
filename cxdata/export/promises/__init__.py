"""What the council promised, as tables in words."""

"""Results about promises as tables: every cell as it is read aloud."""
