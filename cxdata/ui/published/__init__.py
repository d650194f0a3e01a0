"""The published view: every page's record, answered from an edition alone; the store is not opened here."""
