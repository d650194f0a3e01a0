"""The data folder: the officer's own council, and inside it a folder of the sample council's."""

from cxdata.data_folder.councils import SAMPLE, Holding, doubt_of, folder_to_show, holding, is_begun, sample_folder
from cxdata.data_folder.name import LONGEST_NAME, checked_name, write_name
from cxdata.data_folder.sample_files import INVENTED, has_only_edges, is_sample_file

__all__ = [
    "INVENTED",
    "LONGEST_NAME",
    "SAMPLE",
    "Holding",
    "checked_name",
    "doubt_of",
    "folder_to_show",
    "has_only_edges",
    "holding",
    "is_begun",
    "is_sample_file",
    "sample_folder",
    "write_name",
]
