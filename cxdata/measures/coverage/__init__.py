"""What the data covers: which months are whole, which days nobody counted, and what share of the rows a figure rests on."""
