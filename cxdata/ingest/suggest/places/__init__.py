"""Places of an unknown file: the columns that say where its rows lie, and boundaries in their own words."""
