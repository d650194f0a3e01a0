"""How long a load takes and how much memory, beside the plainest typed read of the same files."""
