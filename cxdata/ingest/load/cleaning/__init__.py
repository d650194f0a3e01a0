"""The files of a load cleaned: rows in the words of the contract, or set aside; a file that cannot be costs itself."""
