"""What becomes of single rows on the way in: cleaned, placed, found twice, kept or replaced."""
