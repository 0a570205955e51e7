import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../lib/catalog/catalog.ts';
import { type GlueCatalogOptions, glueCatalog } from '../../lib/catalog/glue-catalog.ts';
import { CatalogError } from '../../lib/errors.ts';
import { partitionOf } from '../../lib/model/partition.ts';
import {
  addPeriods,
  type Hour,
  parseHour,
  parsePeriod,
  periodRange,
} from '../../lib/model/period.ts';
import { accountsOfDays, dayOf } from '../land/accounts-a-day.ts';
import { fakeAccounts } from '../land/fake-accounts.ts';
import {
  type AwsJsonCall,
  awsError,
  awsJsonServer,
  withoutAwsSettings,
} from './aws-json-server.ts';

const LOCATION = 's3://a-lake/fake-accounts/';

/** AWS repeats the request that was signed below the first line. */
const REPEATED = 'It does not match.\n\nThe Canonical String:\nx-amz-security-token:the-token';

const descriptor = {
  Columns: [{ Name: 'id', Type: 'string' }],
  Location: LOCATION,
  InputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
  SerdeInfo: { SerializationLibrary: 'a.serde' },
};

const table = {
  Name: 'fake_accounts',
  StorageDescriptor: descriptor,
  PartitionKeys: [
    { Name: 'dt', Type: 'string' },
    { Name: 'hour', Type: 'string' },
  ],
};

