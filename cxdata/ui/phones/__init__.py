"""The page of the phones: `first` (the first screen), `queues` (groups beside the rest), `walk` (the sections)."""
