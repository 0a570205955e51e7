import { describe, expect, it } from 'vitest';
import { columnTypeOf, columnTypes } from '../../lib/columns/column-types.ts';
import type { ColumnType, Table } from '../../lib/model/table.ts';
import { glueTable } from '../../lib/stack/glue-table.ts';
import { accounts } from '../../lib/tables/accounts.ts';
import { plantedFaults } from '../../lib/tables/planted-faults.ts';
import { databaseInputOf, tableInputsOf } from './declared.ts';
import { jobsOfEveryGrain } from './jobs-of-every-grain.ts';
import { synthesize } from './synthesize.ts';

const LOCATION = 's3://111122223333-landing-zone/fake-accounts/';

describe('the catalog', () => {
  const { template } = synthesize();
  const [table] = tableInputsOf(template);
  const ofEveryGrain = tableInputsOf(synthesize({}, { jobs: jobsOfEveryGrain }).template);

  it('is a database in Glue', () => {
    expect(databaseInputOf(template).Name).toBe('hourlake');
  });

  it('has the tables of the jobs that are on', () => {
    expect(tableInputsOf(template).map(({ Name }) => Name)).toEqual([
      'fake_accounts',
      'bronze_fake_accounts',
    ]);
  });

  it('has the tables of the jobs that are chosen', () => {
    const jobs = 'fake-accounts,fake-accounts-truth';
    const tables = tableInputsOf(synthesize({ jobs }).template);

    expect(tables.map(({ Name }) => Name)).toEqual(['fake_accounts', 'planted_faults']);
    expect(tables[1]?.StorageDescriptor?.Location).toBe(
      's3://111122223333-landing-zone/fake-accounts-truth/',
    );
    expect(tables[1]?.StorageDescriptor?.Columns?.map(({ Name }) => Name)).toEqual(
      plantedFaults.columns.map(({ name }) => name),
    );
  });

  it('declares every column of the accounts with its description', () => {
    expect(table?.StorageDescriptor?.Columns).toEqual(
      accounts.columns.map(({ name, description }) => ({
        Name: name,
        Type: expect.any(String),
        Comment: description,
      })),
    );
    expect(table?.Description).toBe(accounts.description);
  });

  it('has column types of Glue', () => {
    const types = Object.fromEntries(
      table?.StorageDescriptor?.Columns?.map(({ Name, Type }) => [Name, Type]) ?? [],
    );

    expect(types).toEqual({
      id: 'string',
      criado_em: 'timestamp',
      nome: 'string',
      email: 'string',
      telefone: 'string',
      cpf: 'string',
      data_nascimento: 'date',
      endereco: 'string',
      cidade: 'string',
      uf: 'string',
      cep: 'string',
      emprego: 'string',
    });
  });

  it('has comments within the limit of Glue, 255 bytes', () => {
    for (const { columns } of [accounts, plantedFaults] as Table[]) {
      for (const { description } of columns) {
        expect(Buffer.byteLength(description)).toBeLessThanOrEqual(255);
      }
    }
  });

  it('partitions each table by its grain, with text columns', () => {
    expect(
      ofEveryGrain.map(({ Name, PartitionKeys = [] }) => [
        Name,
        ...PartitionKeys.map((key) => `${key.Name} ${key.Type}`),
      ]),
    ).toEqual([
      ['fake_accounts', 'dt string', 'hour string'],
      ['accounts_a_day', 'dt string'],
      ['bronze_accounts', 'dt string'],
      ['sheets', 'file string'],
    ]);
    for (const { PartitionKeys = [] } of ofEveryGrain) {
      for (const { Comment } of PartitionKeys) expect(Comment).toMatch(/\w+ \w+/);
    }
  });

  it('finds the objects of each table in the folder of its job', () => {
    expect(ofEveryGrain.map(({ StorageDescriptor }) => StorageDescriptor?.Location)).toEqual([
      's3://111122223333-landing-zone/fake-accounts/',
      's3://111122223333-landing-zone/accounts-a-day/',
      's3://111122223333-landing-zone/bronze/accounts/',
      's3://111122223333-landing-zone/sheets/',
    ]);
  });

  it('has external tables of compressed Parquet', () => {
    expect(table?.TableType).toBe('EXTERNAL_TABLE');
    expect(table?.Parameters).toEqual({
      EXTERNAL: 'TRUE',
      classification: 'parquet',
      'parquet.compression': 'SNAPPY',
    });
    expect(table?.StorageDescriptor).toMatchObject({
      Location: LOCATION,
      InputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
      OutputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
      SerdeInfo: {
        SerializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
        Parameters: { 'serialization.format': '1' },
      },
    });
  });

  it('can have another name of the database', () => {
    const named = synthesize({ database: 'sandbox' }).template;

    expect(databaseInputOf(named).Name).toBe('sandbox');
    named.hasResourceProperties('AWS::Glue::Crawler', { Name: 'sandbox' });
    named.hasResourceProperties('AWS::Athena::NamedQuery', { Database: 'sandbox' });
  });
});

