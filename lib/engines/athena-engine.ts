import { setTimeout as sleep } from 'node:timers/promises';
import { type AthenaConnection, athenaRequests } from '../aws/athena-client.ts';
import type {
  AthenaColumn,
  AthenaExecution,
  AthenaNamedQuery,
  AthenaRequests,
  AthenaResultPage,
} from '../aws/athena-requests.ts';
import { awsErrorFacts } from '../aws/aws-error-facts.ts';
import { athenaError, notDeployed, otherTextNotice } from './athena-errors.ts';
import { athenaFailure } from './athena-failure.ts';
import { athenaValue } from './athena-values.ts';
import type { Answer, Engine, QueryOptions, QueryRow } from './engine.ts';
import { interruptedQuery, notReading, type Statement } from './statement.ts';
import { shapeOf } from './statement-text.ts';

/** Where statements run, and how often Athena is asked for their state. */
export interface AthenaEngineOptions {
  /** Name of the workgroup that statements run in, and that has the saved queries. */
  readonly workgroup: string;
  /** Name of the Glue database with the tables of statements that are not saved. */
  readonly database: string;
  /** Settings of the SDK's client. Default: region, credentials and endpoint of the environment. */
  readonly client?: AthenaConnection;
  /** Who carries the requests out. Default: the SDK. */
  readonly requests?: AthenaRequests;
  /**
   * Milliseconds between the first and the second look at a query. Each further wait is half as
   * long again, up to ten times as long as the first. Default: 200.
   */
  readonly pollDelay?: number;
}

/** A text that Athena runs, and why it is not the one that was asked for, if so. */
interface Runnable {
  readonly sql: string;
  readonly database: string;
  /** `''` for nothing. */
  readonly notice: string;
}

const POLL_DELAY = 200;

/** The most queries that BatchGetNamedQuery takes in one call. */
const NAMED_QUERIES = 50;

/**
 * An engine that answers in Athena, with the rights of its workgroup. A saved query runs as it is
 * deployed there; if that text differs, the answer says so in its `notice`. Any other statement runs
 * as it is. Results are read page by page.
 */
export function athenaEngine(options: AthenaEngineOptions): Engine {
  return new AthenaEngine(options);
}

class AthenaEngine implements Engine {
  readonly #workgroup: string;
  readonly #database: string;
  readonly #requests: AthenaRequests;
  readonly #pollDelay: number;

  constructor({
    workgroup,
    database,
    client = {},
    requests = athenaRequests(workgroup, client),
    pollDelay = POLL_DELAY,
  }: AthenaEngineOptions) {
    this.#workgroup = workgroup;
    this.#database = database;
    this.#requests = requests;
    this.#pollDelay = pollDelay;
  }

  async query(statement: Statement, options: QueryOptions = {}): Promise<Answer> {
    checkReads(statement, statement.sql);
    const { signal } = options;
    let running: string | undefined;
    try {
      const runnable = await this.#runnable(statement, signal);
      running = await this.#start(statement, runnable);
      const id = running;
      const execution = await this.#ended(id, statement, runnable, options);
      running = undefined;
      const first = await this.#page(statement, id, undefined, signal);
      const columns = first.ResultSet?.ResultSetMetadata?.ColumnInfo ?? [];
      return {
        columns: columns.map(({ Name = '' }) => Name),
        rows: this.#rows(statement, { id, first, columns, execution }, signal),
        scannedBytes: execution.Statistics?.DataScannedInBytes ?? 0,
        ...(runnable.notice === '' ? {} : { notice: runnable.notice }),
      };
    } catch (error) {
      if (signal?.aborted !== true) throw error;
      const advice = running === undefined ? undefined : await this.#stop(running);
      throw interruptedQuery(statement, error, advice);
    }
  }

  async close(): Promise<void> {
    this.#requests.close();
  }

