"""Runs the same queries over the same rows in each reader: in the hourly files of landing and in the
daily ones of bronze. Spark takes part where pyspark is installed.

Usage: `query_files.py <landing folder> <bronze folder> <rounds>`. Prints a line of JSON with the
versions, and one for each repetition, with CPU and wall-clock time in milliseconds and bytes read.
"""

import functools
import importlib.util
import json
import os
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


@functools.cache
def spark_session():
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[*]")
    for name, value in {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    }.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def with_spark(folder, person):
    def rows(sql):
        def ask():
            session = spark_session()
            session.read.parquet(folder).createOrReplaceTempView("accounts")
            return [tuple(row) for row in session.sql(f"SELECT {sql}").collect()]

        return ask

    return {
        "accounts by state, all days": rows("uf, count(*) FROM accounts GROUP BY uf ORDER BY uf"),
        "accounts by state, one day": rows(
            f"uf, count(*) FROM accounts WHERE dt = '{DAY}' GROUP BY uf ORDER BY uf"
        ),
        "one person, all days": rows(f"count(*) FROM accounts WHERE {person} = '{NOBODY}'"),
    }


READERS = {"DuckDB": with_duckdb, "pyarrow": with_pyarrow, "polars": with_polars}
if importlib.util.find_spec("pyspark"):
    READERS["Spark"] = with_spark


def process_of(reader):
    """The process that does the work of a reader: for Spark the Java machine, else this one."""
    return spark_session().sparkContext._gateway.proc.pid if reader == "Spark" else os.getpid()


def cpu_of(process):
    """Seconds of CPU time of all threads of a process."""
    if process == os.getpid():
        return time.process_time()
    with open(f"/proc/{process}/stat") as facts:
        user, system = facts.read().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def bytes_read(process):
    """Bytes that a process has read by system calls; 0 where the system does not count them."""
    try:
        with open(f"/proc/{process}/io") as counters:
            return int(counters.readline().split()[1])
    except OSError:
        return 0


def measured(reader, ask):
    process = process_of(reader)
    read, started, before = bytes_read(process), time.perf_counter(), cpu_of(process)
    answer = ask()
    cpu, wall = cpu_of(process) - before, time.perf_counter() - started
    # polars maps files into memory.
    read = 0 if reader == "polars" else bytes_read(process) - read
    return answer, {"cpu": round(cpu * 1000, 1), "wall": round(wall * 1000, 1), "read": read}


def main():
    hourly, daily, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
    versions = {
        "duckdb (Python)": duckdb.__version__,
        "polars": polars.__version__,
        "pyarrow": pyarrow.__version__,
    }
    if "Spark" in READERS:
        versions["Spark"] = spark_session().version
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
