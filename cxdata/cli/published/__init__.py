"""`--publish`: what everybody may see, out of the newest edition of the data folder alone, for every command."""
