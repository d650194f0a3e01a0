"""Before a load: the sample council makes room for files of one's own, and takes none of them."""
