"""A load: the files of one call are prepared, cleaned, matched, written, checked and put into use."""
