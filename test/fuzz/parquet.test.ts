import { writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { examine } from '../../lib/doctor/examine.ts';
import { ParquetError } from '../../lib/errors.ts';
import { objectKey } from '../../lib/lake/object-key.ts';
import { LakeJobs } from '../../lib/land/lake-jobs.ts';
import { run } from '../../lib/land/run.ts';
import { type Hour, periodEnd } from '../../lib/model/period.ts';
import { type ParquetFooter, readParquetFooter } from '../../lib/parquet/parquet-footer.ts';
import { noInputs, someAccounts } from '../generate/accounts/some-accounts.ts';
import { aLake, kinds, SIX_HOURS } from '../land/a-lake.ts';
import { fakeAccounts } from '../land/fake-accounts.ts';
import { periodInMemory } from '../land/period-in-memory.ts';
import { encodeInMemory } from '../parquet/encode-in-memory.ts';
import { tableOf } from '../parquet/table-of.ts';
import { footerByHyparquet } from '../read-parquet.ts';
import { badTexts, FUZZ, FUZZ_TIMEOUT_MS, ourError } from './bad-texts.ts';

const [HOUR] = SIX_HOURS as [Hour];
const SETTINGS = { seed: 'a lake', 'accounts-per-hour': 3, growth: 0 };
const source = someAccounts(SETTINGS);

/** Four bytes of length and the magic number. */
const TRAILER = 8;

let file: Buffer;
let footer: Buffer;

beforeAll(async () => {
  file = Buffer.from((await periodInMemory(source, HOUR, noInputs)).bytes);
  const length = file.readUInt32LE(file.length - TRAILER);
  footer = file.subarray(file.length - TRAILER - length, -TRAILER);
});

describe('the footer of a file that is', () => {
  it('whole says what another reader reads in it', async () => {
    const read = await outcome(file);

    const other = footerByHyparquet(file);
    expect(read).toEqual({
      rows: Number(other.num_rows),
      metadata: Object.fromEntries(
        (other.key_value_metadata ?? []).map(({ key, value }) => [key, value]),
      ),
    });
  });

  it('cut anywhere is refused', async () => {
    for (let length = 0; length < file.length; length += 1) {
      expect(await outcome(file.subarray(0, length))).toBeInstanceOf(ParquetError);
    }
  });

  it('changed in any single bit is read or refused', async () => {
    const read = { same: 0, other: 0, refused: 0 };
    const original = await outcome(file);
    for (let bit = 0; bit < (footer.length + TRAILER) * 8; bit += 1) {
      const changed = Buffer.from(file);
      const place = changed.length - 1 - (bit >> 3);
      changed.writeUInt8(changed.readUInt8(place) ^ (1 << (bit & 7)), place);

      const found = await outcome(changed);

      if (found instanceof ParquetError) read.refused += 1;
      else if (JSON.stringify(found) === JSON.stringify(original)) read.same += 1;
      else read.other += 1;
    }
    // In the trailer no bit may change unseen.
    expect(read.refused).toBeGreaterThan(TRAILER * 8);
    expect(read.same + read.other + read.refused).toBe((footer.length + TRAILER) * 8);
  });

  it.each([0, 1, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1])(
    'said to have %d bytes is refused',
    async (length) => {
      const changed = Buffer.from(file);
      changed.writeUInt32LE(length, changed.length - TRAILER);

      expect(await outcome(changed)).toBeInstanceOf(ParquetError);
    },
  );

  it('said to be as large as a file of a terabyte is not read', async () => {
    const size = 2 ** 40;
    const lengths: number[] = [];

    const reading = readParquetFooter(size, async (offset, length) => {
      lengths.push(length);
      const bytes = Buffer.alloc(length, 'PAR1');
      if (offset > 0) bytes.writeUInt32LE(2 ** 32 - 1, 0);
      return bytes;
    });

    await expect(reading).rejects.toThrow(ParquetError);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(TRAILER);
  });

  it.each([0, 1, 11, 12, 1000])('%d bytes of nothing is refused', async (size) => {
    expect(await outcome(Buffer.alloc(size))).toBeInstanceOf(ParquetError);
    expect(await outcome(framed(Buffer.alloc(size)))).toBeInstanceOf(ParquetError);
  });

  it.each(Object.entries(bombs()))('%s is refused', async (_, bytes) => {
    expect(await outcome(framed(bytes))).toBeInstanceOf(ParquetError);
  });

  it(
    'anything between two magic numbers is read or refused',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
          await outcome(framed(Buffer.from(bytes)));
          await outcome(Buffer.from(bytes));
        }),
        { numRuns: FUZZ * 5 },
      );
    },
    FUZZ_TIMEOUT_MS,
  );

  it(
    'changed in some places is read or refused',
    async () => {
      await fc.assert(
        fc.asyncProperty(changes, async (change) => {
          await outcome(framed(change(footer)));
          await outcome(change(file));
        }),
        { numRuns: FUZZ * 5 },
      );
    },
    FUZZ_TIMEOUT_MS,
  );

  it(
    'written with any metadata gives it back',
    async () => {
      const texts = badTexts('seed', '\ufeffx', '__proto__').filter(
        (text) => !/\p{Cs}/u.test(text),
      );
      await fc.assert(
        fc.asyncProperty(
          fc.dictionary(texts, texts, { noNullPrototype: true }),
          async (metadata) => {
            const { bytes } = await encodeInMemory(tableOf({ i: 'integer' }), [{ i: [1] }], {
              metadata,
            });

            const found = await outcome(bytes);

            // A file of ours has settings of some bytes; more than four mebibytes are refused.
            if (JSON.stringify(metadata).length > 1_000_000) return;
            expect(found).toEqual({ rows: 1, metadata });
          },
        ),
        { numRuns: Math.ceil(FUZZ / 3) },
      );
    },
    FUZZ_TIMEOUT_MS,
  );
});

