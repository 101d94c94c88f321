"""Which unknowns a set of sums gives away, however the sums are combined.

Each equation says that its parts together are its total; what is shown is a number in it. Only
the unknowns matter: an unknown is determined when the equations can be combined to one in which it
stands alone. Done by elimination, modulo a prime that is far larger than any table, so exactly.
"""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Unknown = TypeVar("Unknown", bound=Hashable)
PRIME = (1 << 61) - 1
Equation = dict[int, int]


def determined(equations: Iterable[Mapping[Unknown, int]]) -> list[Unknown]:
    """Give the unknowns that the equations determine; an equation has a factor for each."""
    number: dict[Unknown, int] = {}
    name: list[Unknown] = []
    solved: dict[int, Equation] = {}
    for equation in equations:
        written: Equation = {}
        for unknown, factor in equation.items():
            if unknown not in number:
                number[unknown] = len(name)
                name.append(unknown)
            written[number[unknown]] = factor % PRIME
        _add(solved, written)
    for first in sorted(solved, reverse=True):
        equation_of = solved[first]
        for other in [one for one in equation_of if one != first and one in solved]:
            if other in equation_of:
                _subtract(equation_of, solved[other], equation_of[other])
    return [name[first] for first, equation_of in solved.items() if len(equation_of) == 1]


def _add(solved: dict[int, Equation], equation: Equation) -> None:
    """Bring in an equation, without the unknowns that others begin with."""
    while equation:
        first = min(equation)
        if first not in solved:
            inverse = pow(equation[first], PRIME - 2, PRIME)
            solved[first] = {one: factor * inverse % PRIME for one, factor in equation.items()}
            return
        _subtract(equation, solved[first], equation[first])


def _subtract(equation: Equation, other: Equation, times: int) -> None:
    for one, factor in other.items():
        left = (equation.get(one, 0) - times * factor) % PRIME
        if left:
            equation[one] = left
        else:
            equation.pop(one, None)
