"""Rings turned so that a hole is a hole: Plotly fills by the way a ring runs, not by the even-odd rule."""

from collections.abc import Iterator

Point = tuple[float, float]
Ring = tuple[Point, ...]


def wind(rings: tuple[Ring, ...]) -> tuple[Ring, ...]:
    """The same rings, each inside another running against the one it lies in; those in no other stay as they are."""
    turned: dict[int, Ring] = {}
    for number in sorted(range(len(rings)), key=lambda number: -abs(_area(rings[number]))):
        ring = rings[number]
        # Those before are larger, and the last of them that holds this one is the one it lies in.
        outer = next((before for before in reversed(turned.values()) if ring and _holds(before, ring[0])), None)
        same = outer is not None and (_area(outer) > 0) == (_area(ring) > 0)
        turned[number] = ring[::-1] if same else ring
    return tuple(turned[number] for number in range(len(rings)))


def _area(ring: Ring) -> float:
    """Twice the area of a ring, positive where it runs anticlockwise (the shoelace formula)."""
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in _sides(ring))


def _holds(ring: Ring, point: Point) -> bool:
    """Whether a line from the point to the right crosses the ring an odd number of times."""
    x, y = point
    crossings = (x0 + (y - y0) / (y1 - y0) * (x1 - x0) for (x0, y0), (x1, y1) in _sides(ring) if (y0 > y) != (y1 > y))
    return sum(at > x for at in crossings) % 2 == 1


def _sides(ring: Ring) -> Iterator[tuple[Point, Point]]:
    return zip(ring, (*ring[1:], *ring[:1]), strict=True)
