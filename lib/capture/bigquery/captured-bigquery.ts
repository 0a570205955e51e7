import { type Contract, openContract } from '../../contract/contract.ts';
import { contractDigest } from '../../contract/contract-digest.ts';
import { InputError } from '../../errors.ts';
import { canonicalJson } from '../../model/canonical-json.ts';
import { isTimed, type Period, type TimedPeriod } from '../../model/period.ts';
import { rawRow } from '../../model/raw-rows.ts';
import {
  type Setting,
  type Settings,
  settingsAsText,
  type ValuesOf,
} from '../../model/settings.ts';
import type { Source, SourceContext, SourceKind } from '../../model/source.ts';
import { isKnownSound, rememberSound } from '../known-sound.ts';
import { type AskingSource, isAskingSource } from './asking-source.ts';
import { type BigQueryQuestion, openQuestion, questionDigest } from './bigquery-question.ts';
import { bigQueryDataOf } from './check/check-bigquery-data.ts';
import { columnsSetting } from './check/columns-setting.ts';
import type { GeneratedRows } from './generated-rows.ts';
import { answeredRows, generatedRows, type RowsOf } from './rows/period-rows.ts';

/** Raised whenever the same answer, contract and question would give other rows. */
const VERSION = 1;

/** A row of a log has many texts. With 100,000 rows a file is 0.6 % smaller, and takes 80 MB more to write. */
const ROW_GROUP_ROWS = 20_000;

const REJECTS_KIND = 'bigquery-rejects';

/** The setting that every kind of source has that asks BigQuery. */
export type ColumnsSetting = {
  /** `all`, or the names of columns with commas between them; the others are null. */
  readonly columns: Setting<string>;
};

/** A kind of source that asks BigQuery. */
export interface BigQueryKindOptions<S extends Settings> {
  /** `captured-bigquery`, or another name where there are settings. */
  readonly kind: string;
  /** Its settings besides `columns`. */
  readonly settings: S;
  /** Values that rows must have because of settings, by the path of the field. Default: none. */
  readonly whereOf?: (settings: ValuesOf<S & ColumnsSetting>) => BigQueryQuestion['where'];
  /** What makes the rows in place of BigQuery; `undefined` where BigQuery is asked. Default: it is always asked. */
  readonly generated?: (settings: ValuesOf<S & ColumnsSetting>) => GeneratedRows | undefined;
}

/**
 * A kind of source whose rows are those of a table in BigQuery that fit their contract. Its jobs are made by
 * `bigQueryJob`.
 *
 * @example
 * Object.keys(bigQueryKind({ kind: 'captured-bigquery', settings: {} }).settings) // => ['columns']
 */
export function bigQueryKind<S extends Settings>({
  kind,
  settings,
  whereOf,
  generated,
}: BigQueryKindOptions<S>): SourceKind<S & ColumnsSetting> {
  return {
    kind,
    settings: { ...settings, columns: columnsSetting },
    open(context) {
      const { table, grain, settings: values } = context;
      const data = bigQueryDataOf(context.data);
      const contract = openContract(table, data.contract);
      const asked = { columns: String(values.columns), where: whereOf?.(values) ?? {} };
      const question = openQuestion(data, table, asked);
      const made = generated?.(values);
      const facts = {
        ...(made === undefined ? {} : settingsAsText(values)),
        ...factsOf(kind, { contract, question, made }),
      };
      if (made !== undefined) {
        const rowsOf = generatedRows(question, contract, { made, settings: canonicalJson(values) });
        return acceptedRows(rowsOf, { table, grain, facts, ...usualRowsOf(made) });
      }
      return acceptedRows(answeredRows(question, contract), {
        ...{ table, grain, facts },
        asks: question,
        readsAnswers: true,
        inputs: (period) => [{ job: question.job, period, part: 'answer' }],
      });
    },
  };
}

/** The kind of source of any table in BigQuery, without settings of its own. */
export const capturedBigQueryKind = bigQueryKind({ kind: 'captured-bigquery', settings: {} });

