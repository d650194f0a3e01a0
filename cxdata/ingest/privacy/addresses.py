"""Addresses: a number and a road, a flat and a house, a house with a name. A road without a number stays."""

import re

from cxdata.ingest.privacy.pattern import CAPITAL, CAPITALS, MORE, Pattern, form
from cxdata.ingest.privacy.words import ORDINARY, SURNAME, UNKNOWN, WORDLIKE_SURNAME, class_of, plain, word_set

# Behind a number these make an address of any words between.
ROADS = (
    "street|st|road|rd|avenue|ave|lane|ln|close|drive|dr|crescent|cres|court|ct|gardens|gdns|grove|place|pl|square|sq|"
    "terrace|terr|way|walk|hill|mews|row|rise|parade|green|view|park|gate|croft|wharf|quay|villas|wynd|brow|chase|copse|"
    "dene|brae|drove|paddock|spinney|causeway|circus|esplanade|garth|glade|glen|holt|knoll|nook|cottages|ginnel|vennel|"
    "snicket|twitten|mansions|boulevard|embankment|promenade|hurst|vale|ridge|lea|leas"
)
# These are ordinary words too: the name in front must be written large, unusual, or behind a word of place.
MAYBE_ROADS = (
    "path|fold|bridge|meadows?|mount|orchard|loan|heights|approach|hollow|fields?|yard|buildings|bank|broadway|corner|"
    "cross|dale|side|tower|point|lodge|farm|barn|bungalow|rectory|manor|hall|grange|parkway|warren|pasture|acres?|hey|"
    "strand|links?|reach|moor|common|heath|woods?|downs?|end|mead|house"
)
_WELSH = (
    "heol|ffordd|maes|clos|stryd|lon|lôn|bryn|rhodfa|cae|llys|parc|cwrt|tan|pen|pant|nant|gerddi|plas|cefn|gelli|waun|"
    "erw|rhiw|pentre|cwm|dol|hafod|coed|tir|ty|trem|rhes|rhos|llwyn"
)
_HOUSES = (
    "Cottage|House|Lodge|Farm|Barn|Farmhouse|Rectory|Vicarage|Bungalow|Villa|Manor|Grange|Croft|Mill|Hall|Manse|Court|"
    "View|Forge|Stables|Chapel|Tower|Towers|Mansions|Point|Heights|Nook|Retreat|Parsonage|Gatehouse|Oast|Cottages"
)
# Houses with these names are public.
_PUBLIC = (
    "town|village|council|church|parish|civic|community|public|coffee|art|city|county|guild|market|sports|leisure|shire|"
    "music|concert|school|full|opera|open|royal|care|crown|custom|halfway|memorial|jubilee"
)
_THE_HOUSES = (
    r"Larches|Willows|Beeches|Maltings|Limes|Moorings|Elms|Oaks|Cedars|Firs|Pines|Poplars|Chestnuts|Hollies|Laurels|"
    r"Hawthorns|Sycamores|Birches|Gables|Haven|Nook|Retreat|Paddocks|Orchard|Spinney|Hermitage|Homestead|Bungalow|"
    r"Cottage|Grange|Lodge|Rectory|Vicarage|Manse|"
    r"Old (?:Rectory|Vicarage|School House|School|Forge|Post Office|Chapel|Bakery|Mill|Coach House|Stables|Barn|Dairy|"
    r"Manse|Farm|Farmhouse|Cottage|Parsonage|Station House)"
)
# Words that stand between a number and a road's noun without making an address of them: "2 weeks down the road".
_NOT_A_ROAD = (
    "the|a|an|my|our|your|their|his|her|this|that|of|in|on|at|to|for|from|and|or|is|was|are|were|with|by|down|up|along|"
    "times?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|bins?|bags?|people|cars?|miles?|am|pm|nd|rd|th|"
    "different|other|more|calls?|visits?|houses?|doors?|not|no|it|they|we|i|out|off|per|every|each|trees?|metres?|yards|"
    "feet|foot|mph|missed|people|residents?|parking|spaces?|lights?|potholes?|vans?|lorr(?:y|ies)|out"
)
_NUMBER = r"(?<![\w£$€.:/#-])(?:(?:number|no\.?|nr\.?)\s?)?\d{1,4}[a-z]?(?:\s?[-/&–]\s?\d{1,4}[a-z]?)?,?\s+"
_FLAT = (
    r"\b(?:flat|apartment|apt|unit|room|studio|block|plot|bedsit)\s?(?:no\.?\s?)?"
    r"(?:\d{1,4}\s?[a-z]?|(?-i:(?<=\s)[A-HJ-Z]))\b"
)
_TOWN = rf"(?:,\s*{MORE}(?:\s+{MORE})?)?"
_AT = re.compile(
    r"\b(?:at|outside|from|to|deliver|visit|visited|behind|opposite|of|near|by|on|in|for|live|lives|living|next)\s*$",
    re.I,
)
_TIMES = word_set("january february march april may june july august september october november december")


