import { type AwsJsonCall, awsJsonServer } from '../catalog/aws-json-server.ts';

/** A query as it is deployed. */
export interface Deployed {
  readonly Name: string;
  readonly QueryString: string;
  readonly Database?: string;
}

/** What the Athena of a test does. */
export interface AthenaOfTest {
  /** Default: one query, `a-test`, with the text `SELECT 1`. */
  readonly deployed?: readonly Deployed[];
  /** What each look at the query finds; the last one goes on for ever. Default: it succeeded. */
  readonly states?: readonly object[];
  /** Columns of the result, as pairs of name and type. */
  readonly columns?: readonly (readonly [string, string])[];
  /** Rows x columns; `null` is a value without text. */
  readonly rows?: readonly (readonly (string | null)[])[];
  /** Answers in place of everything else. */
  readonly answer?: (
    call: AwsJsonCall,
    before: readonly AwsJsonCall[],
  ) => object | Promise<object> | undefined;
}

/** As many ids of named queries as one page has, fewer than Athena's 50 so that there are pages. */
const PAGE = 20;

/** An Athena on this machine that knows one result, until the test is over. */
export async function athenaServer({
  deployed = [{ Name: 'a-test', QueryString: 'SELECT 1' }],
  states = [succeeded()],
  columns = [['one', 'integer']],
  rows = [['1']],
  answer,
}: AthenaOfTest = {}) {
  const all = [{ Data: columns.map(([name]) => ({ VarCharValue: name })) }, ...rows.map(rowOf)];
  const actions: Record<string, (body: AwsJsonCall['body'], times: number) => object> = {
    ListNamedQueries: ({ NextToken = '0' }) => {
      const next = Number(NextToken) + PAGE;
      const ids = deployed.map((_, id) => `${id}`).slice(Number(NextToken), next);
      return { NamedQueryIds: ids, ...(next < deployed.length ? { NextToken: `${next}` } : {}) };
    },
    BatchGetNamedQuery: ({ NamedQueryIds }) => ({
      NamedQueries: NamedQueryIds.map((id: string) => ({
        Database: 'db',
        ...deployed[Number(id)],
      })),
    }),
    StartQueryExecution: () => ({ QueryExecutionId: 'the-execution' }),
    GetQueryExecution: (_, times) => ({
      QueryExecution: states[Math.min(times, states.length - 1)],
    }),
    GetQueryResults: ({ NextToken = '0', MaxResults }) => {
      const next = Number(NextToken) + MaxResults;
      return {
        ResultSet: {
          Rows: all.slice(Number(NextToken), next),
          ResultSetMetadata: { ColumnInfo: columns.map(([Name, Type]) => ({ Name, Type })) },
        },
        ...(next < all.length ? { NextToken: `${next}` } : {}),
      };
    },
    StopQueryExecution: () => ({}),
  };
  return awsJsonServer((call, before) => {
    const instead = answer?.(call, before);
    if (instead !== undefined) return instead;
    const times = before.filter(({ action }) => action === call.action).length;
    return actions[call.action]?.(call.body, times) ?? {};
  });
}

/** A look at a query that is done. */
export function succeeded(scannedBytes = 0): object {
  return {
    StatementType: 'DML',
    Status: { State: 'SUCCEEDED' },
    Statistics: { DataScannedInBytes: scannedBytes },
  };
}

/** A look at a query that is not done. */
export function underWay(State: 'QUEUED' | 'RUNNING', bytes = 0, milliseconds = 0): object {
  return {
    StatementType: 'DML',
    Status: { State },
    Statistics: { DataScannedInBytes: bytes, TotalExecutionTimeInMillis: milliseconds },
  };
}

/** A look at a query that did not end well. */
export function ended(State: 'FAILED' | 'CANCELLED', reason: string, Retryable = false): object {
  return { Status: { State, StateChangeReason: reason, AthenaError: { Retryable } } };
}

function rowOf(row: readonly (string | null)[]): object {
  return { Data: row.map((value) => (value === null ? {} : { VarCharValue: value })) };
}
