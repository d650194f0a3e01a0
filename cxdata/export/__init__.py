"""What leaves the laptop."""
