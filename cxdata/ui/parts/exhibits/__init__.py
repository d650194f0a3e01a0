"""An exhibit on the screen, and what can be had of it: pictures, its sentence, its figures, a place in a list."""
