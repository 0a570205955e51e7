import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../lib/errors.ts';
import { hourFolder, objectKey, parseKey } from '../../lib/lake/object-key.ts';
import { periodFromIndex } from '../../lib/model/period.ts';

const anyHour = fc
  .integer({ min: 0, max: 70_000_000 })
  .map((index) => periodFromIndex('hour', index));
const anyPrefix = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}$/);

describe('an object key', () => {
  it('gives back the hour it was built from', () => {
    fc.assert(
      fc.property(anyPrefix, anyHour, (prefix, hour) => {
        expect(parseKey(prefix, objectKey(prefix, hour))).toBe(hour);
      }),
    );
  });

  it('is no key of another prefix', () => {
    fc.assert(
      fc.property(anyPrefix, anyPrefix, anyHour, (prefix, other, hour) => {
        fc.pre(prefix !== other);

        expect(parseKey(other, objectKey(prefix, hour))).toBeUndefined();
      }),
    );
  });

  it('is not read out of any other text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (key) => {
        expect(parseKey('fake-accounts', key)).toBeUndefined();
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
  ])('is foreign when it is %s', (key) => {
    expect(parseKey('fake-accounts', key)).toBeUndefined();
  });

  it('begins with the folder of its hour', () => {
    fc.assert(
      fc.property(anyPrefix, anyHour, (prefix, hour) => {
        const folder = hourFolder(prefix, hour);

        expect(folder.endsWith('/')).toBe(true);
        expect(objectKey(prefix, hour)).toBe(`${folder}${prefix}-${hour}.parquet`);
      }),
    );
  });

  it.each(['', 'Fake', 'fake_accounts', 'a/b', '../a', '-a', 'a--b'])(
    'refuses the prefix %j',
    (prefix) => {
      expect(() => objectKey(prefix, periodFromIndex('hour', 0))).toThrow(InputError);
      expect(() => hourFolder(prefix, periodFromIndex('hour', 0))).toThrow(InputError);
    },
  );
});