def _place_cue(match: re.Match[str]) -> bool:
    return _AT.search(match.string[max(0, match.start() - 20) : match.start()]) is not None


def _is_road(match: re.Match[str]) -> bool:
    """Whether what stands before a road's noun that is also a word is the name of a road."""
    names = match["names"].split()
    return (
        all(name[0].isupper() for name in names)
        or any(class_of(name) != ORDINARY for name in names)
        or (_place_cue(match))
    )


def _is_named(match: re.Match[str]) -> bool:
    """Whether a number and capitalised words are an address: not all the words ordinary, or one behind 'at'."""
    names = match["names"].split()
    if plain(names[0]) in _TIMES:
        return False
    if any(class_of(name) not in (ORDINARY, WORDLIKE_SURNAME) for name in names):
        return True
    return len(names) == 1 and _place_cue(match)


def _is_odd(match: re.Match[str]) -> bool:
    """Whether a single word before a road is the name of a house: "Dunroamin, Mill Lane"."""
    return class_of(match[0].split(",")[0]) in (UNKNOWN, SURNAME) and _place_cue(match)


def _is_private(match: re.Match[str]) -> bool:
    return plain(match["house"].split()[0]) not in _PUBLIC.split("|")


_I = "(?i:"
ADDRESSES = (
    Pattern(
        "address",
        form(
            rf"(?:{_I}{_FLAT}),?\s+)?(?:{CAPITAL}\s+(?i:house|court|tower|point),?\s+)?{_I}{_NUMBER})"
            rf"{_I}(?:st\.?\s+)?(?:(?!(?:{_NOT_A_ROAD}|{ROADS})\b)[a-z'’-]+\s+){{1,3}}(?:{ROADS})\b){_TOWN}",
            CAPITALS,
        ),
    ),
    Pattern(
        "address",
        form(
            rf"{_I}{_NUMBER})(?P<names>{_I}(?:(?!(?:{_NOT_A_ROAD})\b)[a-z'’-]+\s+){{1,3}}?))"
            rf"{_I}(?:{MAYBE_ROADS})\b(?:\s+(?:{MAYBE_ROADS}|{ROADS})\b)?){_TOWN}",
            CAPITALS,
        ),
        _is_road,
    ),
    Pattern("address", form(rf"{_NUMBER}(?:{_WELSH})\s+(?:yr?\s+|y\s+|ty\s+)?[\w'’-]+(?-i:\s+{MORE})?")),
    Pattern("address", form(rf"{_I}{_FLAT})(?:,?\s+{MORE}){{0,3}}", CAPITALS)),
    Pattern("address", form(rf"{_I}{_NUMBER})The\s+{CAPITAL}{_TOWN}", CAPITALS)),
    Pattern("address", form(rf"{_I}{_NUMBER})(?P<names>{CAPITAL}(?:\s+{MORE}){{0,2}})", CAPITALS), _is_named),
)
_BEHIND = (
    r"(?i:\b(?:at|outside|visit|visited|from|to|behind|opposite|of|by|near|in|around|beside|inside|next to|live|called|"
    r"repair|property)\s+)"
)
HOUSES = (
    Pattern("address", form(rf"\b{CAPITAL},\s+(?:{CAPITAL}\s+){{1,3}}{_I}{ROADS}|{MAYBE_ROADS})\b", CAPITALS), _is_odd),
    Pattern(
        "address",
        form(
            rf"{_BEHIND}(?P<house>(?:The\s+)?(?:{CAPITAL}\s+){{1,2}}(?:{_HOUSES})\b"
            rf"(?:,\s+(?:{CAPITAL}\s+){{1,3}}{_I}{ROADS}|{MAYBE_ROADS})\b)?)",
            CAPITALS,
        ),
        _is_private,
        group=1,
    ),
    Pattern(
        "address",
        form(
            rf"(?P<house>(?:{CAPITAL}\s+){{1,2}}(?:{_HOUSES})),\s+(?:{CAPITAL}\s+){{1,3}}{_I}{ROADS}|{MAYBE_ROADS})\b",
            CAPITALS,
        ),
        _is_private,
    ),
    Pattern(
        "address",
        form(rf"\bThe (?:{_THE_HOUSES})\b(?:,\s+(?:{CAPITAL}\s+){{1,3}}{_I}{ROADS}|{MAYBE_ROADS})\b)?", CAPITALS),
    ),
    Pattern(
        "address",
        form(
            rf"{_I}\blive[sd]? at|living at|people at|property at|repairs? at|behind|outside)\s+({CAPITAL})\b", CAPITALS
        ),
        lambda match: class_of(match[1]) == UNKNOWN,
        group=1,
    ),
)
