"""The rows behind the published figures, read from the store by plain SQL: the truth that the attack is marked by.

Nothing of the edition is used here, so a count that the edition made wrongly cannot agree with itself.
"""

from dataclasses import dataclass

import numpy as np

from cxdata.store import Store

Ints = np.ndarray

# What the attack counts, in SQL of its own: the rows of a table, the columns they may be split by, the parts of a
# figure that are rounded apart. A channel group is made of channels below.
TABLES = {
    "contacts": "requester <> 'staff'",
    "responses": "score is not null",
    "complaints": "true",
}
COLUMNS = {
    "contacts": ("ward", "service", "channel", "customer_type", "provider", "complexity", "requester"),
    "responses": ("ward", "service", "channel", "customer_type", "provider", "age_band", "disability"),
    "complaints": ("ward", "service", "provider", "cause", "stage", "outcome"),
}
TIMES = {"contacts": "received_at", "responses": "responded_at", "complaints": "received_at"}
PARTS = {
    "contacts": {"contacts": "true"},
    "responses": {
        "answers": "true",
        "satisfied": "score >= 4",
        "not_satisfied": "score < 4",
        **{f"level_{level}": f"score = {level}" for level in range(1, 6)},
    },
    "complaints": {"complaints": "true"},
}
# Which parts make up which: the attacker knows it.
WHOLES = {
    ("responses", "answers"): (("satisfied", "not_satisfied"), tuple(f"level_{level}" for level in range(1, 6))),
    ("responses", "satisfied"): (("level_4", "level_5"),),
    ("responses", "not_satisfied"): (("level_1", "level_2", "level_3"),),
}
GROUPS = {
    "web": "online",
    "app": "online",
    "automated_phone": "automated_phone",
    **dict.fromkeys(("phone", "face_to_face", "post", "email", "webchat", "social"), "assisted"),
}


@dataclass(frozen=True)
class Rows:
    """The rows of one table.

    codes holds each column as numbers from 0, levels their names; month counts months since year 0; people is how
    many a row stands for; parts holds, for each part, whether a row is in it. All are as long as the table.
    """

    table: str
    codes: dict[str, Ints]
    levels: dict[str, tuple[str, ...]]
    month: Ints
    people: Ints
    parts: dict[str, Ints]

    def __len__(self) -> int:
        return len(self.month)


def read_rows(store: Store, table: str) -> Rows:
    """The rows of contacts, responses or complaints that the published view may count."""
    columns = COLUMNS[table]
    codes = ", ".join(f"enum_code({column})::integer as {column}" for column in columns)
    parts = ", ".join(f"({sql})::utinyint as {name}" for name, sql in PARTS[table].items())
    time = TIMES[table]
    found = store.arrays(
        f"select {codes}, {parts}, (year({time}) * 12 + month({time}) - 1)::integer as month_, "
        f"count::bigint as people_ from {table} where {TABLES[table]}"
    )
    levels: dict[str, tuple[str, ...]] = {}
    numbers: dict[str, Ints] = {}
    for column in columns:
        names = dict(store.tuples(f"select distinct enum_code({column})::integer, {column}::varchar from {table}"))
        kept, numbers[column] = np.unique(np.asarray(found[column]), return_inverse=True)
        levels[column] = tuple(names[int(code)] for code in kept)
    if "channel" in columns:
        group = [GROUPS.get(name, "other") for name in levels["channel"]]
        levels["channel_group"] = tuple(sorted(set(group)))
        place = np.array([levels["channel_group"].index(name) for name in group])
        numbers["channel_group"] = place[numbers["channel"]]
    return Rows(
        table,
        numbers,
        levels,
        np.asarray(found["month_"]),
        np.asarray(found["people_"]),
        {name: np.asarray(found[name]).astype(bool) for name in PARTS[table]},
    )


def nested_levels(rows: Rows) -> dict[tuple[str, str], Ints]:
    """Columns whose every level lies within one level of another column: (fine, coarse) -> coarse of each fine level.

    A channel lies in a channel group, a service often has one provider: whoever reads both tables can add them up.
    """
    found = {}
    for fine, codes in rows.codes.items():
        for coarse, wider in rows.codes.items():
            many, few = len(rows.levels[fine]), len(rows.levels[coarse])
            if fine == coarse or few >= many:
                continue
            together = np.unique(codes * few + wider)
            if len(together) == many:
                found[fine, coarse] = together % few
    return found


def record_keys(rows: Rows, key: int) -> np.ndarray:
    """A number of 64 bits for each row, as a key gives it: the attack on many keys needs no more than that."""
    return np.random.default_rng(key).integers(0, 2**64, len(rows), dtype=np.uint64)
