"""How the rows and columns of an unknown file lie: crosstabs, labels given once, groups of figures side by side."""