describe('the Glue catalog', () => {
  it('is named after its table', async () => {
    const { catalog } = await opened();

    expect(catalog.name).toBe('hourlake.fake_accounts');
  });

  it('registers 250 hours in calls of at most 100, each hour once', async () => {
    const { catalog, server } = await opened();

    const registration = await catalog.register(hoursFrom('2026-11-20T13', 250));

    const inputs = server.bodiesOf('BatchCreatePartition').map((body) => body.PartitionInputList);
    expect(registration).toEqual({ added: 250, alreadyThere: 0 });
    expect(inputs.map(({ length }) => length).sort()).toEqual([100, 100, 50]);
    expect(
      inputs
        .flat()
        .map(({ Values }) => Values.join('T'))
        .sort(),
    ).toEqual(hoursFrom('2026-11-20T13', 250));
    expect(server.bodiesOf('GetTable')).toHaveLength(1);
  });

  it('registers an hour under its folder, with the columns and formats of the table', async () => {
    const { catalog, server } = await opened();

    await catalog.register([parseHour('2026-11-20T07')]);

    expect(server.bodiesOf('BatchCreatePartition')).toEqual([
      {
        DatabaseName: 'hourlake',
        TableName: 'fake_accounts',
        PartitionInputList: [
          {
            Values: ['2026-11-20', '07'],
            StorageDescriptor: {
              ...descriptor,
              Location: 's3://a-lake/fake-accounts/dt=2026-11-20/hour=07/',
            },
          },
        ],
      },
    ]);
  });

  it('tells of an hour once that it is told of twice', async () => {
    const { catalog, server } = await opened();
    const hour = parseHour('2026-11-20T13');

    const registration = await catalog.register([hour, hour]);

    expect(registration).toEqual({ added: 1, alreadyThere: 0 });
    expect(server.bodiesOf('BatchCreatePartition')[0].PartitionInputList).toHaveLength(1);
  });

  it('counts the hours that Glue knew', async () => {
    const { catalog } = await opened({
      refuse: (values) => (values[1] === '13' ? 'AlreadyExistsException' : undefined),
    });

    const registration = await catalog.register(hoursFrom('2026-11-20T12', 150));

    expect(registration).toEqual({ added: 143, alreadyThere: 7 });
  });

  it('names the hours that Glue refuses and why, and tells of the others all the same', async () => {
    const { catalog, server } = await opened({
      refuse: ([dt, hour]) =>
        dt === '2026-11-20' && Number(hour) > 21 ? 'InvalidInputException' : undefined,
    });

    const registering = catalog.register(hoursFrom('2026-11-20T13', 120));

    await expect(registering).rejects.toThrow(CatalogError);
    await expect(registering).rejects.toThrow(
      'a refusal of 2026-11-20T22 (InvalidInputException), 2026-11-20T23 (InvalidInputException).',
    );
    await expect(registering).rejects.toMatchObject({ retryable: false });
    expect(server.bodiesOf('BatchCreatePartition')).toHaveLength(2);
  });

  it('may be told again when all that failed may pass', async () => {
    const { catalog } = await opened({ refuse: () => 'InternalServiceException' });

    const registering = catalog.register(hoursFrom('2026-11-20T00', 30));

    await expect(registering).rejects.toMatchObject({ retryable: true });
    await expect(registering).rejects.toThrow(
      '2026-11-20T23 (InternalServiceException) and 6 more',
    );
  });

  it('is told in vain again when one hour is refused for good', async () => {
    const { catalog } = await opened({
      refuse: ([, hour]) => (hour === '13' ? 'InvalidInputException' : 'InternalServiceException'),
    });

    await expect(catalog.register(hoursFrom('2026-11-20T12', 3))).rejects.toMatchObject({
      retryable: false,
    });
  });

  it('asks nothing of Glue for no hours', async () => {
    const { catalog, server } = await opened();

    const registration = await catalog.register([]);

    expect(registration).toEqual({ added: 0, alreadyThere: 0 });
    expect(server.calls).toEqual([]);
  });

  it('registers nothing in a table that projects its partitions', async () => {
    const { catalog, server } = await opened({
      table: { ...table, Parameters: { 'projection.enabled': 'true' } },
    });

    const registration = await catalog.register(hoursFrom('2026-11-20T13', 3));

    expect(registration).toEqual({ added: 0, alreadyThere: 0, projected: true });
    expect(server.calls.map(({ action }) => action)).toEqual(['GetTable']);
  });

  it.each([
    ['s3://other/fake-accounts/', 'got s3://other/fake-accounts/.'],
    ['s3://a-lake/fake-accounts-2/', 'got s3://a-lake/fake-accounts-2/.'],
    [undefined, 'got no location.'],
  ])('refuses a table whose rows are at %s', async (Location, message) => {
    const { catalog, server } = await opened({
      table: { ...table, StorageDescriptor: { ...descriptor, Location } },
    });

    const registering = catalog.register(hoursFrom('2026-11-20T13', 3));

    await expect(registering).rejects.toThrow(CatalogError);
    await expect(registering).rejects.toThrow(`to have its rows at ${LOCATION}, ${message}`);
    expect(server.bodiesOf('BatchCreatePartition')).toEqual([]);
  });

  it('refuses a table that projects its partitions over the rows of another lake', async () => {
    const { catalog } = await opened({
      table: {
        ...table,
        Parameters: { 'projection.enabled': 'true' },
        StorageDescriptor: { ...descriptor, Location: 's3://other/fake-accounts/' },
      },
    });

    const registering = catalog.register(hoursFrom('2026-11-20T13', 3));

    await expect(registering).rejects.toThrow(`to have its rows at ${LOCATION}, got s3://other/`);
  });

  it('takes a location with and without its last slash for the same', async () => {
    const { catalog } = await opened({
      table: {
        ...table,
        StorageDescriptor: { ...descriptor, Location: 's3://a-lake/fake-accounts' },
      },
    });

    const registration = await catalog.register(hoursFrom('2026-11-20T13', 3));

    expect(registration.added).toBe(3);
  });

  it('refuses a table with other partition keys', async () => {
    const { catalog } = await opened({ table: { ...table, PartitionKeys: [{ Name: 'day' }] } });

    const registering = catalog.register(hoursFrom('2026-11-20T13', 3));

    await expect(registering).rejects.toThrow('to be partitioned by dt, hour, got day.');
  });

  it.each([
    ['s3://a-lake', 's3://a-lake/fake-accounts/dt=2026-11-20/hour=07/'],
    ['s3://a-lake/', 's3://a-lake/fake-accounts/dt=2026-11-20/hour=07/'],
    ['s3://a-lake/some/folder', 's3://a-lake/some/folder/fake-accounts/dt=2026-11-20/hour=07/'],
  ])('in the lake %s has an hour at %s', (lake, location) => {
    const catalog = glueCatalog({ database: 'a', table: 'b', lake, job: fakeAccounts });

    expect(catalog.locationOf(parseHour('2026-11-20T07'))).toBe(location);
  });

  it('waits where Glue is busy', async () => {
    const { catalog, server } = await opened({
      answer: ({ action }, before) =>
        action === 'BatchCreatePartition' && before.length < 3
          ? awsError('ThrottlingException', 'Rate exceeded')
          : undefined,
    });

    const registration = await catalog.register(hoursFrom('2026-11-20T13', 2));

    expect(registration.added).toBe(2);
    expect(server.bodiesOf('BatchCreatePartition')).toHaveLength(3);
  });

  it.each([
    [
      awsError('EntityNotFoundException', 'Database hourlake not found.'),
      /table hourlake\.fake_accounts to be in the Glue catalog.*Database hourlake not found.*npx cdk deploy/,
      false,
    ],
    [
      awsError('AccessDeniedException', 'User: x is not authorized'),
      /Permission for glue:GetTable on table hourlake\.fake_accounts was denied/,
      false,
    ],
    [awsError('ExpiredTokenException'), /credentials .*have expired.*Log in again/, false],
    [awsError('UnrecognizedClientException'), /Glue did not accept the AWS credentials/, false],
    [awsError('ThrottlingException'), /ThrottlingException at every attempt/, true],
    [awsError('InternalServiceException', 'Oh', 500), /: HTTP 500.*again later/, true],
    [awsError('InvalidInputException', 'Bad name'), /InvalidInputException: Bad name/, false],
  ])('says what %j means', async (error, message, retryable) => {
    const { catalog } = await opened({ answer: () => error });

    const registering = catalog.register(hoursFrom('2026-11-20T13', 3));

    await expect(registering).rejects.toThrow(CatalogError);
    await expect(registering).rejects.toThrow(message);
    await expect(registering).rejects.toMatchObject({ retryable, cause: expect.any(Error) });
  });

  it('tells no secret, in its message and in what --debug prints', async () => {
    const { catalog } = await opened({
      answer: () => ({ ...awsError('InvalidSignatureException', REPEATED), token: 'the-token' }),
    });

    const error = await catalog
      .register(hoursFrom('2026-11-20T13', 1))
      .catch((thrown: unknown) => thrown);

    const printed = inspect(error, { depth: 10, showHidden: true });
    expect(printed).toContain('[cause]');
    expect(printed).toContain('InvalidSignatureException: It does not match');
    expect(printed).not.toContain('the-token');
    // Among the headers of the request, which the SDK keeps beside its error.
    expect(printed).not.toContain('AWS4-HMAC-SHA256');
  });

  it('names the call that is not allowed', async () => {
    const { catalog } = await opened({
      answer: ({ action }) =>
        action === 'GetTable' ? undefined : awsError('AccessDeniedException'),
    });

    await expect(catalog.register(hoursFrom('2026-11-20T13', 3))).rejects.toThrow(
      'Permission for glue:BatchCreatePartition on table hourlake.fake_accounts was denied',
    );
  });

  it('says that there are no credentials', async () => {
    withoutAwsSettings();
    const catalog = catalogWith({ region: 'us-east-1' });

    await expect(catalog.register(hoursFrom('2026-11-20T13', 1))).rejects.toThrow(
      /There are no AWS credentials for glue:GetTable.*AWS_PROFILE/,
    );
  });

  it('says that there is no region', async () => {
    withoutAwsSettings();
    const catalog = catalogWith({});

    await expect(catalog.register(hoursFrom('2026-11-20T13', 1))).rejects.toThrow(
      /an AWS region for Glue.*Set AWS_REGION/,
    );
  });

  it('says that Glue cannot be reached', async () => {
    const { catalog, server } = await opened();
    await server.close();

    const registering = catalog.register(hoursFrom('2026-11-20T13', 1));

    await expect(registering).rejects.toThrow(
      /Could not reach Glue.*ECONNREFUSED.*AWS_ENDPOINT_URL/,
    );
    await expect(registering).rejects.toMatchObject({ retryable: true });
  });

  it('says that the endpoint is no URL', async () => {
    const { server } = await opened();
    const catalog = catalogWith({ ...server.client, endpoint: 'no url' });

    await expect(catalog.register(hoursFrom('2026-11-20T13', 1))).rejects.toThrow(
      /endpoint of Glue to be a URL.*AWS_ENDPOINT_URL/,
    );
  });
});

