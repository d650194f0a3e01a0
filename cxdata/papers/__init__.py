"""What is taken to a meeting: the paper with what stands in it, kept so that it can be made again, and the ward's sheet."""