  async #runnable(statement: Statement, signal: AbortSignal | undefined): Promise<Runnable> {
    if (statement.name === undefined) {
      signal?.throwIfAborted();
      return { sql: statement.sql, database: this.#database, notice: '' };
    }
    const { QueryString: sql = '', Database } = await this.#findDeployed(statement, signal);
    checkReads(statement, sql);
    const notice = otherTextNotice(statement, sql, this.#workgroup);
    return { sql, database: Database ?? this.#database, notice };
  }

  async #findDeployed(
    statement: Statement,
    signal: AbortSignal | undefined,
  ): Promise<AthenaNamedQuery> {
    const named: AthenaNamedQuery[] = [];
    const ids = await this.#namedQueryIds(statement, signal);
    for (let first = 0; first < ids.length; first += NAMED_QUERIES) {
      const some = ids.slice(first, first + NAMED_QUERIES);
      named.push(
        ...(await this.#asking('athena:BatchGetNamedQuery', statement, () =>
          this.#requests.getNamedQueries(some, signal),
        )),
      );
    }
    const found = named.filter(({ Name }) => Name === statement.name);
    // While a stack is being updated a query can be there twice, old and new.
    const deployed =
      found.find(({ QueryString }) => isSameText(statement, QueryString, this.#workgroup)) ??
      found[0];
    if (deployed !== undefined) return deployed;
    const names = named.map(({ Name = '' }) => Name);
    throw notDeployed(statement, this.#workgroup, names);
  }

  async #namedQueryIds(statement: Statement, signal: AbortSignal | undefined): Promise<string[]> {
    const ids: string[] = [];
    let token: string | undefined;
    do {
      const page = await this.#asking('athena:ListNamedQueries', statement, () =>
        this.#requests.listNamedQueries(token, signal),
      );
      ids.push(...(page.NamedQueryIds ?? []));
      token = page.NextToken;
    } while (token !== undefined);
    return ids;
  }

  /** Cannot be aborted: a query whose id is unknown could not be stopped. */
  #start(statement: Statement, runnable: Runnable): Promise<string> {
    return this.#asking('athena:StartQueryExecution', statement, () =>
      this.#requests.startQuery(runnable),
    );
  }

  async #ended(
    id: string,
    statement: Statement,
    { notice }: Runnable,
    { signal, onProgress }: QueryOptions,
  ): Promise<AthenaExecution> {
    const longest = this.#pollDelay * 10;
    for (let delay = this.#pollDelay; ; delay = Math.min(delay * 1.5, longest)) {
      const execution = await this.#asking('athena:GetQueryExecution', statement, () =>
        this.#requests.getQuery(id, signal),
      );
      const { State: state, StateChangeReason: reason = '', AthenaError } = execution.Status ?? {};
      if (state === 'SUCCEEDED') return execution;
      if (state === 'FAILED' || state === 'CANCELLED') {
        const retryable = AthenaError?.Retryable ?? false;
        throw athenaFailure(statement, { state, reason, retryable }, notice);
      }
      onProgress?.({
        state: state === 'QUEUED' ? 'queued' : 'running',
        scannedBytes: execution.Statistics?.DataScannedInBytes ?? 0,
        milliseconds: execution.Statistics?.TotalExecutionTimeInMillis ?? 0,
      });
      await sleep(delay, undefined, { signal });
    }
  }

  #page(
    statement: Statement,
    id: string,
    token: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<AthenaResultPage> {
    return this.#asking('athena:GetQueryResults', statement, () =>
      this.#requests.getResults(id, token, signal),
    );
  }

  async *#rows(
    statement: Statement,
    {
      id,
      first,
      columns,
      execution,
    }: {
      readonly id: string;
      readonly first: AthenaResultPage;
      readonly columns: readonly AthenaColumn[];
      readonly execution: AthenaExecution;
    },
    signal: AbortSignal | undefined,
  ): AsyncGenerator<readonly QueryRow[]> {
    // The first row of a SELECT, of any length, is the names of its columns.
    yield rowsOf(first, columns).slice(execution.StatementType === 'DML' ? 1 : 0);
    try {
      for (let token = first.NextToken; token !== undefined; ) {
        const page = await this.#page(statement, id, token, signal);
        yield rowsOf(page, columns);
        token = page.NextToken;
      }
    } catch (error) {
      throw signal?.aborted === true ? interruptedQuery(statement, error) : error;
    }
  }

  /** @returns what to do next, because the query may go on if it could not be stopped */
  async #stop(id: string): Promise<string | undefined> {
    try {
      await this.#requests.stopQuery(id);
      return undefined;
    } catch (error) {
      const { said } = awsErrorFacts(error);
      return `It could not be stopped in Athena ("${said}"), and may run on there as ${id}. Stop it there, and run it again.`;
    }
  }

  async #asking<T>(action: string, statement: Statement, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      throw athenaError(error, { action, workgroup: this.#workgroup, statement });
    }
  }
}

/** Athena itself would run whatever the rights of the workgroup allow. */
function checkReads(statement: Statement, sql: string): void {
  const { beginning, statements } = shapeOf(sql);
  if (statements !== 1) {
    throw notReading(statement, statements === 0 ? 'no statement' : `${statements} statements`);
  }
  if (beginning === 'SELECT' || beginning === 'WITH') return;
  throw notReading(statement, `a statement that begins with ${beginning}`);
}

function isSameText(
  statement: Statement,
  deployed: string | undefined,
  workgroup: string,
): boolean {
  return otherTextNotice(statement, deployed, workgroup) === '';
}

function rowsOf({ ResultSet }: AthenaResultPage, columns: readonly AthenaColumn[]): QueryRow[] {
  return (ResultSet?.Rows ?? []).map(({ Data = [] }) =>
    columns.map(({ Type = '' }, column) => athenaValue(Data[column]?.VarCharValue, Type)),
  );
}