describe('the partitions of the Glue catalog', () => {
  it('are read page by page, without their columns, and given oldest first', async () => {
    const hours = hoursFrom('2026-11-20T00', 5);
    const { catalog, server } = await opened({
      answer: ({ action, body }) => {
        if (action !== 'GetPartitions') return undefined;
        const from = Number(body.NextToken ?? 0);
        const Partitions = [...hours]
          .reverse()
          .slice(from, from + 2)
          .map(partitionInGlue);
        return from + 2 < hours.length ? { Partitions, NextToken: `${from + 2}` } : { Partitions };
      },
    });

    const partitions = await catalog.partitions();

    const asked = server.bodiesOf('GetPartitions');
    expect(partitions).toEqual(
      hours.map((hour) => ({ partition: partitionOf(hour), location: catalog.locationOf(hour) })),
    );
    expect(asked.map(({ NextToken }) => NextToken)).toEqual([undefined, '2', '4']);
    expect(asked[0]).toMatchObject({
      DatabaseName: 'hourlake',
      TableName: 'fake_accounts',
      ExcludeColumnSchema: true,
    });
  });

  it('are given as they are, whoever registered them', async () => {
    const { catalog } = await opened({
      answer: ({ action }) =>
        action === 'GetPartitions'
          ? {
              Partitions: [
                { Values: ['someday', 'noon'], StorageDescriptor: { Location: 's3://other/x' } },
                { Values: ['2026-11-20', '13'] },
              ],
            }
          : undefined,
    });

    expect(await catalog.partitions()).toEqual([
      { partition: { dt: '2026-11-20', hour: '13' }, location: '' },
      { partition: { dt: 'someday', hour: 'noon' }, location: 's3://other/x/' },
    ]);
  });

  it('are none of anybody where the table projects them', async () => {
    const { catalog, server } = await opened({
      table: { ...table, Parameters: { 'projection.enabled': 'true' } },
    });

    expect(await catalog.partitions()).toBeUndefined();
    expect(server.calls.map(({ action }) => action)).toEqual(['GetTable']);
  });

  it('are not read of a table of another lake', async () => {
    const { catalog, server } = await opened({
      table: { ...table, StorageDescriptor: { ...descriptor, Location: 's3://other/' } },
    });

    await expect(catalog.partitions()).rejects.toThrow(`to have its rows at ${LOCATION}`);
    expect(server.bodiesOf('GetPartitions')).toEqual([]);
  });

  it('are forgotten in calls of at most 25, and counted where they were there', async () => {
    const { catalog, server } = await opened({
      answer: ({ action, body }) =>
        action === 'BatchDeletePartition'
          ? refusals(body.PartitionsToDelete, ({ Values: [, hour] }) =>
              hour === '13' ? 'EntityNotFoundException' : undefined,
            )
          : undefined,
    });

    const removed = await catalog.unregister(hoursFrom('2026-11-20T00', 60).map(partitionOf));

    const sent = server.bodiesOf('BatchDeletePartition').map((body) => body.PartitionsToDelete);
    expect(removed).toBe(60 - 2);
    expect(sent.map(({ length }) => length).sort()).toEqual([10, 25, 25]);
    expect(
      sent
        .flat()
        .map(({ Values }) => Values.join('T'))
        .sort(),
    ).toEqual(hoursFrom('2026-11-20T00', 60));
  });

  it('are named when Glue keeps them, and the others forgotten all the same', async () => {
    const { catalog, server } = await opened({
      answer: ({ action, body }) =>
        action === 'BatchDeletePartition'
          ? refusals(body.PartitionsToDelete, ({ Values: [, hour] }) =>
              hour === '13' ? 'InternalServiceException' : undefined,
            )
          : undefined,
    });

    const removing = catalog.unregister(hoursFrom('2026-11-20T00', 30).map(partitionOf));

    await expect(removing).rejects.toThrow(
      'hourlake.fake_accounts in Glue to remove partitions, got a refusal of 2026-11-20T13 (InternalServiceException).',
    );
    await expect(removing).rejects.toMatchObject({ name: 'CatalogError', retryable: true });
    expect(server.bodiesOf('BatchDeletePartition')).toHaveLength(2);
  });

  it('need a permission of their own to be read, and one to be forgotten', async () => {
    const { catalog } = await opened({
      answer: ({ action }) =>
        action === 'GetTable' ? undefined : awsError('AccessDeniedException'),
    });

    await expect(catalog.partitions()).rejects.toThrow('Permission for glue:GetPartitions on');
    await expect(catalog.unregister([{ dt: 'a', hour: 'b' }])).rejects.toThrow(
      'Permission for glue:BatchDeletePartition on table hourlake.fake_accounts was denied',
    );
  });
});

