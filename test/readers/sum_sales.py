"""Reads workbooks of sales with pandas and prints, as JSON, what the lake should answer of them.

sum_sales.py <workbook>...: rows as they came, those that are distinct, and their sums, as text.
"""

import hashlib
import json
import pathlib
import sys

import pandas

SALE = ["id_marca", "marca", "id_linha", "linha", "data_venda", "qtd_venda"]


def read(path: pathlib.Path) -> pandas.DataFrame:
    rows = pandas.read_excel(path, engine="openpyxl")
    rows.columns = rows.columns.str.lower()
    days = rows["data_venda"]
    if not pandas.api.types.is_datetime64_any_dtype(days):
        days = pandas.to_datetime(days, format="%d/%m/%Y")
    rows["data_venda"] = days.dt.strftime("%Y-%m-%d")
    for column in ("id_marca", "id_linha", "qtd_venda"):
        rows[column] = rows[column].astype(int)
    rows["arquivo"] = path.name
    rows["linha_arquivo"] = range(2, len(rows) + 2)
    rows["arquivo_sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    return rows


def summed(sales: pandas.DataFrame, by: list[str], order: list[str]) -> pandas.DataFrame:
    sums = sales.groupby(by, as_index=False)["qtd_venda"].sum()
    return sums.rename(columns={"qtd_venda": "sum_qtd_venda"}).sort_values(order)


rows = pandas.concat([read(pathlib.Path(name)) for name in sys.argv[1:]], ignore_index=True)
distinct = rows[SALE].drop_duplicates()
dated = distinct.assign(
    ano=distinct["data_venda"].str[:4].astype(int), mes=distinct["data_venda"].str[5:7].astype(int)
)
answers = {
    "rows": rows[[*SALE, "arquivo", "linha_arquivo", "arquivo_sha256"]].sort_values(
        ["arquivo", "linha_arquivo"]
    ),
    "vendas-distintas": distinct.sort_values(
        ["data_venda", "id_marca", "id_linha", "qtd_venda", "marca", "linha"]
    ),
    "con-ano-mes": summed(dated, ["ano", "mes"], ["ano", "mes"]),
    "con-mar-lin": summed(
        dated, ["id_marca", "marca", "id_linha", "linha"], ["id_marca", "id_linha"]
    ),
    "con-mar-ano-mes": summed(
        dated, ["id_marca", "marca", "ano", "mes"], ["ano", "mes", "id_marca"]
    ),
    "con-lin-ano-mes": summed(
        dated, ["id_linha", "linha", "ano", "mes"], ["ano", "mes", "id_linha"]
    ),
}
print(json.dumps({name: answer.to_csv(index=False) for name, answer in answers.items()}))
