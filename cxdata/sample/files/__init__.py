"""The sample council's exports, each made as the system that would have written it."""
