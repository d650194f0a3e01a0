"""Temporary folders for files with personal data. They live with the readers, which unpack archives into them too."""

from cxdata.ingest.read.temporary import private_folder, sweep, take_lock

__all__ = ["private_folder", "sweep", "take_lock"]
