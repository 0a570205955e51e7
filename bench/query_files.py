"""Asks three readers the same questions about the same rows, in the hourly files of landing and in the
daily ones of bronze.

Usage: `query_files.py <landing folder> <bronze folder> <rounds>`. Prints a line of JSON with the
versions, and one for each repetition, with CPU and wall-clock time in milliseconds and bytes read.
"""

import json
import sys
import time

import duckdb
import polars
import pyarrow
import pyarrow.dataset

DAY = "2025-01-02"
NOBODY = "000.000.000-00"
SCHEMA = pyarrow.schema([("dt", pyarrow.string()), ("hour", pyarrow.string())])


def with_duckdb(folder, person):
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
        "one person, all days": rows(f"count(*) FROM {files} WHERE {person} = '{NOBODY}'"),
    }


def with_pyarrow(folder, person):
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
        "one person, all days": lambda: [(table([person], field(person) == NOBODY).num_rows,)],
    }


def with_polars(folder, person):
    def scan():
        text = {"dt": polars.String} | ({"hour": polars.String} if person == "cpf" else {})
        return polars.scan_parquet(f"{folder}/**/*.parquet", hive_schema=text)

    def by_state(files):
        return files.group_by("uf").len().sort("uf").collect().rows()

    return {
        "accounts by state, all days": lambda: by_state(scan()),
        "accounts by state, one day": lambda: by_state(scan().filter(polars.col("dt") == DAY)),
        "one person, all days": lambda: scan()
        .filter(polars.col(person) == NOBODY)
        .select(polars.len())
        .collect()
        .rows(),
    }


READERS = {"DuckDB": with_duckdb, "pyarrow": with_pyarrow, "polars": with_polars}


def bytes_read():
    """Bytes that this process read by system calls so far; 0 where the system does not count them."""
    try:
        with open("/proc/self/io") as counters:
            return int(counters.readline().split()[1])
    except OSError:
        return 0


def measured(reader, ask):
    read, started, before = bytes_read(), time.perf_counter(), time.process_time()
    answer = ask()
    cpu, wall = time.process_time() - before, time.perf_counter() - started
    # polars maps files into memory.
    read = 0 if reader == "polars" else bytes_read() - read
    return answer, {"cpu": round(cpu * 1000, 1), "wall": round(wall * 1000, 1), "read": read}


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
            of_hours, of_days = queries_of(hourly, "cpf"), queries_of(daily, "cpf_protegido")
            for query in of_hours:
                there, hourly_times = measured(reader, of_hours[query])
                here, daily_times = measured(reader, of_days[query])
                if there != here:
                    sys.exit(f"{reader}: {query} has another answer in bronze")
                if current == 0:
                    continue
                answer = {"hourly": hourly_times, "daily": daily_times}
                print(json.dumps({"reader": reader, "query": query, **answer}), flush=True)


if __name__ == "__main__":
    main()
