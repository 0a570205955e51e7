import {
  CreateCrawlerCommand,
  CreateDatabaseCommand,
  CreateTableCommand,
  GetPartitionsCommand,
  GlueClient,
} from '@aws-sdk/client-glue';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { glueCatalog, startCrawler } from '../../lib/catalog/glue-catalog.ts';
import { CatalogError } from '../../lib/errors.ts';
import { addPeriods, type Hour, parseHour } from '../../lib/model/period.ts';
import { clientFor } from './emulator.ts';
import { eventsInGlue } from './events.ts';

const BUCKET = 'glue-catalog-test';
const DATABASE = 'glue_catalog_test';

const client = clientFor(inject('awsEndpoint'));
const glue = new GlueClient(client);
const catalog = glueCatalog({
  database: DATABASE,
  table: 'events',
  location: `s3://${BUCKET}/events/`,
  prefix: 'events',
  client,
});

beforeAll(async () => {
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: DATABASE } }));
  await glue.send(
    new CreateTableCommand({ DatabaseName: DATABASE, TableInput: eventsInGlue(BUCKET) }),
  );
});

describe('the Glue catalog, asked of an emulator', () => {
  it('knows each hour once, however often and in whatever portions it is told', async () => {
    const hours = hoursFrom('2026-11-20T13', 130);

    const first = await catalog.register(hours.slice(0, 105));
    const second = await catalog.register(hours);

    const partitions = await partitionsInGlue();
    expect(first).toEqual({ added: 105, alreadyThere: 0 });
    expect(second).toEqual({ added: 25, alreadyThere: 105 });
    expect(partitions.map(({ Values = [] }) => Values.join('T')).sort()).toEqual(hours);
  });

  it('gives a partition its folder, and the columns and formats of the table', async () => {
    await catalog.register([parseHour('2027-01-01T05')]);

    const partition = (await partitionsInGlue()).find(({ Values }) => Values?.[0] === '2027-01-01');
    expect(partition?.StorageDescriptor).toEqual({
      ...eventsInGlue(BUCKET).StorageDescriptor,
      Location: `s3://${BUCKET}/events/dt=2027-01-01/hour=05/`,
    });
  });

  it('gives back the partitions where it registered them', async () => {
    const hour = parseHour('2027-02-01T05');
    await catalog.register([hour]);

    const partitions = await catalog.partitions();

    expect(partitions?.at(-1)).toEqual({
      dt: '2027-02-01',
      hour: '05',
      location: catalog.locationOf(hour),
    });
  });

  it('misses a table that is not deployed', async () => {
    const missing = glueCatalog({
      database: DATABASE,
      table: 'nowhere',
      location: `s3://${BUCKET}/events/`,
      prefix: 'events',
      client,
    });

    const registering = missing.register([parseHour('2026-11-20T13')]);

    await expect(registering).rejects.toThrow(CatalogError);
    await expect(registering).rejects.toThrow(/glue_catalog_test\.nowhere.*npx cdk deploy/);
  });
});

describe('a crawler, started in an emulator', () => {
  it('is started once while it runs', async () => {
    await glue.send(
      new CreateCrawlerCommand({
        Name: 'a-crawler',
        Role: 'arn:aws:iam::000000000000:role/crawler',
        Targets: { CatalogTargets: [{ DatabaseName: DATABASE, Tables: ['events'] }] },
      }),
    );

    const first = await startCrawler({ name: 'a-crawler', client });
    const second = await startCrawler({ name: 'a-crawler', client });

    expect([first, second]).toEqual(['started', 'already-running']);
  });

  it('is missed when it is not deployed', async () => {
    await expect(startCrawler({ name: 'nobody', client })).rejects.toThrow(
      /crawler nobody.*npx cdk deploy/,
    );
  });
});

async function partitionsInGlue() {
  const request = new GetPartitionsCommand({ DatabaseName: DATABASE, TableName: 'events' });
  return (await glue.send(request)).Partitions ?? [];
}

function hoursFrom(first: string, count: number): Hour[] {
  return Array.from({ length: count }, (_, offset) => addPeriods(parseHour(first), offset));
}
