"""The Data page: load a file, correct its layout, and see what is loaded and how far to trust it."""
