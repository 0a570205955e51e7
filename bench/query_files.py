"""Asks three readers the same questions about the same rows, in a file an hour and in a file a day.

Usage: `query_files.py <hourly folder> <daily folder> <rounds>`. Prints a line of JSON with the
versions, and one for each repetition, with CPU and wall-clock time in milliseconds.
"""

import json
import sys
import time

import duckdb
import polars
import pyarrow
import pyarrow.dataset

DAY = "2026-01-02"
NOBODY = "000.000.000-00"
SCHEMA = pyarrow.schema([("dt", pyarrow.string()), ("hour", pyarrow.string())])


def with_duckdb(folder):
    files = (
        f"read_parquet('{folder}/**/*.parquet', hive_partitioning = true,"
        " hive_types_autocast = false)"
    )

    def rows(sql):
        return lambda: duckdb.sql(f"SELECT {sql}").fetchall()

    return {
        "accounts by state, all days": rows(f"uf, count(*) FROM {files} GROUP BY uf ORDER BY uf"),
        "accounts by state, one day": rows(
            f"uf, count(*) FROM {files} WHERE dt = '{DAY}' GROUP BY uf ORDER BY uf"
        ),
        "one CPF, all days": rows(f"count(*) FROM {files} WHERE cpf = '{NOBODY}'"),
    }


def with_pyarrow(folder):
    def table(columns, condition=None):
        partitions = pyarrow.dataset.partitioning(SCHEMA, flavor="hive")
        files = pyarrow.dataset.dataset(folder, format="parquet", partitioning=partitions)
        return files.to_table(columns=columns, filter=condition)

    def by_state(condition=None):
        counted = table(["uf"], condition).group_by("uf").aggregate([("uf", "count")])
        return sorted(zip(*(counted.column(name).to_pylist() for name in ("uf", "uf_count"))))

    field = pyarrow.dataset.field
    return {
        "accounts by state, all days": lambda: by_state(),
        "accounts by state, one day": lambda: by_state(field("dt") == DAY),
        "one CPF, all days": lambda: [(table(["cpf"], field("cpf") == NOBODY).num_rows,)],
    }


def with_polars(folder):
    def scan():
        text = {"dt": polars.String} | ({"hour": polars.String} if "hourly" in folder else {})
        return polars.scan_parquet(f"{folder}/**/*.parquet", hive_schema=text)

    def by_state(files):
        return files.group_by("uf").len().sort("uf").collect().rows()

    return {
        "accounts by state, all days": lambda: by_state(scan()),
        "accounts by state, one day": lambda: by_state(scan().filter(polars.col("dt") == DAY)),
        "one CPF, all days": lambda: scan()
        .filter(polars.col("cpf") == NOBODY)
        .select(polars.len())
        .collect()
        .rows(),
    }


READERS = {"DuckDB": with_duckdb, "pyarrow": with_pyarrow, "polars": with_polars}


def measured(ask):
    started, before = time.perf_counter(), time.process_time()
    answer = ask()
    cpu, wall = time.process_time() - before, time.perf_counter() - started
    return answer, {"cpu": round(cpu * 1000, 1), "wall": round(wall * 1000, 1)}


def main():
    hourly, daily, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
    versions = {
        "duckdb (Python)": duckdb.__version__,
        "polars": polars.__version__,
        "pyarrow": pyarrow.__version__,
    }
    print(json.dumps({"versions": versions}))
    # The first round warms up.
    for current in range(rounds + 1):
        for reader, queries_of in READERS.items():
            of_hours, of_days = queries_of(hourly), queries_of(daily)
            for query in of_hours:
                there, hourly_times = measured(of_hours[query])
                here, daily_times = measured(of_days[query])
                if there != here:
                    sys.exit(f"{reader}: {query} has another answer with a file a day")
                if current == 0:
                    continue
                answer = {"hourly": hourly_times, "daily": daily_times}
                print(json.dumps({"reader": reader, "query": query, **answer}), flush=True)


if __name__ == "__main__":
    main()
