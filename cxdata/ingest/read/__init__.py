"""Reading files: CSV, workbooks, Parquet and JSON become raw tables of text, and rows that cannot be read are listed.

Other rooms use `readers` (read or preview any file), `raw_table` (what comes out, and names quoted for SQL) and
`csv_sniff` (whether a file is gzip).
"""

__all__ = ["csv_sniff", "raw_table", "readers"]