describe('a lake with hours that are', () => {
  it(
    'anything are named by each depth of an examination, and stay as they are after the next run',
    async () => {
      const lake = await aLake({ jobs: [fakeAccounts] });
      const asked = new Map([[fakeAccounts.name, SETTINGS]]);
      const open = () => new LakeJobs({ ...lake, kinds, asked, instant: 0 });
      const land = () =>
        run({ store: lake.store, lake: open(), jobs: [{ job: fakeAccounts, wanted: SIX_HOURS }] });
      await land();
      const [newest] = SIX_HOURS.slice(-1) as [Hour];
      const key = objectKey(fakeAccounts, newest);
      const whole = Buffer.from(await lake.store.read(key));
      const input = {
        store: lake.store,
        jobs: [{ job: fakeAccounts }],
        keys: [key],
        leftovers: 0,
        instant: periodEnd(newest),
      };

      await fc.assert(
        fc.asyncProperty(changes, async (change) => {
          const bytes = change(whole);
          await writeFile(lake.pathOf(fakeAccounts, newest), bytes);

          const footers = await examine({ ...input, lake: open() }, { depth: 'footers' });
          const exact = await examine({ ...input, lake: open() }, { depth: 'bytes' });
          await land().catch(ourError);

          const [look] = exact.jobs[0]?.looks ?? [];
          expect(footers.jobs[0]?.looks.map(({ period }) => period)).toEqual([newest]);
          expect(look?.finding === undefined).toBe(bytes.equals(whole));
          expect(bytes.equals(await lake.store.read(key))).toBe(true);
        }),
        { numRuns: Math.ceil(FUZZ / 3) },
      );
    },
    FUZZ_TIMEOUT_MS,
  );
});

/** What becomes of bytes: the footer, or an error of ours. */
async function outcome(bytes: Uint8Array): Promise<ParquetFooter | Error> {
  try {
    const found = await readParquetFooter(bytes.length, async (offset, length) =>
      bytes.subarray(offset, offset + length),
    );
    expect(Number.isSafeInteger(found.rows) && found.rows >= 0).toBe(true);
    return found;
  } catch (error) {
    return ourError(error);
  }
}

