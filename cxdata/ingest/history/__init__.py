"""What was done to the store, and taking it back: versions, undo, removal of a file, erasure.

A version is one whole database of the store's folder (`versions`). `undo` moves the pointer and builds nothing;
`remove` builds a version without a file's rows; `erase` does the same and leaves nothing of it behind. `find` says
which file of the store a name means.
"""
