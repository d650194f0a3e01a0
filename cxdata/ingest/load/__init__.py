"""Loading: the files of one call are read, cleaned, matched with earlier rows, written to a new store and checked.

In the order of a load: `incoming` (which files are new), `prepare` (one file read, its layout found), `clean` (rows in
the words of the contract or set aside), `default_points`, `duplicates` and `standing_rows` (which rows stand), `tables`
and `derived` (the new database), `accounting` and `file_list` (receipts), `store_folder` (the lock and the pointer).
Other rooms use `build.load_files` and read receipts back with `accounting.from_json`.
"""

__all__ = ["accounting", "build"]
