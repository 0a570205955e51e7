import { comparableName } from '../../contract/comparable-name.ts';
import { type Contract, openContract } from '../../contract/contract.ts';
import { contractDigest } from '../../contract/contract-digest.ts';
import { InputError } from '../../errors.ts';
import { capturedPeriodName } from '../../lake/raw-key.ts';
import { sha256 } from '../../lake/sha256.ts';
import { canonicalJson } from '../../model/canonical-json.ts';
import { didYouMean } from '../../model/nearest-name.ts';
import { isTimed, type Period, type TimedPeriod } from '../../model/period.ts';
import type {
  InputObject,
  ReadInput,
  Source,
  SourceContext,
  SourceInput,
  SourceKind,
} from '../../model/source.ts';
import type { Table } from '../../model/table.ts';
import { wrongData } from '../check/shape.ts';
import { isKnownSound, rememberSound } from '../known-sound.ts';
import { type RestJobData, restDataOf } from './check/check-rest-data.ts';
import type { RestRequest } from './rest-data.ts';
import type { RawPages } from './rows/captured-pages.ts';
import type { ParsedRecords } from './rows/parse-pages.ts';

/** Raised whenever the same pages, contract and request would give other rows. */
const VERSION = 1;

/** Records of APIs have long texts: descriptions, documents. Memory holds those of one row group and a half. */
const ROW_GROUP_ROWS = 20_000;

type NoSettings = Record<never, never>;

/** The kind of source that parses the captured pages of an API. Its job is made by `restJob`. */
export const capturedRestKind: SourceKind<NoSettings> = {
  kind: 'captured-rest',
  settings: {},
  open: ({ table, grain, data }) => acceptedRows(table, grain, restDataOf(data)),
};

/** The kind of source that has the records of an API that do not fit. Its input is the job of those that do. */
export const restRejectsKind: SourceKind<NoSettings> = {
  kind: 'rest-rejects',
  settings: {},
  open: (context) => rejectedRows(context, inputOf(context)),
};

function acceptedRows(table: Table, grain: Source['grain'], data: RestJobData): Source {
  const contract = openContract(table, data.contract);
  checkColumns(contract, data);
  const shared = parsed(data, contract, { kind: 'captured-rest', grain });
  return {
    ...shared,
    table,
    rowGroupRows: ROW_GROUP_ROWS,
    inputs: (period) => [rawOf(data.job, period)],
    async *batches(period, read) {
      const raw = await rawPages(data.job, period, read);
      let rejected = 0;
      for await (const { accepted, rows, rejects } of parse(raw, period, { data, contract })) {
        rejected += rejects.length;
        if (rows > 0) yield accepted;
      }
      if (rejected === 0) rememberSound(sha256(raw.bytes), { ...shared.facts, period });
    },
  };
}

function rejectedRows({ table, grain }: SourceContext, input: SourceInput): Source {
  const data = restDataOf(input.data);
  const contract = openContract(input.source.table, data.contract);
  const shared = parsed(data, contract, { kind: 'rest-rejects', grain });
  return {
    ...shared,
    table,
    // Rejects land after the rows that fit, and only if these did.
    inputs: (period) => [{ job: input.job, period }, rawOf(data.job, period)],
    async *batches(period, read) {
      const raw = await rawPages(data.job, period, read);
      if (isKnownSound(sha256(raw.bytes), { ...shared.facts, period })) return;
      const { rejectsBatch } = await import('../../contract/rejects-table.ts');
      const { job } = data;
      for await (const { rejects } of parse(raw, period, { data, contract })) {
        if (rejects.length === 0) continue;
        yield rejectsBatch(rejects, { job, capture: raw.name, asItCame: ({ record }) => record });
      }
    },
  };
}

/** What a source has that parses captured pages. */
function parsed(
  { request, fields, incremental }: RestJobData,
  contract: Contract,
  { kind, grain }: { readonly kind: string; readonly grain: Source['grain'] },
): Pick<Source, 'grain' | 'facts'> {
  const rules = { lists: listsOf(request), fields, field: incremental?.field };
  return {
    grain,
    facts: {
      generator: `${kind}/${VERSION}`,
      contract: contractDigest(contract),
      request: sha256(new TextEncoder().encode(canonicalJson(rules))).slice(0, 12),
    },
  };
}

/** What decides which records of the captured pages are rows, and what they get from those above them. */
function listsOf(request: RestRequest): readonly unknown[] {
  const { records, most, child } = request;
  const below = child === undefined ? [] : listsOf(child);
  return [{ records, most, include: child?.include }, ...below];
}

/** Loaded with the first period: most commands parse none. */
async function* parse(
  raw: RawPages,
  period: Period,
  { data, contract }: { readonly data: RestJobData; readonly contract: Contract },
): AsyncGenerator<ParsedRecords, void, undefined> {
  const { parsePages } = await import('./rows/parse-pages.ts');
  const { request, incremental, fields = {} } = data;
  yield* parsePages(raw, timed(period), { contract, request, incremental, fields });
}

async function rawPages(job: string, period: Period, read: ReadInput): Promise<RawPages> {
  return { name: capturedPeriodName(job, timed(period)), bytes: await read(rawOf(job, period)) };
}

function rawOf(job: string, period: Period): InputObject {
  return { job, period, part: 'raw' };
}

function timed(period: Period): TimedPeriod {
  if (isTimed(period)) return period;
  throw new InputError({
    expected: 'an hour or a day of an API',
    got: JSON.stringify(period),
    advice: 'Make the job with restJob, whose grain is hour or day.',
  });
}

/** Whatever is declared as a column is one of the table. */
function checkColumns({ columns }: Contract, { job, fields = {}, request }: RestJobData): void {
  const names = columns.flatMap((column) => column.names);
  const included = (list: RestRequest): string[] => [
    ...Object.keys(list.child?.include ?? {}),
    ...(list.child === undefined ? [] : included(list.child)),
  ];
  const declared = [...Object.keys(fields), ...included(request)];
  const unknown = declared.find((name) => !names.includes(comparableName(name)));
  if (unknown === undefined) return;
  throw wrongData(
    { path: 'fields and include', job },
    `columns of its table: ${names.join(', ')}`,
    JSON.stringify(unknown),
    didYouMean(unknown, names),
  );
}

function inputOf({ inputs: [input] }: SourceContext): SourceInput {
  if (input !== undefined) return input;
  throw new InputError({
    expected: 'rejects of an API to have the job of the API as their input',
    got: 'no input',
    advice: 'Make both jobs with restJob in a file of jobs/.',
  });
}
