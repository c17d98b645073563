"""Nobody can work a hidden count out again, not even who knows the rule."""

from collections import defaultdict
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focal_desktop.domain import suppression

Table = tuple[tuple[int, ...], ...]

TABLES = st.tuples(st.integers(2, 4), st.integers(2, 4)).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, 12), min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
    )
)


def list_tables(rows: int, columns: int, most: int) -> Iterator[Table]:
    """Yield every table of this size whose counts add up to at most `most`."""

    def fill(cells: int, left: int) -> Iterator[tuple[int, ...]]:
        if cells == 0:
            yield ()
            return
        for count in range(left + 1):
            yield from ((count, *rest) for rest in fill(cells - 1, left - count))

    for guess in fill(rows * columns, most):
        yield tuple(guess[row * columns : (row + 1) * columns] for row in range(rows))


def list_hidden(printed: suppression.Suppressed, table: Table) -> dict[str, int]:
    """Return the true value of everything that was not printed."""
    hidden: dict[str, int] = {} if printed.total is not None else {"total": sum(map(sum, table))}
    if printed.cells is None:
        hidden |= {f"cell {r} {c}": n for r, line in enumerate(table) for c, n in enumerate(line)}
    if printed.rows is None:
        hidden |= {f"row {r}": sum(line) for r, line in enumerate(table)}
    if printed.columns is None:
        hidden |= {f"column {c}": sum(column) for c, column in enumerate(zip(*table, strict=True))}
    return hidden


@pytest.mark.parametrize(("rows", "columns", "most"), [(2, 2, 16), (2, 3, 12), (3, 2, 12)])
def test_leaves_two_answers_for_every_hidden_count(rows: int, columns: int, most: int) -> None:
    behind: dict[suppression.Suppressed, list[Table]] = defaultdict(list)
    for table in list_tables(rows, columns, most):
        behind[suppression.suppress(table)].append(table)
    for printed, tables in behind.items():
        values = defaultdict(set)
        for table in tables:
            for name, count in list_hidden(printed, table).items():
                values[name].add(count)
        known = [name for name, counts in values.items() if len(counts) == 1]
        assert not known, (printed, known)


@given(TABLES)
def test_prints_no_small_count(counts: list[list[int]]) -> None:
    printed = suppression.suppress(counts)
    shown = [
        *(printed.rows or ()),
        *(printed.columns or ()),
        *(n for line in printed.cells or () for n in line),
    ]
    if printed.total is not None:
        shown.append(printed.total)
    assert all(count >= suppression.SMALLEST_CELL for count in shown)


@given(TABLES)
def test_prints_true_counts(counts: list[list[int]]) -> None:
    printed = suppression.suppress(counts)
    assert printed.rows in {None, tuple(map(sum, counts))}
    assert printed.columns in {None, tuple(map(sum, zip(*counts, strict=True)))}
    assert printed.cells in {None, tuple(map(tuple, counts))}
    assert printed.total in {None, sum(map(sum, counts))}


def test_prints_a_table_of_large_counts_whole() -> None:
    printed = suppression.suppress([[5, 6], [7, 8]])
    assert printed == suppression.Suppressed(((5, 6), (7, 8)), (11, 15), (12, 14), 26)


def test_one_small_count_hides_the_cells_beside_it_and_keeps_large_totals() -> None:
    printed = suppression.suppress([[20, 3], [7, 8]])
    assert printed == suppression.Suppressed(None, (23, 15), (27, 11), 38)


def test_a_small_total_is_hidden_with_its_neighbours() -> None:
    printed = suppression.suppress([[20, 30], [2, 1]])
    assert printed == suppression.Suppressed(None, None, (22, 31), 53)


@pytest.mark.parametrize("counts", [[[0, 0], [0, 0]], [[1, 0], [0, 3]]])
def test_prints_nothing_of_a_small_whole(counts: list[list[int]]) -> None:
    assert suppression.suppress(counts) == suppression.Suppressed(None, None, None, None)


@pytest.mark.parametrize("counts", [[[9]], [[9, 9]], [[9], [9]]])
def test_a_table_of_one_line_is_refused(counts: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="one line"):
        suppression.suppress(counts)
