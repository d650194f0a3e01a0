"""What is taken to a meeting: the paper with frozen figures, kept so that it can be made again; a ward on two sides."""