describe('the Glue catalog of a daily job', () => {
  const days = periodRange(dayOf('2026-02-27'), dayOf('2026-03-02'));

  it('registers days by the date, under the folders of the job', async () => {
    const { catalog, server } = await openedDaily();

    const registration = await catalog.register(days);

    const [{ PartitionInputList }] = server.bodiesOf('BatchCreatePartition');
    expect(registration).toEqual({ added: 3, alreadyThere: 0 });
    expect(PartitionInputList).toEqual(
      days.map((day) => ({
        Values: [day],
        StorageDescriptor: {
          ...descriptor,
          Location: `s3://a-lake/accounts-a-day/dt=${day}/`,
        },
      })),
    );
  });

  it('names a day that Glue refuses', async () => {
    const { catalog } = await openedDaily({
      refuse: ([dt]) => (dt === '2026-02-28' ? 'InvalidInputException' : undefined),
    });

    await expect(catalog.register(days)).rejects.toThrow(
      'a refusal of 2026-02-28 (InvalidInputException).',
    );
  });

  it('reads days, and unregisters them', async () => {
    const { catalog, server } = await openedDaily({
      answer: ({ action }) =>
        action === 'GetPartitions'
          ? {
              Partitions: [...days].reverse().map((day) => ({
                Values: [day],
                StorageDescriptor: { Location: catalog.locationOf(day) },
              })),
            }
          : undefined,
    });

    const partitions = (await catalog.partitions()) ?? [];
    await catalog.unregister(partitions.map(({ partition }) => partition));

    expect(partitions).toEqual(
      days.map((day) => ({ partition: { dt: day }, location: catalog.locationOf(day) })),
    );
    expect(server.bodiesOf('BatchDeletePartition')[0].PartitionsToDelete).toEqual(
      days.map((day) => ({ Values: [day] })),
    );
  });

  it('refuses a table that is partitioned by the hour too', async () => {
    const { catalog } = await openedDaily({
      table: dailyTable({ PartitionKeys: table.PartitionKeys }),
    });

    await expect(catalog.register(days)).rejects.toThrow('to be partitioned by dt, got dt, hour.');
  });

  it('refuses the table of the hours', async () => {
    const { catalog } = await openedDaily({ table });

    await expect(catalog.register(days)).rejects.toThrow(
      'to have its rows at s3://a-lake/accounts-a-day/, got s3://a-lake/fake-accounts/.',
    );
  });
});

