import type { TimedPeriod } from '../../model/period.ts';
import { CellFault, DateCell, type RawRows, type RawValue } from '../../model/raw-rows.ts';
import type { AskedField } from './bigquery-question.ts';
import { FieldFault, Misfit } from './field-fault.ts';
import { type FitShape, shapeFitter } from './fit-shape.ts';

/** Makes rows in place of BigQuery: a pure function of what it was opened with, the period and the columns. */
export interface GeneratedRows {
  /** What decides the rows besides the settings: `generator`, with its version. */
  readonly facts: Readonly<Record<string, string>>;

  /** About how many rows a period has. Default: few. */
  usualRows?(period: TimedPeriod): number;

  /** The rows of a period with these columns of the table, under their names. Positions count from 1. */
  rows(period: TimedPeriod, columns: readonly string[]): Iterable<RawRows> | AsyncIterable<RawRows>;
}

/** Generated rows whose values in columns of JSON have the shapes that are declared, or are faults. */
export async function* shapedRows(
  made: Pick<GeneratedRows, 'rows'>,
  period: TimedPeriod,
  fields: readonly AskedField[],
): AsyncGenerator<RawRows, void, undefined> {
  const fitters = new Map(
    fields.flatMap(({ column, shape }) =>
      shape === undefined ? [] : [[column.name, shapeFitter(shape)]],
    ),
  );
  const names = fields.map(({ column }) => column.name);
  for await (const piece of made.rows(period, names)) {
    const columns = piece.columns.map((values, index) => {
      const fit = fitters.get(piece.names[index] ?? '');
      return fit === undefined ? values : values.map((value) => shaped(value, fit));
    });
    yield { ...piece, columns };
  }
}

function shaped(value: RawValue, fit: FitShape): RawValue {
  if (value instanceof CellFault || value instanceof DateCell) return value;
  const fitting = fit(value);
  if (!(fitting instanceof Misfit)) return fitting;
  return new FieldFault(value, fitting.reason, fitting.path);
}
