"""The common approach in Python: rows from Faker, a data frame, Parquet by pyarrow.

Usage: `python_way.py <hours> <accounts per hour>`. Each input line requests one repetition, and is
answered by a line of JSON, as in bench/processes/serve-contender.ts.
"""

import gc
import json
import os
import sys
import tempfile
import time
from datetime import datetime, timezone

import faker
import pandas
import pyarrow
import pyarrow.parquet

fake = faker.Faker("pt_BR")
START = datetime(2026, 11, 20, 13, tzinfo=timezone.utc)
END = datetime(2026, 11, 20, 14, tzinfo=timezone.utc)


def fake_account():
    cidade = fake.city()
    uf = fake.estado_sigla()
    cep = fake.postcode()
    return {
        "id": fake.uuid4(),
        "criado_em": fake.date_time_between(START, END, tzinfo=timezone.utc),
        "nome": fake.name(),
        "email": fake.email(),
        "telefone": fake.cellphone_number(),
        "cpf": fake.cpf(),
        "data_nascimento": fake.date_of_birth(minimum_age=18, maximum_age=90),
        "endereco": f"{fake.street_address()}, {fake.bairro()}, {cidade} - {uf}, {cep}",
        "cidade": cidade,
        "uf": uf,
        "cep": cep,
        "emprego": fake.job(),
    }


def run(folder, hours, accounts_per_hour):
    for hour in range(hours):
        frame = pandas.DataFrame([fake_account() for _ in range(accounts_per_hour)])
        table = pyarrow.Table.from_pandas(frame, preserve_index=False)
        path = os.path.join(folder, f"{hour}.parquet")
        pyarrow.parquet.write_table(table, path, compression="snappy")
    return hours * accounts_per_hour


def tell(answer):
    print(json.dumps(answer), flush=True)


def main():
    hours, accounts_per_hour = map(int, sys.argv[1:])
    pyarrow.set_cpu_count(1)
    python = ".".join(map(str, sys.version_info[:3]))
    versions = {
        "Python": python,
        "Faker (Python)": faker.VERSION,
        "pandas": pandas.__version__,
        "pyarrow": pyarrow.__version__,
    }
    tell({"versions": versions})
    for _ in sys.stdin:
        with tempfile.TemporaryDirectory(prefix="hourlake-bench-") as folder:
            gc.collect()
            started, before = time.perf_counter(), time.process_time()
            rows = run(folder, hours, accounts_per_hour)
            cpu, wall = time.process_time() - before, time.perf_counter() - started
            size = sum(entry.stat().st_size for entry in os.scandir(folder))
        tell({"rows": rows, "wall": wall * 1000, "cpu": cpu * 1000, "bytes": size})


if __name__ == "__main__":
    main()
