"""The Savings page: `first` (the choices and the first screen), `walk` (the sections), `costs` (unit costs, edited)."""
