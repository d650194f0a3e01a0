"""What is to be done with a file: by which layout it is read, what is asked first, how it would land, and the load."""
