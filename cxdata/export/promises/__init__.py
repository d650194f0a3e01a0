"""Results about promises as tables: every cell as it is read aloud."""
