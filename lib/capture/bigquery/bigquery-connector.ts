import { CaptureError } from '../../errors.ts';
import type { BigQueryQuery, QueryRequests, TableFacts } from '../../gcp/query-requests.ts';
import { periodEnd, type TimedPeriod } from '../../model/period.ts';
import type { Connector, DueItem, FetchResult } from '../connector.ts';
import type { BigQueryQuestion } from './bigquery-question.ts';
import { checkFields, checkResultFields } from './check/check-fields.ts';
import { type AskedQuery, askOnce } from './query/ask-once.ts';
import { settlesAt, whyUnsettled } from './query/period-settles.ts';
import { bytesText, type Price, priceOf, priceText } from './query/price.ts';
import { queryJobId } from './query/query-job-id.ts';
import { queryOf } from './query/query-text.ts';
import { answerRows } from './rows/answer-rows.ts';

/** A period of a table of BigQuery. */
export interface DueRows extends DueItem {
  readonly period: TimedPeriod;
}

/** What a connector to BigQuery needs. */
export interface BigQueryConnectorOptions {
  readonly question: BigQueryQuestion;
  readonly requests: QueryRequests;
  /** Waits some milliseconds before BigQuery is asked again how far a query has come. */
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  /** Ends waiting early: the query goes on, and a later run finds it. */
  readonly signal?: AbortSignal | undefined;
  /** Called before a query runs, with what it is billed at most. */
  readonly onPriced?: ((period: TimedPeriod, price: Price) => void) | undefined;
  /** Called for each page that was read, with the rows so far and those of the whole period. */
  readonly onPage?: ((period: TimedPeriod, rows: number, totalRows: number) => void) | undefined;
}

const NOTHING: Price = { bytes: 0, dollars: 0 };

/**
 * The connector to a table of BigQuery. Each wanted period is due. A period is asked for when it is
 * complete, its fields have their types, and its price is below the ceiling of the job.
 */
export class BigQueryConnector implements Connector<DueRows> {
  readonly name: string;
  readonly #options: BigQueryConnectorOptions;

  constructor(options: BigQueryConnectorOptions) {
    this.name = options.question.from;
    this.#options = options;
  }

  async discover(wanted: readonly TimedPeriod[]): Promise<readonly DueRows[]> {
    return wanted.map((period) => ({ name: period, period }));
  }

  /** @throws also DatabaseError when BigQuery cannot be asked, or the query fails. */
  async fetch({ period }: DueRows): Promise<FetchResult> {
    const { question } = this.#options;
    const table = await this.#table();
    const reason = whyUnsettled(question, period, table);
    if (reason !== undefined) return { kind: 'waits', reason };
    const unnamed = checkFields(question, table.fields);
    const query = queryOf(question, period);
    await this.#checkPrice(period, query);
    const asked = await this.#ask(period, query, table);
    if (asked === undefined) {
      return { kind: 'waits', reason: 'The run ended before BigQuery had answered.' };
    }
    return this.#answered(period, asked, unnamed);
  }

  async #table(): Promise<TableFacts> {
    const { requests, question } = this.#options;
    const found = await requests.findTable(question.from);
    if (found !== undefined) return found;
    throw new CaptureError({
      expected: `the table ${question.from} to exist`,
      got: 'no such table',
      advice: 'Correct its name in the file of the job.',
    });
  }

  async #checkPrice(period: TimedPeriod, query: BigQueryQuery): Promise<void> {
    const { question, requests, onPriced } = this.#options;
    const price = priceOf(await requests.dryRun(query), question.dollarsPerTib);
    onPriced?.(period, price);
    if (price.bytes <= question.mostBytes) return;
    throw new CaptureError({
      expected: `the query for ${nameOf(question, period)} to be billed ${bytesText(question.mostBytes)} at most`,
      got: priceText(price),
      advice: `Nothing was billed. Choose fewer columns, or raise mostBytes of the job to ${price.bytes} or more.`,
    });
  }

  #ask(
    period: TimedPeriod,
    query: BigQueryQuery,
    { created, isStored }: TableFacts,
  ): Promise<AskedQuery | undefined> {
    const { question, requests, sleep, signal } = this.#options;
    const { job } = question;
    return askOnce(query, {
      requests,
      sleep,
      signal,
      jobOf: (attempt) => queryJobId({ job, period, query, created }, attempt),
      notBefore: isStored ? settlesAt(question, period) : periodEnd(period),
    });
  }

  #answered(
    period: TimedPeriod,
    { job, head, bytesBilled, isKnown }: AskedQuery,
    unnamed: readonly string[],
  ): FetchResult {
    const { question, requests, onPage } = this.#options;
    const name = nameOf(question, period);
    checkResultFields(question, head.fields, name);
    if (head.totalRows === 0 && !question.mayBeEmpty) throw noRows(question, period);
    const billed = isKnown ? 0 : bytesBilled;
    const { bytes, dollars } = billed === 0 ? NOTHING : priceOf(billed, question.dollarsPerTib);
    const answer = {
      id: `${requests.project}:${question.location}.${job}`,
      rows: () =>
        answerRows({
          requests,
          job,
          name,
          question,
          onPage: (rows, totalRows) => onPage?.(period, rows, totalRows),
        }),
    };
    return {
      kind: 'answered',
      answered: { period, answer, cost: { bytes, dollars, isKnown }, told: unnamed },
    };
  }
}

function nameOf({ job }: BigQueryQuestion, period: TimedPeriod): string {
  return `${job} ${period}`;
}

function noRows(question: BigQueryQuestion, period: TimedPeriod): CaptureError {
  const paths = Object.keys(question.where);
  const chosen = paths.length === 0 ? '' : ` with the chosen ${paths.join(' and ')}`;
  return new CaptureError({
    expected: `rows of ${nameOf(question, period)} in ${question.from}${chosen}`,
    got: 'none',
    advice:
      'Nothing has landed. Check the settings of the job; where periods may have no rows, the job says mayBeEmpty.',
  });
}
