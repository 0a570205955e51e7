import { partitionOf, type SoldFile, type SoldRow } from './landed-sales.ts';

/** A row of a result, by column. */
export type Row = Readonly<Record<string, unknown>>;

/** The saved queries that add distinct sales up: the columns that they group by, and by which they order. */
export const aggregations: Readonly<
  Record<string, { readonly by: readonly string[]; readonly order: readonly string[] }>
> = {
  'con-ano-mes': { by: ['ano', 'mes'], order: ['ano', 'mes'] },
  'con-mar-lin': {
    by: ['id_marca', 'marca', 'id_linha', 'linha'],
    order: ['id_marca', 'id_linha', 'marca', 'linha'],
  },
  'con-mar-ano-mes': {
    by: ['id_marca', 'marca', 'ano', 'mes'],
    order: ['ano', 'mes', 'id_marca', 'marca'],
  },
  'con-lin-ano-mes': {
    by: ['id_linha', 'linha', 'ano', 'mes'],
    order: ['ano', 'mes', 'id_linha', 'linha'],
  },
};

/** The six columns of a sale, as a text that no other sale has. */
export function keyOf(row: Row | SoldRow): string {
  const { id_marca, marca, id_linha, linha, data_venda, qtd_venda } = row;
  return JSON.stringify([id_marca, marca, id_linha, linha, data_venda, qtd_venda]);
}

/** The first of each of the equal rows. */
export function distinctRows(rows: readonly SoldRow[]): SoldRow[] {
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
}

/** The units of the groups of some columns, in an order. */
export function aggregated(
  rows: readonly SoldRow[],
  by: readonly string[],
  order: readonly string[],
): Row[] {
  const groups = new Map<string, Record<string, unknown> & { sum_qtd_venda: number }>();
  for (const row of rows) {
    const all: Row = { ...row, ...monthOf(row) };
    const values = Object.fromEntries(by.map((name) => [name, all[name]]));
    const key = JSON.stringify(values);
    const group = groups.get(key) ?? { ...values, sum_qtd_venda: 0 };
    group.sum_qtd_venda += row.qtd_venda;
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => compare(a, b, order));
}

function monthOf({ data_venda }: SoldRow): { ano: number; mes: number } {
  return { ano: Number(data_venda.slice(0, 4)), mes: Number(data_venda.slice(5, 7)) };
}

function compare(a: Row, b: Row, columns: readonly string[]): number {
  for (const column of columns) {
    const [left, right] = [a[column], b[column]];
    if (left === right) continue;
    if (typeof left === 'number') return left - Number(right);
    return String(left) < String(right) ? -1 : 1;
  }
  return 0;
}

/**
 * What `vendas-descartadas` reports: goes through the files in the order of their digests, and remembers
 * which one had a sale first.
 */
export function droppedRows(files: readonly SoldFile[]): Row[] {
  const keepers = new Map<string, SoldFile>();
  const lines = new Map<string, Record<string, string | number>>();
  for (const file of [...files].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1))) {
    const seen = new Set<string>();
    for (const row of file.rows) {
      const key = keyOf(row);
      const keeper = keepers.get(key) ?? file;
      keepers.set(key, keeper);
      const column = seen.has(key)
        ? 'repeated_in_file'
        : keeper === file
          ? 'kept'
          : 'kept_in_other';
      seen.add(key);
      count(lines, file, keeper, column);
    }
  }
  return [...lines.values()].sort((a, b) =>
    compare(a, b, ['arquivo', 'file', 'kept_in', 'kept_in_file']),
  );
}

function count(
  lines: Map<string, Record<string, string | number>>,
  file: SoldFile,
  keeper: SoldFile,
  column: string,
): void {
  const key = `${file.sha256} ${keeper.sha256}`;
  const line = lines.get(key) ?? {
    arquivo: file.arquivo,
    file: partitionOf(file),
    kept_in: keeper.arquivo,
    kept_in_file: partitionOf(keeper),
    row_count: 0,
    kept: 0,
    repeated_in_file: 0,
    kept_in_other: 0,
  };
  lines.set(key, {
    ...line,
    row_count: Number(line.row_count) + 1,
    [column]: Number(line[column]) + 1,
  });
}

/** What `vendas-por-arquivo` reports. */
export function yearsOf(files: readonly SoldFile[]): Row[] {
  return files
    .flatMap((file) => {
      const years = new Set(file.rows.map((row) => monthOf(row).ano));
      return [...years].map((ano): Row => {
        const days = file.rows
          .filter((row) => monthOf(row).ano === ano)
          .map(({ data_venda }) => data_venda)
          .sort();
        return {
          arquivo: file.arquivo,
          file: partitionOf(file),
          ano,
          first_sale: days[0],
          last_sale: days.at(-1),
          row_count: days.length,
        };
      });
    })
    .sort((a, b) => compare(a, b, ['arquivo', 'file', 'ano']));
}
