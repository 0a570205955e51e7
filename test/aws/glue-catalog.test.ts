import {
  CreateCrawlerCommand,
  CreateDatabaseCommand,
  CreateTableCommand,
  GetPartitionsCommand,
  GlueClient,
} from '@aws-sdk/client-glue';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { glueCatalog } from '../../lib/catalog/glue-catalog.ts';
import { startCrawler } from '../../lib/catalog/start-crawler.ts';
import { CatalogError } from '../../lib/errors.ts';
import { partitionColumns } from '../../lib/model/partition.ts';
import {
  addPeriods,
  type Grain,
  type Hour,
  parseHour,
  parsePeriod,
} from '../../lib/model/period.ts';
import { clientFor } from './emulator.ts';
import { eventsInGlue } from './events.ts';

const BUCKET = 'glue-catalog-test';
const DATABASE = 'glue_catalog_test';

const client = clientFor(inject('awsEndpoint'));
const glue = new GlueClient(client);
const catalog = catalogOf('events', 'hour');

beforeAll(async () => {
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: DATABASE } }));
  await glue.send(
    new CreateTableCommand({ DatabaseName: DATABASE, TableInput: eventsInGlue(BUCKET) }),
  );
});

describe('the Glue catalog in an emulator', () => {
  it('has each hour once, however often it is registered', async () => {
    const hours = hoursFrom('2026-11-20T13', 130);

    const first = await catalog.register(hours.slice(0, 105));
    const second = await catalog.register(hours);

    const partitions = await partitionsInGlue();
    expect(first).toEqual({ added: 105, alreadyThere: 0 });
    expect(second).toEqual({ added: 25, alreadyThere: 105 });
    expect(partitions.map(({ Values = [] }) => Values.join('T')).sort()).toEqual(hours);
  });

  it('registers a partition with its folder, and the columns and formats of the table', async () => {
    await catalog.register([parseHour('2027-01-01T05')]);

    const partition = (await partitionsInGlue()).find(({ Values }) => Values?.[0] === '2027-01-01');
    expect(partition?.StorageDescriptor).toEqual({
      ...eventsInGlue(BUCKET).StorageDescriptor,
      Location: `s3://${BUCKET}/events/dt=2027-01-01/hour=05/`,
    });
  });

  it('returns partitions with their locations', async () => {
    const hour = parseHour('2027-02-01T05');
    await catalog.register([hour]);

    const partitions = await catalog.partitions();

    expect(partitions?.at(-1)).toEqual({
      partition: { dt: '2027-02-01', hour: '05' },
      location: catalog.locationOf(hour),
    });
  });

  it.each([
    ['day', ['2026-11-19', '2026-11-20'], 'dt=2026-11-20', { dt: '2026-11-20' }],
    ['file', ['0a9a0c51d2e7', '3f9a0c51d2e7'], 'file=3f9a0c51d2e7', { file: '3f9a0c51d2e7' }],
  ] as const)(
    'registers and returns periods of the grain %s',
    async (grain, texts, folder, partition) => {
      const table = `of_${grain}`;
      await glue.send(
        new CreateTableCommand({
          DatabaseName: DATABASE,
          TableInput: {
            ...eventsInGlue(BUCKET),
            Name: table,
            PartitionKeys: partitionColumns(grain).map((Name) => ({ Name, Type: 'string' })),
          },
        }),
      );
      const ofGrain = catalogOf(table, grain);
      const periods = texts.map(parsePeriod);

      const first = await ofGrain.register(periods);
      const second = await ofGrain.register(periods);

      const partitions = await ofGrain.partitions();
      expect([first, second]).toEqual([
        { added: 2, alreadyThere: 0 },
        { added: 0, alreadyThere: 2 },
      ]);
      expect(partitions).toHaveLength(2);
      expect(partitions?.at(-1)).toEqual({
        partition,
        location: `s3://${BUCKET}/events/${folder}/`,
      });
    },
  );

  it('refuses a table that is partitioned for another grain', async () => {
    const registering = catalogOf('events', 'day').register([parsePeriod('2026-11-20')]);

    await expect(registering).rejects.toThrow(
      /glue_catalog_test\.events in Glue to be partitioned by dt, got dt, hour\./,
    );
  });

  it('fails without a table', async () => {
    const missing = catalogOf('nowhere', 'hour');

    const registering = missing.register([parseHour('2026-11-20T13')]);

    await expect(registering).rejects.toThrow(CatalogError);
    await expect(registering).rejects.toThrow(/glue_catalog_test\.nowhere.*npx cdk deploy/);
  });
});

describe('a crawler in an emulator', () => {
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

  it('fails to start when it is not deployed', async () => {
    await expect(startCrawler({ name: 'nobody', client })).rejects.toThrow(
      /crawler nobody.*npx cdk deploy/,
    );
  });
});

/** A catalog of events, in the same folder for every grain. */
function catalogOf(table: string, grain: Grain) {
  const job = { name: 'events', layer: 'landing', grain } as const;
  return glueCatalog({ database: DATABASE, table, lake: `s3://${BUCKET}`, job, client });
}

async function partitionsInGlue() {
  const request = new GetPartitionsCommand({ DatabaseName: DATABASE, TableName: 'events' });
  return (await glue.send(request)).Partitions ?? [];
}

function hoursFrom(first: string, count: number): Hour[] {
  return Array.from({ length: count }, (_, offset) => addPeriods(parseHour(first), offset));
}
