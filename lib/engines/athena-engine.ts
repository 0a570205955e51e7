import { setTimeout as sleep } from 'node:timers/promises';
import {
  AthenaClient,
  type AthenaClientConfig,
  BatchGetNamedQueryCommand,
  type ColumnInfo,
  GetQueryExecutionCommand,
  type NamedQuery,
  paginateGetQueryResults,
  paginateListNamedQueries,
  type QueryExecution,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { awsErrorFacts } from '../aws/aws-error-facts.ts';
import { athenaError, notDeployed, otherTextNotice } from './athena-errors.ts';
import { athenaFailure } from './athena-failure.ts';
import { athenaValue } from './athena-values.ts';
import {
  interruptedQuery,
  type QueryEngine,
  type QueryOptions,
  type QueryResult,
  type QueryValue,
} from './engine.ts';
import type { SavedQuery } from './saved-query.ts';

/** Where saved queries are deployed, and how often Athena is asked for their state. */
export interface AthenaEngineOptions {
  /** Name of the workgroup that has the named queries. */
  readonly workgroup: string;
  /** Settings of the SDK's client. Default: region, credentials and endpoint of the environment. */
  readonly client?: AthenaClientConfig;
  /**
   * Milliseconds between the first and the second look at a query. Each further wait is half as
   * long again, up to ten times as long as the first. Default: 200.
   */
  readonly pollDelay?: number;
}

const POLL_DELAY = 200;

/** As many as ListNamedQueries gives, and BatchGetNamedQuery takes, in one call. */
const NAMED_QUERIES = 50;

/** As many rows as GetQueryResults gives in one call. */
const ROWS = 1000;

/**
 * An engine that runs saved queries in Athena: the text that is deployed as a named query of the
 * workgroup, in the database that it is deployed for. A text other than the given one is run all
 * the same, and the result says so in its `notice`.
 *
 * What AWS turns away for a moment, the SDK tries again.
 */
export function athenaEngine(options: AthenaEngineOptions): QueryEngine {
  const { workgroup, client: settings = {}, pollDelay = POLL_DELAY } = options;
  const client = new AthenaClient(settings);

  async function run(query: SavedQuery, runOptions: QueryOptions = {}): Promise<QueryResult> {
    const { signal } = runOptions;
    let running: string | undefined;
    try {
      const deployed = await findDeployed(query, runOptions);
      running = await start(query, deployed);
      const execution = await ended(running, query, deployed, runOptions);
      running = undefined;
      const notice = otherTextNotice(query, deployed.QueryString, workgroup);
      return {
        ...(await read(query, execution, runOptions)),
        scannedBytes: execution.Statistics?.DataScannedInBytes ?? 0,
        ...(notice === '' ? {} : { notice }),
      };
    } catch (error) {
      if (signal?.aborted !== true) throw error;
      throw interruptedQuery(query, error, running === undefined ? undefined : await stop(running));
    }
  }

  async function findDeployed(query: SavedQuery, { signal }: QueryOptions): Promise<NamedQuery> {
    const named = await wrapped('athena:ListNamedQueries', query, async () => {
      const pages = paginateListNamedQueries(
        { client, pageSize: NAMED_QUERIES },
        { WorkGroup: workgroup },
        aborting(signal),
      );
      const ids: string[] = [];
      for await (const page of pages) ids.push(...(page.NamedQueryIds ?? []));
      return ids;
    }).then((ids) => namedQueries(ids, query, signal));
    const found = named.filter(({ Name }) => Name === query.name);
    // While a stack is being updated a query can be there twice, old and new.
    const deployed =
      found.find(({ QueryString }) => otherTextNotice(query, QueryString, workgroup) === '') ??
      found[0];
    if (deployed !== undefined) return deployed;
    throw notDeployed(
      query,
      workgroup,
      named.map(({ Name = '' }) => Name),
    );
  }

  async function namedQueries(
    ids: readonly string[],
    query: SavedQuery,
    signal: AbortSignal | undefined,
  ): Promise<NamedQuery[]> {
    const named: NamedQuery[] = [];
    for (let first = 0; first < ids.length; first += NAMED_QUERIES) {
      const request = new BatchGetNamedQueryCommand({
        NamedQueryIds: ids.slice(first, first + NAMED_QUERIES),
      });
      const { NamedQueries = [] } = await wrapped('athena:BatchGetNamedQuery', query, () =>
        client.send(request, aborting(signal)),
      );
      named.push(...NamedQueries);
    }
    return named;
  }

  /**
   * Is not aborted: a query whose id nobody got could not be stopped. The SDK gives the call a token
   * by which Athena knows a second try of it, and starts the query once.
   */
  async function start(query: SavedQuery, deployed: NamedQuery): Promise<string> {
    const request = new StartQueryExecutionCommand({
      QueryString: deployed.QueryString,
      QueryExecutionContext: { Database: deployed.Database },
      WorkGroup: workgroup,
    });
    const answer = await wrapped('athena:StartQueryExecution', query, () => client.send(request));
    return answer.QueryExecutionId ?? '';
  }

  async function ended(
    id: string,
    query: SavedQuery,
    deployed: NamedQuery,
    { signal, onProgress }: QueryOptions,
  ): Promise<QueryExecution> {
    const request = new GetQueryExecutionCommand({ QueryExecutionId: id });
    for (let delay = pollDelay; ; delay = Math.min(delay * 1.5, pollDelay * 10)) {
      const { QueryExecution: execution = {} } = await wrapped(
        'athena:GetQueryExecution',
        query,
        () => client.send(request, aborting(signal)),
      );
      const { State: state, StateChangeReason: reason = '', AthenaError } = execution.Status ?? {};
      if (state === 'SUCCEEDED') return { QueryExecutionId: id, ...execution };
      if (state === 'FAILED' || state === 'CANCELLED') {
        throw athenaFailure(
          query,
          { state, reason, retryable: AthenaError?.Retryable ?? false },
          otherTextNotice(query, deployed.QueryString, workgroup),
        );
      }
      onProgress?.({
        state: state === 'QUEUED' ? 'queued' : 'running',
        scannedBytes: execution.Statistics?.DataScannedInBytes ?? 0,
        milliseconds: execution.Statistics?.TotalExecutionTimeInMillis ?? 0,
      });
      await sleep(delay, undefined, { signal });
    }
  }

  async function read(
    query: SavedQuery,
    { QueryExecutionId, StatementType }: QueryExecution,
    { signal }: QueryOptions,
  ): Promise<QueryResult> {
    return wrapped('athena:GetQueryResults', query, async () => {
      const pages = paginateGetQueryResults(
        { client, pageSize: ROWS },
        { QueryExecutionId },
        aborting(signal),
      );
      let columns: ColumnInfo[] | undefined;
      const rows: QueryValue[][] = [];
      for await (const { ResultSet } of pages) {
        // The first row of a SELECT, of any length, is the names of its columns.
        const header = columns === undefined && StatementType === 'DML' ? 1 : 0;
        columns ??= ResultSet?.ResultSetMetadata?.ColumnInfo ?? [];
        for (const { Data = [] } of (ResultSet?.Rows ?? []).slice(header)) {
          rows.push(
            columns.map(({ Type = '' }, column) => athenaValue(Data[column]?.VarCharValue, Type)),
          );
        }
      }
      return { columns: (columns ?? []).map(({ Name = '' }) => Name), rows };
    });
  }

  /** Gives what to do next, because the query may go on where it could not be stopped. */
  async function stop(id: string): Promise<string | undefined> {
    try {
      await client.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
      return undefined;
    } catch (error) {
      const { said } = awsErrorFacts(error);
      return `It could not be stopped in Athena ("${said}"), and may run on there as ${id}. Stop it there, and run it again.`;
    }
  }

  async function wrapped<T>(action: string, query: SavedQuery, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      throw athenaError(error, { action, workgroup, query });
    }
  }

  async function close(): Promise<void> {
    client.destroy();
  }

  return { run, close };
}

function aborting(signal: AbortSignal | undefined): { abortSignal?: AbortSignal } {
  return signal === undefined ? {} : { abortSignal: signal };
}
