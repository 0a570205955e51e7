import {
  AthenaClient,
  type AthenaClientConfig,
  BatchGetNamedQueryCommand,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  ListNamedQueriesCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import type { AthenaRequests } from './athena-requests.ts';

/** Settings of the SDK's client. Default for each: the AWS settings of the process. */
export type AthenaConnection = AthenaClientConfig;

/** The most ids of queries that ListNamedQueries returns in one call. */
const NAMED_QUERIES = 50;

/** The most rows that GetQueryResults returns in one call. */
const ROWS = 1000;

/** The requests in one workgroup, made by the SDK. It retries what AWS refuses for a moment. */
export function athenaRequests(workgroup: string, connection: AthenaConnection): AthenaRequests {
  const client = new AthenaClient(connection);
  return {
    async listNamedQueries(token, signal) {
      const request = new ListNamedQueriesCommand({
        WorkGroup: workgroup,
        MaxResults: NAMED_QUERIES,
        NextToken: token,
      });
      return client.send(request, aborting(signal));
    },
    async getNamedQueries(ids, signal) {
      const request = new BatchGetNamedQueryCommand({ NamedQueryIds: [...ids] });
      return (await client.send(request, aborting(signal))).NamedQueries ?? [];
    },
    // The SDK adds a token by which Athena recognizes a retry.
    async startQuery({ sql, database }) {
      const request = new StartQueryExecutionCommand({
        QueryString: sql,
        QueryExecutionContext: { Database: database },
        WorkGroup: workgroup,
      });
      return (await client.send(request)).QueryExecutionId ?? '';
    },
    async getQuery(id, signal) {
      const request = new GetQueryExecutionCommand({ QueryExecutionId: id });
      return (await client.send(request, aborting(signal))).QueryExecution ?? {};
    },
    async getResults(id, token, signal) {
      const request = new GetQueryResultsCommand({
        QueryExecutionId: id,
        MaxResults: ROWS,
        NextToken: token,
      });
      return client.send(request, aborting(signal));
    },
    async stopQuery(id) {
      await client.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
    },
    close: () => client.destroy(),
  };
}

function aborting(signal: AbortSignal | undefined): { abortSignal?: AbortSignal } {
  return signal === undefined ? {} : { abortSignal: signal };
}
