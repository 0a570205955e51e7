import { rowChecker } from '../../../contract/check-rows.ts';
import { addChecked, judgeCapture, noCounts } from '../../../contract/judge-capture.ts';
import type { Reject } from '../../../contract/row-faults.ts';
import type { Batch } from '../../../model/batch.ts';
import type { JsonValue } from '../../../model/json-row.ts';
import type { TimedPeriod } from '../../../model/period.ts';
import { isJsonObject } from '../pages/member-at.ts';
import type { RestIncremental, RestRequest } from '../rest-data.ts';
import { capturedPages, type PageRecords, type RawPages } from './captured-pages.ts';
import { type ColumnRules, type PlacedRecord, recordColumns } from './record-columns.ts';
import { recordSorter, type Sorted } from './record-sorter.ts';

/** How the records of a capture become rows. */
export interface PageRules extends ColumnRules {
  readonly request: RestRequest;
  /** Default: a period has all records that were captured. */
  readonly incremental?: RestIncremental | undefined;
}

/** A record that was rejected. */
export interface RejectedRecord extends Reject {
  /** As it came, with the columns from the records of its parents. */
  readonly record: JsonValue;
}

/** Some records of a capture, as they were checked. */
export interface ParsedRecords {
  readonly accepted: Batch;
  /** Number of accepted rows. */
  readonly rows: number;
  /** In the order of the records. */
  readonly rejects: readonly RejectedRecord[];
}

/** Records of a page, and of further ones up to this number, are checked together. */
const RECORDS_AT_ONCE = 1_000;

/**
 * Checks the records that were captured of a period, some pages at a time. They are valid only when the
 * last ones were read: until then the capture may turn out to be unusable.
 *
 * @throws CaptureError when the raw object is damaged, or too many records do not fit.
 */
export async function* parsePages(
  raw: RawPages,
  period: TimedPeriod,
  { request, incremental, ...rules }: PageRules,
): AsyncGenerator<ParsedRecords, void, undefined> {
  const { contract } = rules;
  const sort = recordSorter(contract, incremental, period);
  const columnsOf = recordColumns(rules);
  const check = rowChecker(contract);
  let counts = noCounts;
  for await (const pages of together(capturedPages(raw, request))) {
    const { placed, misfits } = sorted(pages, sort);
    const checked = check(columnsOf(placed));
    counts = [...misfits.map(asChecked), checked].reduce(addChecked, counts);
    const rejects = [...misfits, ...checked.rejects]
      .sort((one, other) => one.position - other.position)
      .map((reject) => ({ ...reject, record: recordOf(pages, reject) }));
    yield { accepted: checked.accepted, rows: checked.positions.length, rejects };
  }
  judgeCapture(contract, counts, { capture: raw.name });
}

/** Gathers pages: many small batches would take more memory than the values in them. */
async function* together(
  pages: AsyncIterable<PageRecords>,
): AsyncGenerator<readonly PageRecords[], void, undefined> {
  let gathered: PageRecords[] = [];
  let records = 0;
  for await (const page of pages) {
    gathered.push(page);
    records += page.records.length;
    if (records < RECORDS_AT_ONCE) continue;
    yield gathered;
    [gathered, records] = [[], 0];
  }
  if (records > 0) yield gathered;
}

function sorted(
  pages: readonly PageRecords[],
  sort: (record: JsonValue) => Sorted,
): { readonly placed: readonly PlacedRecord[]; readonly misfits: readonly Reject[] } {
  const placed: PlacedRecord[] = [];
  const misfits: Reject[] = [];
  for (const { records, position: first, include } of pages) {
    for (const [index, each] of records.entries()) {
      const position = first + index;
      const found = sort(each);
      if (found.kind === 'row') placed.push({ record: found.record, position, include });
      if (found.kind === 'misfit')
        misfits.push({ row: index, position, ...found.misfit, faults: 1 });
    }
  }
  return { placed, misfits };
}

/** A misfit as a checked row, to be counted. */
function asChecked(misfit: Reject): Parameters<typeof addChecked>[1] {
  const { column, rule, position } = misfit;
  return {
    positions: new Float64Array(),
    rejects: [misfit],
    faults: [{ column, rule, rows: 1, positions: [position] }],
  };
}

function recordOf(pages: readonly PageRecords[], { position }: Reject): JsonValue {
  const page = pages.findLast((each) => each.position <= position);
  const record = page?.records[position - page.position] ?? null;
  return isJsonObject(record) ? { ...record, ...page?.include } : record;
}
