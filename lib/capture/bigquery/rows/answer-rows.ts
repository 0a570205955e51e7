import { CaptureError } from '../../../errors.ts';
import type { QueryRequests, ResultField, ResultPage } from '../../../gcp/query-requests.ts';
import { isRecord } from '../../../model/is-record.ts';
import type { JsonValue } from '../../../model/json-row.ts';
import type { RawRows } from '../../../model/raw-rows.ts';
import type { BigQueryQuestion } from '../bigquery-question.ts';
import { checkResultFields } from '../check/check-fields.ts';
import { cellOf, cellReader, type ReadCell } from './read-cell.ts';

/** An answer of BigQuery. */
export interface AnswerPages {
  readonly requests: Pick<QueryRequests, 'resultPage'>;
  /** The job that has the rows. */
  readonly job: string;
  /** How errors name the period: `pypi-downloads 2026-11-20`. */
  readonly name: string;
  readonly question: Pick<BigQueryQuestion, 'fields' | 'location'>;
  /** Called for each page that was read, with the rows so far and those of the whole answer. */
  readonly onPage?: ((rows: number, totalRows: number) => void) | undefined;
}

/**
 * Values of a page, about 4 MB of JSON: larger pages take more memory, smaller ones more requests. BigQuery
 * sends fewer rows where a page would be larger than 10 MB.
 */
const PAGE_VALUES = 100_000;

/**
 * The rows of an answer under the names of the columns of the table, a page at a time. Positions count from 1. They are
 * complete only when the last page was read.
 *
 * @throws CaptureError when the rows are gone, have other columns than were asked for, or are not as many as
 *   BigQuery says; the last of these may pass. DatabaseError when BigQuery cannot be asked.
 */
export async function* answerRows({
  requests,
  job,
  name,
  question,
  onPage = () => {},
}: AnswerPages): AsyncGenerator<RawRows, void, undefined> {
  const { location, fields: asked } = question;
  const names = asked.map(({ column }) => column.name);
  const most = Math.ceil(PAGE_VALUES / asked.length);
  const same = new SameResult(name);
  let readers: readonly ReadCell[] | undefined;
  let rows = 0;
  let token: string | undefined;
  do {
    const page = await requests.resultPage(job, { location, most, token });
    if (page === undefined) throw goneRows(name);
    if (readers === undefined) checkResultFields(question, page.fields, name);
    same.check(page);
    readers ??= asked.map((_, index) => readerOf(page.fields[index]));
    const { length } = page.rows;
    const positions = Float64Array.from({ length }, (_, row) => rows + row + 1);
    if (length > 0) yield { length, names, columns: columnsOf(page.rows, readers), positions };
    rows += length;
    onPage(rows, page.totalRows);
    if (page.token !== undefined && page.token === token) {
      throw incomplete(name, 'the same page twice');
    }
    token = page.token;
    if (rows > page.totalRows || (token === undefined && rows < page.totalRows)) {
      throw incomplete(name, `${rows} of ${page.totalRows}`);
    }
  } while (token !== undefined);
}

/** Makes sure that all pages are of one result. */
class SameResult {
  readonly #name: string;
  #form: string | undefined;
  #totalRows = 0;

  constructor(name: string) {
    this.#name = name;
  }

  check({ fields, totalRows }: ResultPage): void {
    const form = JSON.stringify(fields);
    if (this.#form === undefined) [this.#form, this.#totalRows] = [form, totalRows];
    if (form !== this.#form) throw incomplete(this.#name, 'pages with other columns');
    if (totalRows !== this.#totalRows) throw incomplete(this.#name, 'pages of several results');
  }
}

/** Column by column: the values of one have one form. */
function columnsOf(rows: readonly JsonValue[], readers: readonly ReadCell[]): RawRows['columns'] {
  const cells = rows.map((row) => {
    const list = isRecord(row) ? row.f : undefined;
    return Array.isArray(list) ? list : [];
  });
  return readers.map((read, column) => cells.map((list) => read(cellOf(list[column]))));
}

function readerOf(field: ResultField | undefined): ReadCell {
  if (field === undefined) throw new TypeError('A column that was checked is not there');
  return cellReader(field);
}

/**
 * The rows of a query were not kept until they were read.
 *
 * @param name of the period in errors
 */
export function goneRows(name: string): CaptureError {
  return new CaptureError({
    expected: `the answer for ${name}, which BigQuery keeps for 24 hours`,
    got: 'none any more',
    advice: 'Run again: the query is asked once more, and billed again.',
  });
}

function incomplete(name: string, got: string): CaptureError {
  return new CaptureError(
    {
      expected: `all rows of the answer for ${name}, each once`,
      got,
      advice: 'Nothing has landed. Run again: the answer is read from its beginning.',
    },
    { retryable: true },
  );
}
