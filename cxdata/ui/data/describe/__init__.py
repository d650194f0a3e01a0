"""The form in which an officer describes a file: what it is, what its columns and words mean, how it would land."""