describe('the Glue catalog of captured files', () => {
  it('has a partition for each', () => {
    const job = { ...fakeAccounts, name: 'vendas', grain: 'file' } as const;
    const catalog = glueCatalog({ database: 'a', table: 'b', lake: 's3://a-lake', job });

    expect(catalog.locationOf(parsePeriod('3f9a0c51d2e7'))).toBe(
      's3://a-lake/vendas/file=3f9a0c51d2e7/',
    );
  });
});

interface Glue {
  readonly table?: object;
  /** The code by which a partition of these values is refused. */
  readonly refuse?: (values: readonly string[]) => string | undefined;
  /** Answers in place of everything else. */
  readonly answer?: (call: AwsJsonCall, before: readonly AwsJsonCall[]) => object | undefined;
}

async function opened(
  { table: found = table, refuse = () => undefined, answer }: Glue = {},
  options: Partial<GlueCatalogOptions> = {},
) {
  const server = await awsJsonServer((call, before) => {
    const instead = answer?.(call, before);
    if (instead !== undefined) return instead;
    if (call.action === 'GetTable') return { Table: found };
    return refusals(call.body.PartitionInputList ?? [], ({ Values }) => refuse(Values));
  });
  return { server, catalog: catalogWith(server.client, options) };
}

function openedDaily(glue: Glue = {}) {
  return opened({ table: dailyTable(), ...glue }, { table: 'accounts_a_day', job: accountsOfDays });
}

function dailyTable(facts: object = {}): object {
  return {
    Name: 'accounts_a_day',
    StorageDescriptor: { ...descriptor, Location: 's3://a-lake/accounts-a-day/' },
    PartitionKeys: [{ Name: 'dt', Type: 'string' }],
    ...facts,
  };
}

/** What Glue answers to a batch of which it refuses some, by the code it gives. */
function refusals(
  inputs: readonly { Values: string[] }[],
  codeOf: (input: { Values: string[] }) => string | undefined,
) {
  return {
    Errors: inputs.flatMap((input) => {
      const ErrorCode = codeOf(input);
      return ErrorCode === undefined
        ? []
        : [{ PartitionValues: input.Values, ErrorDetail: { ErrorCode, ErrorMessage: 'No' } }];
    }),
  };
}

function partitionInGlue(hour: Hour) {
  const { dt, hour: ofDay } = partitionOf(hour);
  return {
    Values: [dt, ofDay],
    StorageDescriptor: { Location: `${LOCATION}dt=${dt}/hour=${ofDay}/` },
  };
}

function catalogWith(
  client: NonNullable<GlueCatalogOptions['client']>,
  options: Partial<GlueCatalogOptions> = {},
): Catalog {
  return glueCatalog({
    database: 'hourlake',
    table: 'fake_accounts',
    lake: 's3://a-lake',
    job: fakeAccounts,
    client,
    ...options,
  });
}

function hoursFrom(first: string, count: number): Hour[] {
  return Array.from({ length: count }, (_, offset) => addPeriods(parseHour(first), offset));
}
