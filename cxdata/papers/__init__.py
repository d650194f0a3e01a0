"""What is taken to a meeting: the paper and what stands in it, kept to be made again, and a ward on two sides."""
