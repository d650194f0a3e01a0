"""The page of coming back: `first` (the first screen), `shares` (groups beside the rest), `walk` (the sections)."""
