"""The borough's customers: who they are and where they live, drawn once; contacts and answers pick among them."""

from dataclasses import dataclass

import numpy as np

from cxdata.sample.council import HOT_FACTOR, HOT_SERVICE, HOT_WARDS, PLACE_SEED, WARD_NAMES
from cxdata.sample.services import SERVICES, TYPES
from cxdata.sample.wards import wards

CUSTOMERS_A_CONTACT = 0.55
LANGUAGE_STREAM = 62
_LANGUAGES = {
    "English": 0.86,
    "Polish": 0.035,
    "Romanian": 0.025,
    "Urdu": 0.02,
    "Portuguese": 0.015,
    "British Sign Language": 0.005,
    "Prefer not to say": 0.04,
}


@dataclass(frozen=True)
class People:
    """Customers sorted by type and ward; `start` and `size` (type x ward) say where each group lies."""

    start: np.ndarray
    size: np.ndarray
    age: np.ndarray  # an index of AGES
    reference: np.ndarray  # the number in the customer's reference, in no order

    def pick(self, kind: np.ndarray, ward: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """One customer at random from each (type, ward)."""
        return self.start[kind, ward] + (rng.random(len(kind)) * self.size[kind, ward]).astype(np.int64)


def people(contacts: int) -> People:
    """Customers in proportion to the number of contacts; the same for the same number."""
    rng = np.random.default_rng([PLACE_SEED, 2])
    residents = wards().residents
    by_type = np.array([sum(service.share * service.types[kind] for service in SERVICES) for kind in range(len(TYPES))])
    share = np.outer(by_type / by_type.sum(), residents.sum(1) / residents.sum())
    size = np.maximum(8, np.rint(share * contacts * CUSTOMERS_A_CONTACT)).astype(np.int64)
    start = (np.cumsum(size) - size.ravel()).reshape(size.shape)
    ages = np.cumsum(residents / residents.sum(1, keepdims=True), axis=1)
    ward_of = np.repeat(np.tile(np.arange(size.shape[1]), size.shape[0]), size.ravel())
    age = pick_rows(ages, ward_of, rng)
    return People(start, size, age.astype(np.int8), rng.permutation(len(age)) + 100_000)


def ward_chances() -> np.ndarray:
    """Cumulative chances of each ward (service x ward): residents, a small steady difference, and the hot cluster."""
    rng = np.random.default_rng([PLACE_SEED, 3])
    base = wards().residents.sum(1) * np.exp(rng.normal(0, 0.04, len(WARD_NAMES)))
    chances = np.tile(base, (len(SERVICES), 1))
    hot = [WARD_NAMES.index(name) for name in HOT_WARDS]
    service = [each.name for each in SERVICES].index(HOT_SERVICE)
    chances[service, hot] *= HOT_FACTOR
    return np.cumsum(chances / chances.sum(1, keepdims=True), axis=1)


def pick_rows(cumulative: np.ndarray, rows: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """For each entry of `rows`, one column at random by that row's cumulative chances."""
    drawn = rng.random(len(rows))
    columns = np.zeros(len(rows), dtype=np.int64)
    for column in range(cumulative.shape[1] - 1):
        columns += drawn >= cumulative[rows, column]
    return columns


def languages(number: int, rng: np.random.Generator) -> list[str]:
    """What so many people say when they are asked which language they speak best."""
    chances = np.array(list(_LANGUAGES.values()))
    return np.array(list(_LANGUAGES))[rng.choice(len(chances), number, p=chances / chances.sum())].tolist()
