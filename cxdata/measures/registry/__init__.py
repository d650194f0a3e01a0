"""Every measure and dimension, by what it is about."""
