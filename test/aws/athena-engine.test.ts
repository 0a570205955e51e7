import {
  AthenaClient,
  CreateNamedQueryCommand,
  CreateWorkGroupCommand,
} from '@aws-sdk/client-athena';
import { CreateDatabaseCommand, CreateTableCommand, GlueClient } from '@aws-sdk/client-glue';
import { beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { athenaEngine } from '../../lib/engines/athena-engine.ts';
import { collect, type Engine } from '../../lib/engines/engine.ts';
import type { Statement } from '../../lib/engines/statement.ts';
import { engineContract, queryOf } from '../contracts/engine-contract.ts';
import { clientFor } from './emulator.ts';
import { eventsInGlue, landEvents } from './events.ts';

const BUCKET = 'athena-engine-test';
const DATABASE = 'athena_engine_test';

const client = clientFor(inject('awsEndpoint'));
const athena = new AthenaClient(client);
let workgroups = 0;

beforeAll(async () => {
  const glue = new GlueClient(client);
  await landEvents(BUCKET, client);
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: DATABASE } }));
  await glue.send(
    new CreateTableCommand({ DatabaseName: DATABASE, TableInput: eventsInGlue(BUCKET) }),
  );
});

engineContract('Athena', async () => {
  const workgroup = await newWorkgroup();
  const engine = engineOf(workgroup);
  return {
    close: () => engine.close(),
    async query(statement, options) {
      if (statement.name !== undefined) await deploy(workgroup, statement);
      return engine.query(statement, options);
    },
  };
});

describe('Athena, asked of an emulator', () => {
  it('returns timestamps, dates and NULL as DuckDB does', async () => {
    const { rows } = await askedOf(
      'SELECT seen_at, born, nullif(id, 2) FROM events ORDER BY events.id',
    );

    expect(rows).toEqual([
      ['2026-11-20 13:00:00.500', '1969-12-31', 1],
      ['2026-11-20 14:30:00.000', '2000-02-29', null],
    ]);
  });

  it('returns more rows than a page has', async () => {
    const { rows } = await askedOf(
      'SELECT id * 1000000 + n AS number FROM events CROSS JOIN range(2500) AS numbers (n) ORDER BY 1',
    );

    expect(rows).toHaveLength(5000);
    expect(rows[0]).toEqual([1_000_000]);
    expect(rows.at(-1)).toEqual([2_002_499]);
  });

  it('finds a query among more than one call returns', async () => {
    const workgroup = await newWorkgroup();
    for (let number = 0; number < 60; number += 1) {
      await deploy(workgroup, { ...queryOf('SELECT 2'), name: `other-${number}` });
    }
    await deploy(workgroup, queryOf('SELECT 1 AS one'));

    const { notice, ...answer } = await engineOf(workgroup).query(queryOf('SELECT 1 AS one'));
    const { rows } = await collect(answer);

    expect(rows).toEqual([[1]]);
    expect(notice).toBeUndefined();
  });

  it('names the queries that are deployed when one is not', async () => {
    const workgroup = await newWorkgroup();
    await deploy(workgroup, { ...queryOf('SELECT 1'), name: 'top-cities' });

    await expect(engineOf(workgroup).query(queryOf('SELECT 1'))).rejects.toThrow(
      /named query a-test .*got top-cities\. Deploy/,
    );
  });
});

async function askedOf(sql: string) {
  const workgroup = await newWorkgroup();
  await deploy(workgroup, queryOf(sql));
  return collect(await engineOf(workgroup).query(queryOf(sql)));
}

/** One for each test, so that none finds the queries of another. */
async function newWorkgroup(): Promise<string> {
  workgroups += 1;
  const Name = `athena-engine-test-${workgroups}`;
  const ResultConfiguration = { OutputLocation: `s3://${BUCKET}/results/` };
  await athena.send(new CreateWorkGroupCommand({ Name, Configuration: { ResultConfiguration } }));
  return Name;
}

async function deploy(workgroup: string, { name, sql }: Statement): Promise<void> {
  await athena.send(
    new CreateNamedQueryCommand({
      Name: name,
      Database: DATABASE,
      QueryString: sql,
      WorkGroup: workgroup,
    }),
  );
}

function engineOf(workgroup: string): Engine {
  const engine = athenaEngine({ workgroup, database: DATABASE, client, pollDelay: 20 });
  onTestFinished(() => engine.close());
  return engine;
}
