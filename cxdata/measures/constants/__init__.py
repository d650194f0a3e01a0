"""The constants of a store that are defined by measures: since when there are figures, what two sources count."""
