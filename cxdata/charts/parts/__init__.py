"""What charts are made of: colours, axes, calendar positions, notes, and the text for those who cannot see."""
