"""What the council promised, as tables in words."""
