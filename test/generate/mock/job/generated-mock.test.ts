import { describe, expect, it } from 'vitest';
import { generatedMockKind } from '../../../../lib/generate/mock/job/generated-mock.ts';
import { type MockJobOptions, mockJob } from '../../../../lib/generate/mock/job/mock-job.ts';
import { type Batch, valueAt } from '../../../../lib/model/batch.ts';
import type { Job } from '../../../../lib/model/job.ts';
import {
  addPeriods,
  parseHour,
  parsePeriod,
  type TimedPeriod,
} from '../../../../lib/model/period.ts';
import { completeSettings } from '../../../../lib/model/settings.ts';
import type { Source, SourceInput } from '../../../../lib/model/source.ts';
import { noInput, sourceContract } from '../../../contracts/source-contract.ts';
import { schemasOf } from '../tables-of.ts';

const SINCE = parseHour('2026-11-20T00');
const HOUR = parseHour('2026-11-20T13');

const SCHEMAS = schemasOf(`
  CREATE TABLE conta (id_conta bigint PRIMARY KEY, nome text NOT NULL);
  CREATE TABLE cartao (id int PRIMARY KEY, id_conta bigint NOT NULL REFERENCES conta,
    limite numeric(10,2), criado timestamptz NOT NULL, dia date, tags text[], extra jsonb,
    foto bytea, ativo boolean, peso double precision, hora time)`);

const conta = mockJob({ name: 'conta', schema: SCHEMAS, table: 'conta', rows: 5 });
const cartao = mockJob({
  name: 'cartao',
  schema: SCHEMAS,
  table: 'cartao',
  rows: 20,
  inputs: ['conta'],
});

function settingsOf(job: Job) {
  return completeSettings(generatedMockKind.settings, job.source.settings ?? {}, {
    owner: job.name,
  });
}

function inputOf(job: Job, since: TimedPeriod = SINCE): SourceInput {
  const { data } = job.source;
  return {
    job: job.name,
    settings: settingsOf(job),
    ...(data === undefined ? {} : { data }),
    source: sourceOf(job, [], since),
    inputs: [],
  };
}

function sourceOf(job: Job, inputs: readonly Job[] = [], since: TimedPeriod = SINCE): Source {
  const { data } = job.source;
  return generatedMockKind.open({
    settings: settingsOf(job),
    table: job.table,
    grain: job.grain,
    inputs: inputs.map((input) => inputOf(input, since)),
    ...(data === undefined ? {} : { data }),
    since,
  });
}

sourceContract('mock rows', () => sourceOf(cartao, [conta]), HOUR);
sourceContract(
  'mock rows of a day',
  () => sourceOf({ ...conta, grain: 'day' }, [], parsePeriod('2026-11-01') as TimedPeriod),
  parsePeriod('2026-11-20'),
);

describe('jobs of mock rows', () => {
  it('refer to rows of the other job in the same or an earlier period', async () => {
    const [accounts, cards] = [sourceOf(conta), sourceOf(cartao, [conta])];

    const known = new Set<unknown>();
    let referred = 0;
    for (let number = 0; number < 30; number += 1) {
      const hour = addPeriods(SINCE, number);
      for (const id of await valuesIn(accounts, hour, 'id_conta')) known.add(id);
      for (const id of await valuesIn(cards, hour, 'id_conta')) {
        expect(known.has(id)).toBe(true);
        referred += 1;
      }
    }

    expect(referred).toBeGreaterThan(300);
  });

  it('wait for the same period of the other job', () => {
    expect(sourceOf(cartao, [conta]).inputs?.(HOUR)).toEqual([{ job: 'conta', period: HOUR }]);
  });

  it('have nothing before the beginning of the lake', async () => {
    const source = sourceOf(conta);

    await expect(valuesIn(source, addPeriods(SINCE, -1), 'nome')).rejects.toThrow(
      'from the beginning of its lake on, 2026-11-20T00',
    );
    await expect(Promise.resolve(source.checkSpan?.(addPeriods(SINCE, -1), HOUR))).rejects.toThrow(
      'from the beginning of its lake on',
    );
  });

  it('end where a key has no more values', async () => {
    const [small] = schemasOf('CREATE TABLE t (id smallint PRIMARY KEY)');
    const source = sourceOf(mockJob({ name: 't', schema: [small], rows: 100 }));

    await expect(
      Promise.resolve(source.checkSpan?.(SINCE, addPeriods(SINCE, 1000))),
    ).rejects.toThrow(
      /^Expected at most 163 periods of t in a lake, for which its keys have values/,
    );
  });

  it('say in their version which schema they have', () => {
    const other: MockJobOptions = { name: 't', schema: SCHEMAS, table: 'conta', rows: 5 };
    const versionOf = (options: MockJobOptions) => sourceOf(mockJob(options)).facts.generator;

    expect(versionOf(other)).toMatch(/^generated-mock\/1 of [0-9a-f]{12}$/);
    expect(versionOf({ ...other, rows: 6 })).toBe(versionOf(other));
    expect(versionOf({ ...other, fields: { nome: 'cpf' } })).not.toBe(versionOf(other));
    expect(versionOf({ ...other, table: 'cartao' })).not.toBe(versionOf(other));
  });

  it('need the name of one of several tables', () => {
    expect(() => mockJob({ name: 't', schema: SCHEMAS, rows: 1 })).toThrow(
      'Expected the job t to name one of the tables of its schema, got 2 tables. The tables are conta, cartao.',
    );
    expect(() => mockJob({ name: 't', schema: SCHEMAS, table: 'card', rows: 1 })).toThrow('"card"');
  });
});

async function valuesIn(source: Source, period: TimedPeriod, column: string): Promise<unknown[]> {
  const values: unknown[] = [];
  for await (const batch of source.batches(period, noInput)) values.push(...all(batch, column));
  return values;
}

function all(batch: Batch, column: string): unknown[] {
  const values = batch[column];
  return Array.from({ length: values?.length ?? 0 }, (_, row) => valueAt(values, row));
}
