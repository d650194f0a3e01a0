"""Both sides of the channels: whether complex matters need people, and take-up in two definitions."""
