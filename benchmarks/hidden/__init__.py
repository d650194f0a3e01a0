"""How many true pockets a search finds, and how many false ones, beside the usual ways of looking."""
