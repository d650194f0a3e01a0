"""What is planted among the contacts: a form after which many ring, and a group that falls silent.

Both leave every count of a month as it was (by channel, service, reason, ward and hour), so that nothing else is
planted with them: a call that is made anyway becomes that of somebody who sent a form, and a contact of the group
somebody else's. Each has random streams of its own.
"""

from collections.abc import Iterable, Iterator
from datetime import date

import numpy as np

from cxdata.sample.council import (
    FAILING_DAYS,
    FAILING_REASON,
    FAILING_SERVICE,
    FORM_DAY,
    FORM_SERVICE,
    SILENT_KEEP_ONLINE,
    SILENT_KEEP_OTHERWISE,
    SILENT_TYPE,
    SPAN,
)
from cxdata.sample.files.contacts import PHONE, Block
from cxdata.sample.people import People
from cxdata.sample.services import ONLINE, SERVICE_NAMES, SERVICES, TYPES

_SILENT_STREAM, _FAILING_STREAM = 12, 13
# So many more of those who send the form ring, and of those who send another: chosen so that with the contacts that
# carry a reference, and with those who would have rung anyway, the shares are as council.py says.
_FAILING_MORE, _OTHERS_MORE = 0.19, 0.028
_A_DAY = 1440


def with_plants(blocks: Iterable[Block], crowd: People, seed: int) -> Iterator[Block]:
    """The blocks of every month of SPAN with what is planted in them."""
    for index, (month, block) in enumerate(zip(SPAN.months(), blocks, strict=True)):
        silent = _silence(block, month, index, crowd, seed)
        yield _fail(silent, index, seed)


def _silence(block: Block, month: date, index: int, crowd: People, seed: int) -> Block:
    """The month with contacts of the silent group turned into those of others, once the new form is there."""
    if month < FORM_DAY:
        return block
    rng = np.random.default_rng([seed, _SILENT_STREAM, index])
    group, service = TYPES.index(SILENT_TYPE), SERVICE_NAMES.index(FORM_SERVICE)
    rows = np.flatnonzero((block.service == service) & (block.kind == group))
    online = np.array(ONLINE)[block.channel[rows]]
    gone = rows[rng.random(len(rows)) >= np.where(online, SILENT_KEEP_ONLINE, SILENT_KEEP_OTHERWISE)]
    others = np.array([0.0 if kind == group else share for kind, share in enumerate(SERVICES[service].types)])
    block.kind[gone] = rng.choice(len(TYPES), len(gone), p=others / others.sum())
    block.customer[gone] = crowd.pick(block.kind[gone], block.ward[gone], rng)
    return block


def _fail(block: Block, index: int, seed: int) -> Block:
    """The month with calls about the same service made those of people who sent a form up to three days before: of the
    failing form's more often than of others.
    """
    rng = np.random.default_rng([seed, _FAILING_STREAM, index])
    single = ~block.follows & ~np.isin(block.customer, block.customer[block.follows])
    forms = np.flatnonzero(np.array(ONLINE)[block.channel] & single)
    forms = forms[rng.random(len(forms)) < np.where(_is_failing(block)[forms], _FAILING_MORE, _OTHERS_MORE)]
    free = (block.channel == PHONE) & single
    for form in forms:
        calls = np.flatnonzero(free & (block.service == block.service[form]))
        after = block.received[calls] - block.received[form]
        soon = calls[(after > 0) & (after <= FAILING_DAYS * _A_DAY)]
        alike = calls[(block.kind[calls] == block.kind[form]) & (block.ward[calls] == block.ward[form])]
        if len(soon) and len(alike):
            call = rng.choice(np.intersect1d(soon, alike) if np.isin(soon, alike).any() else soon)
            _exchange(block, call, call if call in alike else rng.choice(alike))
            block.customer[call] = block.customer[form]
            block.known[[call, form]] = True
            free[call] = False
    return block


def _exchange(block: Block, first: int, second: int) -> None:
    """Two calls change callers, so that as many call of each kind and from each ward as before."""
    for who in (block.kind, block.ward, block.customer):
        who[first], who[second] = who[second], who[first]


def _is_failing(block: Block) -> np.ndarray:
    service = SERVICE_NAMES.index(FAILING_SERVICE)
    reason = [words for words, *_ in SERVICES[service].reasons].index(FAILING_REASON)
    return (block.service == service) & (block.reason == reason)
