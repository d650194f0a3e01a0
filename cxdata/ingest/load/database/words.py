"""The words of a load: the levels of every type, one spelling of each word, and the wards that texts mean."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from cxdata.contract import NOT_RECORDED, level_fields
from cxdata.contract.words.bodies import body_key
from cxdata.ingest.areas import files, wards
from cxdata.ingest.load.incoming import Load
from cxdata.ingest.load.rows import tables
from cxdata.ingest.profile.matching import value_key
from cxdata.ingest.profile.sql import sql_type
from cxdata.ingest.profile.values import write_map

# By what two words of a type are one, where that is more than their case and spacing.
_KEYS = {"provider": body_key}


@dataclass(frozen=True)
class Words:
    """The levels of each type in its order; for each type the spelling that stands, by how words are compared; and the
    ward code of every text that stands for a ward.
    """

    levels: Mapping[str, list[str]]
    spelling: Mapping[str, Mapping[str, str]]
    codes: Mapping[str, str]


def find_words(load: Load, resolver: wards.Resolver, looked_up: Collection[str]) -> Words:
    """The words that the new store has. `looked_up` are wards that lookups gave."""
    old = tables.old_levels(load.con, load.replaced)
    file_tables = [table for file in load.prepared.values() for table in file.tables]
    levels: dict[str, set[str]] = {}
    spelling: dict[str, dict[str, str]] = {}
    for name, field in level_fields().items():
        new = {word for table in file_tables if name in table.table.names for word in table.levels(name)}
        spelling[name] = tables.spell([*field.levels, *old.get(name, [])], new, _KEYS.get(name, value_key))
        levels[name] = {*field.levels, *old.get(name, []), *(spelling[name].values())}
    # Where the boundaries of an area leave the store, its rows keep its name.
    names = files.names_of_codes(load.con) if load.replaced else {}
    codes = {
        word: resolver.resolve(word if word in resolver.codes else names.get(word, word))
        for word in levels["ward_code"]
    }
    spelling["ward_code"] = {key: codes[word] for key, word in spelling["ward_code"].items()}
    levels["ward_code"] = {*codes.values(), *resolver.codes, *looked_up, NOT_RECORDED}
    levels["ward"] = {resolver.label(code) for code in levels["ward_code"]}
    return Words({name: tables.in_order(words) for name, words in levels.items()}, spelling, codes)


def are_of_old(load: Load, words: Words) -> bool:
    """Whether the types of the old store are those of the new one, word for word, and its texts mean the same wards."""
    old = tables.old_levels(load.con)
    old.pop("grain", None)
    return old == words.levels and all(words.codes.get(word, word) == word for word in old["ward_code"])


def write_words(load: Load, words: Words, resolver: wards.Resolver) -> None:
    """Write the ward tables and every file table's value maps, in the types of the new database."""
    files.write_ward_tables(load.con, resolver, words.levels["ward_code"], words.codes)
    for file in load.prepared.values():
        for table in file.tables:
            for name, mapped in table.words.items():
                write_map(
                    load.con,
                    table.map_name(name),
                    mapped,
                    spelling=words.spelling.get(name, {}),
                    sql_type=sql_type(table.table.field(name), tables.NEW),
                )
