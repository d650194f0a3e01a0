"""What sqlglot leaves as DuckDB says it and ClickHouse says otherwise: one small rewrite of the parsed statement each.

Each is here for a difference of the two engines, and says which. None knows a measure: they change how a thing is said
and never what is counted.
"""

from cxdata.clickhouse.rewrites.groups import (
    anti_joins,
    file_numbers,
    kept_once,
    lists,
    named_parts,
    neighbours,
    percentiles,
    sorted_lists,
)
from cxdata.clickhouse.rewrites.numbers import calls, lists_with_null, rounding, tried_casts, truths, whole_division
from cxdata.clickhouse.rewrites.parts import Rewrite
from cxdata.clickhouse.rewrites.times import days_since, spans, starts
from cxdata.clickhouse.rewrites.words import lengths, letters, texts, word_lists, word_places

__all__ = ["REWRITES"]

# In this order: a rewrite may rest on what those before it have left.
REWRITES: tuple[Rewrite, ...] = (
    truths,
    tried_casts,
    word_places,
    word_lists,
    texts,
    lengths,
    file_numbers,
    percentiles,
    rounding,
    whole_division,
    spans,
    days_since,
    lists_with_null,
    letters,
    starts,
    calls,
    neighbours,
    sorted_lists,
    lists,
    named_parts,
    anti_joins,
    kept_once,
)
