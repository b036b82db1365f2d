"""Files as they really are: other letters, other separators, other days and amounts, and things that should not be there."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.importing.rules.columns import recognise
from bot.importing.rules.days import Day, read_day
from bot.importing.values import Broken, Field, Kind, Order, Problem, Remark, Row, Trouble, Unreadable
from tests.importing.support import excel, read, understood

HEAD = "Customer,Left on,Worth\n"


def problems(found: list[Row | list[Trouble]]) -> list[tuple[int, str, Problem]]:
    """All that is wrong, by row and column."""
    return [(one.row, one.column, one.problem) for row in found if isinstance(row, list) for one in row]


def rows_of(found: list[Row | list[Trouble]]) -> list[Row]:
    assert problems(found) == []
    return [row for row in found if isinstance(row, Row)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "latin-1"])
def test_letters_are_read_however_they_were_written(tmp_path: Path, encoding: str) -> None:
    data = "Kunde;Gekündigt am;Grund\r\nMüller & Söhne;31.12.2024;größer geworden\r\n".encode(encoding)

    [row] = rows_of(understood(tmp_path, data))

    assert (row.customer, row.left, row.words) == ("Müller & Söhne", date(2024, 12, 31), "größer geworden")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_cells_are_parted_however_they_were(tmp_path: Path, delimiter: str) -> None:
    lines = [["Customer", "Left on", "Notes"], ["Acme", "2024-01-31", '"a, b; c | d"'], ["Bolt", "2024-02-29", "x"]]
    data = "\r\n".join(delimiter.join(one) for one in lines).encode()

    head, rows = read(tmp_path, data)

    assert head.delimiter == delimiter
    assert rows[0] == (2, ["Acme", "2024-01-31", "a, b; c | d"])


def test_excels_own_line_about_separators_is_no_row(tmp_path: Path) -> None:
    head, rows = read(tmp_path, b"sep=;\r\nCustomer;Left on\r\nAcme;2024-01-31\r\n")

    assert head.headers == ("Customer", "Left on")
    assert rows == [(3, ["Acme", "2024-01-31"])]


def test_a_title_above_the_columns_and_empty_rows_are_passed_over(tmp_path: Path) -> None:
    head, rows = read(tmp_path, b"Our lost customers 2024,,\n,,\nCustomer,Left on,\n,,\nAcme,2024-01-31,\n,,\n")

    assert head.headers == ("Customer", "Left on")
    assert rows == [(5, ["Acme", "2024-01-31", ""])]


def test_two_columns_of_one_name_are_told_apart_and_the_first_counts(tmp_path: Path) -> None:
    head, _rows = read(tmp_path, b"Name,Name,Left on,,\nA,B,2024-01-31,,c\n")

    assert head.headers == ("Name", "Name (2)", "Left on")
    assert recognise(head.headers, Kind.departures) == {Field.customer: 0, Field.left: 2}


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-03-05", date(2024, 3, 5)), ("2024/3/5", date(2024, 3, 5)), ("20240305", date(2024, 3, 5)),
        ("2024-03-05T10:00:00Z", date(2024, 3, 5)), ("2024-03-05 00:00:00", date(2024, 3, 5)),
        ("5.3.2024", date(2024, 3, 5)), ("05.03.24", date(2024, 3, 5)), ("25/3/2024", date(2024, 3, 25)),
        ("3/25/2024", date(2024, 3, 25)), ("5 March 2024", date(2024, 3, 5)), ("March 5th, 2024", date(2024, 3, 5)),
        ("5-Mar-24", date(2024, 3, 5)), ("5. März 2024", date(2024, 3, 5)), ("5 mars 2024", date(2024, 3, 5)),
        ("5 de marzo de 2024", date(2024, 3, 5)), ("45356", date(2024, 3, 5)), ("5/5/2024", date(2024, 5, 5)),
        ("Tuesday, 5 March 2024", date(2024, 3, 5)),
    ],
)  # fmt: skip
def test_days_are_read_in_the_common_forms(tmp_path: Path, written: str, day: date) -> None:
    [row] = rows_of(understood(tmp_path, f'Customer,Left on\nAcme,"{written}"\n'.encode(), order=Order.day_first))

    assert (row.left, row.remarks) == (day, ())


def test_of_two_digits_the_year_is_past_or_next() -> None:
    years = [read_day(f"1/2/{two}", Order.day_first, date(2026, 3, 2)) for two in ("26", "27", "28", "68")]

    assert [one.day.year for one in years if isinstance(one, Day)] == [2026, 2027, 1928, 1968]


@pytest.mark.parametrize(("written", "day"), [("March 2024", 3), ("2024-03", 3), ("3/2024", 3), ("März 2024", 3), ("2024", 1)])
def test_a_month_or_a_year_is_good_enough_and_is_remarked(tmp_path: Path, written: str, day: int) -> None:
    [row] = rows_of(understood(tmp_path, f"Customer,Left on\nAcme,{written}\n".encode()))

    assert (row.left, row.remarks) == (date(2024, day, 1), (Remark.rough_day,))


def test_one_clear_day_says_how_all_are_meant_and_without_one_it_is_asked(tmp_path: Path) -> None:
    clear = rows_of(understood(tmp_path, (HEAD + "A,03/04/2024,\nB,13/04/2024,\n").encode()))
    american = rows_of(understood(tmp_path, (HEAD + "A,03/04/2024,\nB,04/13/2024,\n").encode()))
    open_ones = understood(tmp_path, (HEAD + "A,03/04/2024,\nB,05/06/2024,\n").encode())
    both_ways = understood(tmp_path, (HEAD + "A,03/04/2024,\nB,13/04/2024,\nC,04/13/2024,\n").encode())

    assert [row.left for row in clear] == [date(2024, 4, 3), date(2024, 4, 13)]
    assert [row.left for row in american] == [date(2024, 3, 4), date(2024, 4, 13)]
    assert problems(open_ones) == [(2, "Left on", Problem.ambiguous_day), (3, "Left on", Problem.ambiguous_day)]
    assert problems(both_ways) == [(2, "Left on", Problem.ambiguous_day)]


@pytest.mark.parametrize(
    ("written", "worth", "currency"),
    [
        ("48000", "48000", None), ("48,000.50", "48000.50", None), ("48.000,50 €", "48000.50", "EUR"),
        ("€ 48 000", "48000", "EUR"), ("48'000 CHF", "48000", "CHF"), ("1,234,567", "1234567", None),
        ("1.234.567", "1234567", None), ("$48k", "48000", None), ("48000 USD", "48000", "USD"), ("12,5", "12.5", None),
        ("4,80,000", "480000", None),
    ],
)  # fmt: skip
def test_amounts_are_read_in_the_common_forms(tmp_path: Path, written: str, worth: str, currency: str | None) -> None:
    [row] = rows_of(understood(tmp_path, f'{HEAD}Acme,2024-03-05,"{written}"\n'.encode()))

    assert (row.value, row.currency) == (Decimal(worth), currency)


def test_one_clear_amount_says_how_all_are_meant_and_without_one_it_is_asked(tmp_path: Path) -> None:
    clear = rows_of(understood(tmp_path, (HEAD + "A,2024-01-01,1.234\nB,2024-01-02,\"5,50\"\n").encode()))
    open_ones = understood(tmp_path, (HEAD + 'A,2024-01-01,1.234\nB,2024-01-02,"1,234"\n').encode())

    assert [row.value for row in clear] == [Decimal(1234), Decimal("5.5")]
    assert problems(open_ones) == [(2, "Worth", Problem.ambiguous_amount), (3, "Worth", Problem.ambiguous_amount)]


def test_excel_says_itself_what_is_a_day_and_what_a_number(tmp_path: Path) -> None:
    data = excel(
        ["Lost customers"], [], ["Customer", "Date left", "Value", "May contact"],
        ["Acme", datetime.combine(date(2024, 3, 5), time(23, 59)), 1.234, True], ["Bolt", date(2024, 12, 31), 48000, False],
        [1860, "31.1.2024", "48.000,00", None],
    )  # fmt: skip

    acme, bolt, number = rows_of(understood(tmp_path, data))

    assert (acme.left, acme.value, acme.stay and acme.stay.value) == (date(2024, 3, 5), Decimal("1.23"), "yes")
    assert (bolt.left, bolt.value, bolt.stay and bolt.stay.value) == (date(2024, 12, 31), Decimal(48000), "no")
    assert (number.customer, number.number) == ("1860", 6)


def test_a_formula_without_its_value_and_an_error_of_excels_are_named(tmp_path: Path) -> None:
    data = excel(["Customer", "Date left", "Value"], ["Acme", "=TODAY()", 5], ["Bolt", date(2024, 1, 1), "#REF!"])

    assert problems(understood(tmp_path, data)) == [
        (2, "Date left", Problem.formula),
        (3, "Value", Problem.formula),
    ]


def test_a_formula_in_a_csv_file_is_text_and_nothing_runs(tmp_path: Path) -> None:
    found = understood(tmp_path, b"Customer,Left on,Worth\n\"'=cmd|' /C calc'!A0\",2024-01-01,\n=1+1,2024-01-01,=2+2\n")

    assert isinstance(found[0], Row)
    assert found[0].customer == "=cmd|' /C calc'!A0"
    assert problems(found) == [(3, "Worth", Problem.no_number)]


def test_ten_megabytes_in_one_cell_cost_that_row_alone(tmp_path: Path) -> None:
    data = b'Customer,Left on\nAcme,2024-01-01\n"' + b"x" * 10_000_000 + b'",2024-01-01\nBolt,2024-01-01\n'

    found = understood(tmp_path, data)

    assert problems(found) == [(3, "Customer", Problem.too_long)]
    assert len(found[1][0].shown) < 100  # type: ignore[index]
    assert [row.customer for row in found if isinstance(row, Row)] == ["Acme", "Bolt"]


@pytest.mark.slow
def test_a_quotation_mark_that_is_never_closed_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as broken:
        read(tmp_path, b'Customer,Left on\nAcme,2024-01-01\n"Bolt,' + b"x,y\n" * 17_000_000)

    assert (broken.value.why, broken.value.row) == (Broken.endless_cell, 3)


def test_zero_bytes_and_rows_that_are_too_short_or_too_long(tmp_path: Path) -> None:
    found = understood(tmp_path, b"Customer,Left on\nAc\0me,2024-01-01\nBolt\nCog,2024-01-01,,\nDot,2024-01-01,stray\n")

    assert isinstance(found[0], Row)
    assert found[0].customer == "Acme"
    assert problems(found) == [(3, "Left on", Problem.missing), (5, "", Problem.too_many_cells)]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", Broken.empty), (b"\n\n", Broken.empty), (b"\xd0\xcf\x11\xe0" + b"\0" * 600, Broken.old_excel),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, Broken.not_a_table),
        (b"PK\x03\x04 no zip at all", Broken.damaged), (excel()[:2000], Broken.damaged),
    ],
)  # fmt: skip
def test_what_is_no_table_is_said_in_a_sentence(tmp_path: Path, data: bytes, why: Broken) -> None:
    with pytest.raises(Unreadable) as broken:
        read(tmp_path, data)

    assert broken.value.why is why


def test_sheets_are_chosen_by_name(tmp_path: Path) -> None:
    def second(book: Any) -> None:
        sheet = book.create_sheet("Lost")
        sheet.append(["Customer", "Left on"])
        sheet.append(["Acme", "2024-01-01"])

    data = excel(["Nothing here"], change=second)

    head, rows = read(tmp_path, data, sheet="Lost")
    with pytest.raises(Unreadable) as broken:
        read(tmp_path, data, sheet="Gone")

    assert (head.sheet, head.sheets, rows) == ("Lost", ("Sheet", "Lost"), [(2, ["Acme", "2024-01-01"])])
    assert broken.value.why is Broken.no_such_sheet


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (
            ["Account Name", "Churn Date", "ARR", "Churn Reason", "CSM"],
            [Field.customer, Field.left, Field.value, Field.reason, Field.owner],
        ),
        (
            ["Firma", "Kündigungsdatum", "Jahresumsatz", "Kündigungsgrund"],
            [Field.customer, Field.left, Field.value, Field.reason],
        ),
        (["Raison sociale", "Date de départ", "Chiffre d'affaires"], [Field.customer, Field.left, Field.value]),
        (["Cutsomer", "Departure dat", "E-Mail"], [Field.customer, Field.left, Field.email]),
    ],
)  # fmt: skip
def test_columns_are_known_by_name_in_many_words(headers: list[str], expected: list[Field]) -> None:
    found = recognise(headers, Kind.departures)

    assert {one: headers[place] for one, place in found.items()} == dict(zip(expected, headers, strict=True))


def test_months_are_whole_numbers(tmp_path: Path) -> None:
    data = b"Month,Proposals sent,Won\n2025-01,12,3\nFeb 2025,4,5\n3/2025,x,\n2027-01,1,1\n"

    found = understood(tmp_path, data, Kind.proposals)

    assert isinstance(found[0], Row)
    assert (found[0].month, found[0].sent, found[0].won) == (date(2025, 1, 1), 12, 3)
    assert problems(found) == [
        (3, "Won", Problem.more_won_than_sent),
        (4, "Proposals sent", Problem.not_whole),
        (5, "Month", Problem.in_future),
    ]