/** The kind of source that has the rows of BigQuery that do not fit. Its input is the job of those that do. */
export const bigQueryRejectsKind: SourceKind<Record<never, never>> = {
  kind: REJECTS_KIND,
  settings: {},
  open(context) {
    const { job, source } = inputOf(context);
    return rejectedRows(context, job, source);
  },
};

function acceptedRows(
  rowsOf: RowsOf,
  source: Omit<AskingSource, 'rowsOf' | 'batches'>,
): AskingSource {
  return {
    ...source,
    rowsOf,
    rowGroupRows: ROW_GROUP_ROWS,
    async *batches(period, _, answer) {
      const { id, checked } = rowsOf(timed(period), answer);
      let rejected = 0;
      for await (const { accepted, positions, rejects } of checked()) {
        rejected += rejects.length;
        if (positions.length > 0) yield accepted;
      }
      if (rejected === 0) rememberSound(id, { ...source.facts, period });
    },
  };
}

function rejectedRows({ table, grain }: SourceContext, job: string, source: AskingSource): Source {
  const { facts, readsAnswers = false } = source;
  return {
    table,
    grain,
    facts: { ...facts, generator: generatorOf(REJECTS_KIND, makerOf(facts)) },
    readsAnswers,
    readsInputs: readsAnswers,
    // Rejects land after the rows that fit, and only if these did.
    inputs: (period) => [{ job, period }, ...(source.inputs?.(period) ?? [])],
    async *batches(period, _, answer) {
      const { id, name, checked } = source.rowsOf(timed(period), answer);
      if (isKnownSound(id, { ...facts, period })) return;
      const { rejectsBatch } = await import('../../contract/rejects-table.ts');
      for await (const piece of checked()) {
        if (piece.rejects.length === 0) continue;
        const asItCame = ({ row }: { readonly row: number }) => rawRow(piece.raw, row);
        yield rejectsBatch(piece.rejects, { job, capture: name, asItCame });
      }
    },
  };
}

function factsOf(
  kind: string,
  {
    contract,
    question,
    made,
  }: {
    readonly contract: Contract;
    readonly question: BigQueryQuestion;
    readonly made: GeneratedRows | undefined;
  },
): Source['facts'] {
  return {
    ...made?.facts,
    generator: generatorOf(kind, made?.facts.generator),
    contract: contractDigest(contract),
    question: questionDigest(question),
  };
}

/** `captured-bigquery/1`, or with what makes the rows behind it: `pypi-downloads/1+pypi-rows/1`. */
function generatorOf(kind: string, maker: string | undefined): string {
  return [`${kind}/${VERSION}`, ...(maker === undefined ? [] : [maker])].join('+');
}

function makerOf({ generator = '' }: Source['facts']): string | undefined {
  const [, ...maker] = generator.split('+');
  return maker.length === 0 ? undefined : maker.join('+');
}

function usualRowsOf(made: GeneratedRows): Pick<Source, 'usualRows'> {
  if (made.usualRows === undefined) return {};
  return { usualRows: (period) => made.usualRows?.(timed(period)) ?? 0 };
}

function timed(period: Period): TimedPeriod {
  if (isTimed(period)) return period;
  throw new InputError({
    expected: 'an hour or a day of a table in BigQuery',
    got: JSON.stringify(period),
    advice: 'Make the job with bigQueryJob, whose grain is hour or day.',
  });
}

function inputOf({ inputs: [input] }: SourceContext): {
  readonly job: string;
  readonly source: AskingSource;
} {
  if (input !== undefined && isAskingSource(input.source)) {
    return { job: input.job, source: input.source };
  }
  throw new InputError({
    expected: 'rejects of BigQuery to have the job of the table as their input',
    got: input === undefined ? 'no input' : 'another job',
    advice: 'Make both jobs with bigQueryJob in a file of jobs/.',
  });
}
