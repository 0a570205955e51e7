import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  declarationKey,
  jobFolder,
  type KeySpace,
  objectKey,
  parseKey,
  periodFolder,
} from '../../lib/lake/object-key.ts';
import { type Grain, type Period, parsePeriod } from '../../lib/model/period.ts';
import { anyDay, anyFile, anyHour } from '../model/any-period.ts';

const periodsOf: Readonly<Record<Grain, fc.Arbitrary<Period>>> = {
  hour: anyHour,
  day: anyDay,
  file: anyFile,
};
const anyName = fc.stringMatching(/^[a-z][a-z0-9]{0,7}(-[a-z0-9]{1,8}){0,3}$/);
const anyJob: fc.Arbitrary<KeySpace> = fc.record({
  name: anyName,
  layer: fc.constant('landing' as const),
  grain: fc.constantFrom('hour', 'day', 'file'),
});
const anyBronzeJob: fc.Arbitrary<KeySpace> = anyJob.map(({ name, grain }) => ({
  name: `bronze-${name}`,
  layer: 'bronze',
  grain,
}));
/** A job, and a period of its grain. */
const anyObject = fc
  .oneof(anyJob, anyBronzeJob)
  .chain((job) => fc.tuple(fc.constant(job), periodsOf[job.grain]));

const hourly: KeySpace = { name: 'fake-accounts', layer: 'landing', grain: 'hour' };

describe('an object key', () => {
  it.each<[KeySpace, string, string]>([
    [
      hourly,
      '2026-11-20T13',
      'fake-accounts/dt=2026-11-20/hour=13/fake-accounts-2026-11-20T13.parquet',
    ],
    [
      { name: 'podcasts', layer: 'landing', grain: 'day' },
      '2026-11-20',
      'podcasts/dt=2026-11-20/podcasts-2026-11-20.parquet',
    ],
    [
      { name: 'vendas', layer: 'landing', grain: 'file' },
      '3f9a0c51d2e7',
      'vendas/file=3f9a0c51d2e7/vendas-3f9a0c51d2e7.parquet',
    ],
    [
      { name: 'bronze-fake-accounts', layer: 'bronze', grain: 'day' },
      '2026-11-20',
      'bronze/fake-accounts/dt=2026-11-20/bronze-fake-accounts-2026-11-20.parquet',
    ],
  ])('of %j and %s is %s', (job, text, key) => {
    const period = parsePeriod(text);

    expect(objectKey(job, period)).toBe(key);
    expect(parseKey(job, key)).toBe(period);
  });

  it('gives back the period it was built from', () => {
    fc.assert(
      fc.property(anyObject, ([job, period]) => {
        expect(parseKey(job, objectKey(job, period))).toBe(period);
      }),
    );
  });

  it('is no key of another job, nor of another grain', () => {
    fc.assert(
      fc.property(anyObject, fc.oneof(anyJob, anyBronzeJob), ([job, period], other) => {
        fc.pre(job.name !== other.name || job.layer !== other.layer || job.grain !== other.grain);

        expect(parseKey(other, objectKey(job, period))).toBeUndefined();
      }),
    );
  });

  it('is not read out of any other text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (key) => {
        for (const grain of ['hour', 'day', 'file'] as const) {
          expect(parseKey({ ...hourly, grain }, key)).toBeUndefined();
        }
      }),
    );
  });

  it.each([
    'fake-accounts/dt=2026-11-20/hour=13/fake-accounts-2026-11-20T14.parquet',
    'fake-accounts/dt=2026-11-20/hour=13/fake-accounts-2026-11-20T13.parquet.tmp',
    'fake-accounts/dt=2026-11-20/hour=13/copy of fake-accounts-2026-11-20T13.parquet',
    'fake-accounts/dt=2026-02-30/hour=13/fake-accounts-2026-02-30T13.parquet',
    '/fake-accounts/dt=2026-11-20/hour=13/fake-accounts-2026-11-20T13.parquet',
    'fake-accounts/fake-accounts-2026-11-20T13.parquet',
    'fake-accounts/dt=2026-11-20/fake-accounts-2026-11-20.parquet',
    'bronze/fake-accounts/dt=2026-11-20/hour=13/fake-accounts-2026-11-20T13.parquet',
    'fake-accounts/file=3f9a0c51d2e7/fake-accounts-3f9a0c51d2e7.parquet',
    'fake-accounts/',
    '',
  ])('is foreign when it is %j', (key) => {
    expect(parseKey(hourly, key)).toBeUndefined();
  });

  it('begins with the folder of its job and that of its period', () => {
    fc.assert(
      fc.property(anyObject, ([job, period]) => {
        const folder = periodFolder(job, period);

        expect(folder.startsWith(`${jobFolder(job)}/`)).toBe(true);
        expect(folder.endsWith('/')).toBe(true);
        expect(objectKey(job, period)).toBe(`${folder}${job.name}-${period}.parquet`);
      }),
    );
  });
});

describe('the key of a declaration', () => {
  it('lies in the folder of no job', () => {
    fc.assert(
      fc.property(fc.oneof(anyJob, anyBronzeJob), anyName, (job, name) => {
        expect(declarationKey(name).startsWith(`${jobFolder(job)}/`)).toBe(false);
      }),
    );
  });
});
