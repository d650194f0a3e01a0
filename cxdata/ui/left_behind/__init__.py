"""The Left behind page: its first screen (who, with the exhibit that proves it), and the walk after it."""
