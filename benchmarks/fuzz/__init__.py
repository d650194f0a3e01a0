"""Files made and damaged at random, read as a load would: none may crash, hang, or be counted wrong.

    python -m benchmarks.fuzz --inputs 100000

An input is known by its number alone (`inputs`), so that whatever is found can be made again. A worker reads them one
after another (`worker`); where it is killed by what it reads, or does not come back, another goes on behind it
(`__main__`). docs/reliability.md has the figures.
"""
