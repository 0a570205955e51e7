import { columnTypeOf } from '../columns/column-types.ts';
import { InputError } from '../errors.ts';
import { isTimed, type Period, periodsWithin } from '../model/period.ts';
import { type Setting, settingsAsText, type ValuesOf } from '../model/settings.ts';
import type { InputObject, Source, SourceContext, SourceKind } from '../model/source.ts';
import type { Column, Table } from '../model/table.ts';
import { columnRulesSetting, protectedTable } from './column-rules.ts';
import type { ProtectRows } from './protect-rows.ts';

/** Raised whenever the same input objects and the same key would give other rows. */
const GENERATOR_VERSION = 1;

/**
 * A third of the usual: rows that were read hold all of their text, where generated ones hold numbers of
 * words, and a day of 24 x 50,000 rows should not take more than 300 MB.
 */
const ROW_GROUP_ROWS = 32_000;

/** Keeps the order of the input objects. */
const AS_LANDED = '-';

const orderSetting: Setting<string> = {
  description:
    'Column of dates or times by which the rows of a day are ordered; - keeps their order',
  expected: 'the name of a column, or -',
  example: 'criado_em',
  default: AS_LANDED,
  parse: (text) => (text === AS_LANDED || /^[a-z_][a-z0-9_]*$/.test(text) ? text : undefined),
};

const settings = { protect: columnRulesSetting, order: orderSetting };

type ProtectedDaysSettings = ValuesOf<typeof settings>;

/**
 * The kind of source that makes days from the landed hours, or days, of its input: all rows of a day,
 * with some columns protected by the key of the lake.
 */
export const protectedDaysKind: SourceKind<typeof settings> = {
  kind: 'protected-days',
  settings,
  needsKey: true,
  open: openProtectedDays,
};

function openProtectedDays({
  settings: values,
  table,
  inputs: [input],
  key,
}: SourceContext<typeof settings>): Source {
  if (input === undefined || input.source.grain === 'file') {
    throw new InputError({
      expected: 'a job of protected days to have an hourly or a daily job as its input',
      got: input === undefined ? 'no input' : `${input.job} by file`,
      advice: 'Name such a job in its inputs.',
    });
  }
  const landed = input.source.table;
  checkTable(table, landed, values);
  const order = orderColumn(landed, values.order);
  const inputs = (day: Period) => objectsOf(day, { job: input.job, grain: input.source.grain });
  let protect: ProtectRows | undefined;
  return {
    table,
    grain: 'day',
    facts: {
      generator: `protected-days/${GENERATOR_VERSION}`,
      ...settingsAsText(values),
      ...(key?.id === undefined ? {} : { key: key.id }),
    },
    rowGroupRows: ROW_GROUP_ROWS,
    inputs,
    async *batches(day, read) {
      const bytes = keyOf(key);
      // Loaded with the first day: most commands make none.
      const { landedRows, protectorOfRows } = await import('./protect-rows.ts');
      protect ??= protectorOfRows(landed, { rules: values.protect, key: bytes });
      const objects = inputs(day);
      for await (const batch of landedRows({ objects, read, table: landed, order })) {
        yield protect(batch);
      }
    },
    async problemIn(bytes) {
      // Without the key of the lake nothing can be said of tokens.
      if (key === undefined || key.problem !== undefined) return undefined;
      const { unopenedTokens } = await import('./unopened-tokens.ts');
      return unopenedTokens(bytes, { table, rules: values.protect, key: key.bytes() });
    },
  };
}

function keyOf(key: SourceContext['key']): Uint8Array {
  if (key !== undefined) return key.bytes();
  throw new TypeError('A source of protected days was opened without the key of its lake');
}

function objectsOf(
  day: Period,
  { job, grain }: { readonly job: string; readonly grain: Source['grain'] },
): InputObject[] {
  if (!isTimed(day) || grain === 'file') throw new TypeError(`${day} has no ${grain}s`);
  return periodsWithin(day, grain).map((period) => ({ job, period }));
}

/** The table of the job is what its files are read by: it has to be what the rules make of the input. */
function checkTable(table: Table, landed: Table, { protect }: ProtectedDaysSettings): void {
  const made = protectedTable(landed, { ...table, protect });
  const [expected, got] = [made, table].map(({ columns }) => columns.map(spelled).join(', '));
  if (expected === got) return;
  throw new InputError({
    expected: `the table ${table.name} to have the columns that "${protect}" makes of ${landed.name}: ${expected}`,
    got: got ?? '',
    advice: 'Change the rules and the table together, in the file of the job in jobs/.',
  });
}

function spelled({ name, type, precision, scale, nullable }: Column): string {
  const parameters = precision === undefined ? '' : `(${precision},${scale})`;
  return `${name} ${type}${parameters}${nullable ? ' nullable' : ''}`;
}

function orderColumn(landed: Table, order: string): Column | undefined {
  if (order === AS_LANDED) return undefined;
  const column = landed.columns.find(({ name }) => name === order);
  const logical = column && columnTypeOf(column).parquet.logical;
  const isTime = logical === 'TIMESTAMP_MILLIS' || logical === 'DATE';
  if (column !== undefined && isTime && !column.nullable) return column;
  throw new InputError({
    expected: `order to name a required column of dates or times of ${landed.name}`,
    got: JSON.stringify(order),
    advice: 'Name such a column, or - to keep the order of the input.',
  });
}
