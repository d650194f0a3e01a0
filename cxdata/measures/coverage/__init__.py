"""What the data covers: which months are whole, which days nobody counted, and of how many rows a figure speaks."""
