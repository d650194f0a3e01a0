"""The sample council's exports, each made in the form of the system that would have written it.

`cxdata.sample` uses every module here; other rooms use none.
"""
