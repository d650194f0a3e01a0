"""Papers that were made: kept whole, read again, and held against what the figures are today."""
