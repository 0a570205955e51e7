"""Writes workbooks with openpyxl and XlsxWriter, and prints what their rows are, as JSON by name of file.

A value is JSON, but for dates, which are {"date": ISO 8601}, and errors, which are {"fault": text}.
"""

import datetime
import json
import sys

import openpyxl
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904

NAMES = ["ID", "MARCA", "DATA", "VALOR", "ATIVO"]
DAYS = [
    datetime.date(1900, 1, 1),
    datetime.date(1900, 3, 1),
    datetime.date(2019, 1, 15),
    datetime.datetime(2019, 12, 31, 23, 59, 58),
    datetime.datetime(2024, 2, 29, 8, 30),
    datetime.date(9999, 12, 31),
]
TEXTS = ["BOTICÁRIO", " com espaços ", "P&D <x> \"y\"", "linha\nquebrada", "😀", "#N/A", "00123", "_x0041_"]
NUMBERS = [4, 4.0, 0.1, -1e-7, 123456789012345, 43480, 1e15, 0]


def rows(count):
    for row in range(count):
        day = DAYS[row % len(DAYS)]
        yield [row, TEXTS[row % len(TEXTS)], day, NUMBERS[row % len(NUMBERS)], row % 2 == 0]


def plain(value):
    if isinstance(value, datetime.datetime):
        return {"date": value.isoformat(timespec="milliseconds")}
    if isinstance(value, datetime.date):
        return {"date": value.isoformat()}
    return value


def expected(values, first=2):
    return [[first + index, *map(plain, row)] for index, row in enumerate(values)]


def from_openpyxl(values):
    """openpyxl makes an error of a text that looks like one, and leaves the escapes of OOXML as they are."""
    written = {"#N/A": {"fault": "#N/A"}, "_x0041_": "A"}
    return [[written.get(value, value) if isinstance(value, str) else value for value in row] for row in expected(values)]


def with_openpyxl(name, fill, **options):
    book = openpyxl.Workbook(**options)
    sheet = book.active if book.active is not None else book.create_sheet()
    fill(book, sheet)
    book.save(name)


def with_xlsxwriter(name, fill, **options):
    book = xlsxwriter.Workbook(name, options)
    fill(book, book.add_worksheet())
    book.close()


def appended(_, sheet):
    for row in [NAMES, *rows(3000)]:
        sheet.append(row)


def iso_dates(book, sheet):
    book.iso_dates = True
    appended(book, sheet)


def written(book, sheet, from_row=0, count=3000):
    date, moment = (book.add_format({"num_format": f}) for f in ("dd/mm/yyyy", "dd/mm/yyyy hh:mm:ss"))
    sheet.write_row(from_row, 0, NAMES)
    for index, (id_, text, day, number, active) in enumerate(rows(count)):
        at = from_row + 1 + index
        sheet.write_number(at, 0, id_)
        sheet.write_string(at, 1, text)
        if isinstance(day, datetime.datetime):
            sheet.write_datetime(at, 2, day, moment)
        else:
            sheet.write_datetime(at, 2, day, date)
        sheet.write_number(at, 3, number)
        sheet.write_boolean(at, 4, active)


def odd_cells(_, sheet):
    sheet.append(NAMES)
    sheet.append([1, "#N/A", None, None, True])
    sheet["B2"].data_type = "e"
    sheet.append([])
    sheet.append([2, CellRichText("BOTI", TextBlock(InlineFont(b=True), "CÁRIO")), None, 1.5, None])


def formulas(book, sheet):
    sheet.write_row(0, 0, NAMES)
    sheet.write_number(1, 0, 1)
    sheet.write_formula(1, 1, '=UPPER("vult")', None, "VULT")
    sheet.write_formula(1, 2, "=DATE(2019,1,15)", book.add_format({"num_format": "dd/mm/yyyy"}), 43480)
    sheet.write_formula(1, 3, "=1/0", None, "#DIV/0!")
    sheet.write_formula(1, 4, "=TRUE()", None, True)


def uncalculated(_, sheet):
    sheet.append(NAMES)
    sheet.append([1, "VULT", None, "=A2*2", None])


def from_1904(book, sheet):
    book.epoch = CALENDAR_MAC_1904
    appended(book, sheet)


def merged_header(_, sheet):
    appended(None, sheet)
    sheet.merge_cells("E1:F1")


def two_rows_of_names(_, sheet):
    sheet.append(["ID", "MARCA", "DATA", "VALOR", "ATIVO"])
    sheet.append([None, None, None, "bruto", None, "líquido"])


def several(book, sheet):
    sheet.title = "capa"
    sheet.sheet_state = "hidden"
    for title in ["janeiro", "fevereiro"]:
        appended(book, book.create_sheet(title))


READ = {
    "openpyxl.xlsx": from_openpyxl(rows(3000)),
    "openpyxl-streamed.xlsx": from_openpyxl(rows(3000)),
    "openpyxl-iso-dates.xlsx": from_openpyxl(rows(3000)),
    "xlsxwriter.xlsx": expected(rows(3000)),
    "xlsxwriter-inline.xlsx": expected(rows(3000)),
    "xlsxwriter-zip64.xlsx": expected(rows(3000)),
    "title.xlsx": expected(rows(10), first=6),
    "odd-cells.xlsx": [
        [2, 1, {"fault": "#N/A"}, None, None, True],
        [4, 2, "BOTICÁRIO", None, 1.5, None],
    ],
    "formulas.xlsx": [[2, 1, "VULT", {"date": "2019-01-15"}, {"fault": "#DIV/0!"}, True]],
    "several.xlsx": from_openpyxl(rows(3000)),
}


def main(vba_project):
    with_openpyxl("openpyxl.xlsx", appended)
    with_openpyxl("openpyxl-streamed.xlsx", appended, write_only=True)
    with_openpyxl("openpyxl-iso-dates.xlsx", iso_dates)
    with_xlsxwriter("xlsxwriter.xlsx", written)
    with_xlsxwriter("xlsxwriter-inline.xlsx", written, constant_memory=True)
    with_xlsxwriter("xlsxwriter-zip64.xlsx", written, use_zip64=True)
    with_xlsxwriter(
        "title.xlsx",
        lambda book, sheet: (
            sheet.merge_range("A1:E1", "Vendas"),
            sheet.write("A3", "emitido em"),
            written(book, sheet, 4, 10),
        ),
    )
    with_openpyxl("odd-cells.xlsx", odd_cells)
    with_xlsxwriter("formulas.xlsx", formulas)
    with_openpyxl("several.xlsx", several)
    with_openpyxl("uncalculated.xlsx", uncalculated)
    with_openpyxl("1904.xlsx", from_1904)
    with_openpyxl("merged-header.xlsx", merged_header)
    with_openpyxl("two-rows-of-names.xlsx", two_rows_of_names)
    with_xlsxwriter("macros.xlsm", lambda book, sheet: (written(book, sheet), book.add_vba_project(vba_project)))
    with open("openpyxl.xlsx", "rb") as plain_book, open("password.xlsx", "wb") as locked:
        OOXMLFile(plain_book).encrypt("segredo", locked)
    print(json.dumps(READ))


main(sys.argv[1])