describe('a table in Glue', () => {
  it.each([
    ['string', 'string'],
    ['integer', 'bigint'],
    ['double', 'double'],
    ['boolean', 'boolean'],
    ['date', 'date'],
    ['timestamp', 'timestamp'],
  ] as const)('has a column of type %s as %s', (type, expected) => {
    const column = { name: 'c', type, description: 'd', example: 'e', statistics: false };
    const table = { name: 't', description: 'd', columns: [column] };

    const { storageDescriptor } = glueTable(table, { grain: 'hour', location: 's3://b/p/' });

    expect(storageDescriptor).toMatchObject({ columns: [{ name: 'c', type: expected }] });
  });

  it('has the types of Athena, except for the names of text and bytes', () => {
    const table = {
      name: 't',
      description: 'd',
      columns: (Object.keys(columnTypes) as ColumnType[]).map((type) => ({
        name: type,
        type,
        description: 'd',
        example: 'e',
        statistics: false,
        ...(type === 'decimal' ? { precision: 10, scale: 2 } : {}),
      })),
    };

    const { storageDescriptor } = glueTable(table, { grain: 'hour', location: 's3://b/p/' });

    const types = (storageDescriptor as { columns: { name: ColumnType; type: string }[] }).columns;
    for (const { name, type } of types) {
      const { sql } = columnTypeOf({ type: name, precision: 10, scale: 2 });
      expect(type).toBe({ varchar: 'string', varbinary: 'binary' }[sql] ?? sql);
    }
  });
});

describe('a projected catalog', () => {
  const { template } = synthesize(
    { catalog: 'projection', projectedFrom: '2026-01-01' },
    { jobs: jobsOfEveryGrain },
  );
  const [table, daily, bronze, ofFiles] = tableInputsOf(template);

  it('has Athena compute hours from the dates', () => {
    expect(table?.Parameters).toMatchObject({
      'projection.enabled': 'true',
      'projection.dt.type': 'date',
      'projection.dt.format': 'yyyy-MM-dd',
      'projection.dt.range': '2026-01-01,NOW',
      'projection.dt.interval': '1',
      'projection.dt.interval.unit': 'DAYS',
      'projection.hour.type': 'integer',
      'projection.hour.range': '0,23',
      'projection.hour.digits': '2',
      'storage.location.template': `${LOCATION}dt=\${dt}/hour=\${hour}/`,
    });
  });

  it('has Athena compute days', () => {
    expect(daily?.Parameters).toMatchObject({
      'projection.enabled': 'true',
      'projection.dt.range': '2026-01-01,NOW',
      'storage.location.template': `s3://111122223333-landing-zone/accounts-a-day/dt=\${dt}/`,
    });
    expect(Object.keys(daily?.Parameters ?? {}).join()).not.toContain('projection.hour');
    expect(bronze?.Parameters?.['storage.location.template']).toBe(
      `s3://111122223333-landing-zone/bronze/accounts/dt=\${dt}/`,
    );
  });

  it('leaves tables of captured files to be registered', () => {
    expect(ofFiles?.Name).toBe('sheets');
    expect(ofFiles?.Parameters).not.toHaveProperty(['projection.enabled']);
  });

  it('leaves the partition columns text', () => {
    expect(table?.PartitionKeys?.map(({ Type }) => Type)).toEqual(['string', 'string']);
  });

  it('begins in 2020 by default', () => {
    const [byDefault] = tableInputsOf(synthesize({ catalog: 'projection' }).template);

    expect(byDefault?.Parameters?.['projection.dt.range']).toBe('2020-01-01,NOW');
  });

  it('has no crawler, which would register partitions that Athena ignores', () => {
    expect(template.findResources('AWS::Glue::Crawler')).toEqual({});
    expect(template.findOutputs('Crawler')).toEqual({});
  });
});
