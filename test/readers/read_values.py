"""Prints every value of a Parquet file as one reader gives it, a row a line, in one spelling for all.

usage: read_values.py READER FILE
"""

import datetime
import decimal
import struct
import sys


def duckdb(path):
    import duckdb

    return duckdb.sql(f"SELECT * FROM '{path}'").fetchall()


def pyarrow(path):
    import pyarrow.parquet

    return rows_of(pyarrow.parquet.read_table(path))


def polars(path):
    import polars

    return polars.read_parquet(path).rows()


def datafusion(path):
    import datafusion
    import pyarrow

    batches = datafusion.SessionContext().read_parquet(path).collect()
    return rows_of(pyarrow.Table.from_batches(batches))


def clickhouse(path):
    import chdb

    # Its only type for text and bytes is String.
    as_bytes = "SETTINGS output_format_arrow_string_as_string = 0"
    return rows_of(chdb.query(f"SELECT * FROM file('{path}') {as_bytes}", "ArrowTable"))


def spark(path):
    from pyspark.sql import SparkSession

    session = SparkSession.builder.master("local[1]").getOrCreate()
    return session.read.parquet(path).collect()


def rows_of(table):
    return zip(*(column.to_pylist() for column in table.columns))


def spelled(value):
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return struct.pack(">d", value).hex()
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    if isinstance(value, datetime.datetime):
        return value.replace(tzinfo=None).isoformat(timespec="milliseconds")
    # A text as bytes, as some readers give JSON, is the same bytes.
    return (value if isinstance(value, (bytes, bytearray)) else str(value).encode()).hex()


reader, path = sys.argv[1:]
for row in globals()[reader](path):
    print(" ".join(spelled(value) for value in row))