/** A file of nothing but a footer. */
function framed(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return Buffer.concat([Buffer.from('PAR1'), bytes, length, Buffer.from('PAR1')]);
}

/** Changes of bytes in up to four places: flipped, replaced, put in, taken out, doubled. */
const changes: fc.Arbitrary<(bytes: Buffer) => Buffer> = fc
  .array(
    fc.tuple(
      fc.constantFrom('flip', 'replace', 'insert', 'delete', 'double'),
      fc.nat(),
      fc.uint8Array({ minLength: 1, maxLength: 12 }),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((edits) => (bytes: Buffer) => {
    let changed = bytes;
    for (const [kind, anywhere, put] of edits) {
      // Half of the places lie in the last bytes, where the footer is.
      const within = anywhere % 2 === 0 ? changed.length : Math.min(changed.length, 700);
      const place = changed.length - 1 - ((anywhere >> 1) % Math.max(1, within));
      const [before, after] = [
        changed.subarray(0, Math.max(0, place)),
        changed.subarray(Math.max(0, place)),
      ];
      const flipped = Buffer.from([(after[0] ?? 0) ^ (1 << ((put[0] ?? 0) & 7))]);
      const pieces = {
        flip: [before, flipped, after.subarray(1)],
        replace: [before, put, after.subarray(put.length)],
        insert: [before, put, after],
        delete: [before, after.subarray(put.length)],
        double: [before, after.subarray(0, put.length), after],
      };
      changed = Buffer.concat(pieces[kind]);
    }
    return changed;
  });

/** Few bytes that ask for much time or memory of a reader that believes them. */
function bombs(): Record<string, Buffer> {
  const most32 = [0xff, 0xff, 0xff, 0xff, 0x0f];
  const most63 = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f];
  const megabyte = 1_000_000;
  return {
    'a list of 2^32 elements without a byte': Buffer.from([0xf9, 0xf0, ...most32, 0]),
    'a list of 2^63 elements without a byte': Buffer.from([0xf9, 0xf0, ...most63, 0]),
    'a list of 2^32 truth values': Buffer.from([0xf9, 0xf1, ...most32, 0]),
    'a map of 2^63 pairs without a byte': Buffer.from([0xfb, ...most63, 0, 0]),
    'a schema of 2^32 elements': Buffer.from([0x29, 0xfc, ...most32, 0]),
    'a text of 2^32 bytes': Buffer.from([0x68, ...most32]),
    'a number of eleven bytes': Buffer.from([0x36, ...Array(11).fill(0xff), 0]),
    'a million structures within each other': Buffer.alloc(megabyte, 0xfc),
    'a million lists within each other': Buffer.concat([
      Buffer.from([0xf9]),
      Buffer.alloc(megabyte, 0x19),
    ]),
    'a million maps within each other': Buffer.concat([
      Buffer.from([0xfb]),
      Buffer.from(
        Array(megabyte / 2)
          .fill([1, 0xbb])
          .flat(),
      ),
    ]),
    'a million row groups without a byte more': elements(0x49, megabyte),
    'a million pairs of metadata without a byte more': elements(0x59, megabyte),
    'five million pairs of metadata': elements(0x59, 5 * megabyte),
    'a type that there is none of': Buffer.from([0xfd, 0]),
    'less than no rows': Buffer.from([0x36, 1, 0]),
    'more rows than there are numbers': Buffer.from([0x36, ...most63, 0]),
  };
}

/** A field that is a list of structures of which each is over at once. */
function elements(head: number, count: number): Buffer {
  const size = [count & 127, (count >> 7) & 127, (count >> 14) & 127, count >> 21];
  return Buffer.concat([
    Buffer.from([head, 0xfc, ...size.map((part, place) => part | (place < 3 ? 128 : 0))]),
    Buffer.alloc(count + 1),
  ]);
}
