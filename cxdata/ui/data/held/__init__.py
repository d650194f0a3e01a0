"""What is held: the files at a glance, what can be done to each, and the way back."""
