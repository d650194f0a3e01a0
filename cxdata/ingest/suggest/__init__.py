"""A layout for an export that nobody has described yet: suggested, corrected by an officer, tried on its first rows."""
