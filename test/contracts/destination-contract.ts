import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Delivered, Destination, Shipment } from '../../lib/destinations/destination.ts';
import { BatchError, HourlakeError } from '../../lib/errors.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { parsePeriod } from '../../lib/model/period.ts';
import type { Table } from '../../lib/model/table.ts';
import { tableOf } from '../parquet/table-of.ts';

/** Somebody, who has a key. */
const people: Table = {
  ...tableOf({ id: 'integer', name: 'string' }),
  name: 'people',
  primaryKey: 'id',
};

/** What refers to somebody. */
const pets: Table = {
  ...tableOf({ id: 'integer', owner: 'integer' }),
  name: 'pets',
  primaryKey: 'id',
  references: [{ column: 'owner', table: 'people' }],
};

export const ofPeople: Delivered = {
  lake: '0123456789abcdef',
  lakeName: './lake',
  job: 'people',
  table: people,
};

export const ofPets: Delivered = { ...ofPeople, job: 'pets', table: pets };

/** A period of people, by number and name. */
export function somePeople(period: string, rows: Readonly<Record<number, string>>): Shipment {
  const ids = Object.keys(rows).map(Number);
  return shipment(period, { id: ids, name: Object.values(rows) }, ids.length);
}

function shipment(period: string, batch: Record<string, (number | string)[]>, rows: number) {
  return {
    period: parsePeriod(period),
    sha256: sha256(new TextEncoder().encode(JSON.stringify(batch))),
    rows,
    async *batches() {
      yield batch;
    },
  } satisfies Shipment;
}

/** An empty database, seen from outside of the port. */
export interface EmptyDatabase {
  open(): Destination;
  /** The rows of a table, ordered. */
  rowsOf(table: string): Promise<readonly (readonly (string | null)[])[]>;
}

/** In what a destination deviates, with the reason. */
export interface Deviations {
  /** Why it takes a text with U+0000. Default: it refuses it. */
  readonly takesNul?: string;
  /** Why the database takes rows whose keys repeat, or refer to nothing. Default: it refuses them. */
  readonly keysAreNotEnforced?: string;
}

/** What every destination does. `make` returns an empty database. */
export function destinationContract(
  name: string,
  make: () => Promise<EmptyDatabase>,
  { takesNul, keysAreNotEnforced }: Deviations = {},
): void {
  const opened = async () => {
    const database = await make();
    const open = () => {
      const destination = database.open();
      onTestFinished(() => destination.close());
      return destination;
    };
    const destination = open();
    await destination.prepare([ofPeople, ofPets]);
    return { ...database, open, destination };
  };

  describe(`${name} keeps the contract of a destination, and`, () => {
    it('has the rows of a delivered period, and knows its digest', async () => {
      const { destination, rowsOf } = await opened();
      const first = somePeople('2026-11-20T13', { 1: 'Ana', 2: 'João' });

      const taken = await destination.deliver(ofPeople, [first]);

      expect([...taken]).toEqual(['2026-11-20T13']);
      expect([...(await destination.periodsOf(ofPeople))]).toEqual([
        ['2026-11-20T13', first.sha256],
      ]);
      expect(await rowsOf('people')).toEqual([
        ['1', 'Ana'],
        ['2', 'João'],
      ]);
    });

    it('takes a period once, however often it is delivered', async () => {
      const { destination, open, rowsOf } = await opened();
      const [one, two] = [
        somePeople('2026-11-20T13', { 1: 'Ana' }),
        somePeople('2026-11-20T14', { 2: 'João' }),
      ];
      await destination.deliver(ofPeople, [one]);

      const again = await destination.deliver(ofPeople, [one]);
      const both = await open().deliver(ofPeople, [one, two]);

      expect([...again]).toEqual([]);
      expect([...both]).toEqual(['2026-11-20T14']);
      expect(await rowsOf('people')).toHaveLength(2);
    });

    it('takes a period once from two that deliver it at the same time', async () => {
      const { open, rowsOf } = await opened();
      const periods = Array.from({ length: 12 }, (_, index) =>
        somePeople(`2026-11-20T${String(index).padStart(2, '0')}`, { [index]: 'Ana' }),
      );

      const taken = await Promise.all(
        [open(), open(), open()].map((destination) => destination.deliver(ofPeople, periods)),
      );

      expect(taken.reduce((sum, { size }) => sum + size, 0)).toBe(12);
      expect(await rowsOf('people')).toHaveLength(12);
    });

    it('tells lakes and jobs apart', async () => {
      const { destination } = await opened();
      await destination.deliver(ofPeople, [somePeople('2026-11-20T13', { 1: 'Ana' })]);

      const other = { ...ofPeople, lake: 'fedcba9876543210' };
      const taken = await destination.deliver(other, [somePeople('2026-11-20T13', { 2: 'João' })]);

      expect([...taken]).toEqual(['2026-11-20T13']);
      expect([...(await destination.periodsOf(ofPets))]).toEqual([]);
    });

    it('takes a period without rows', async () => {
      const { destination, rowsOf } = await opened();

      await destination.deliver(ofPeople, [{ ...somePeople('2026-11-20T13', {}), rows: 0 }]);

      expect([...(await destination.periodsOf(ofPeople)).keys()]).toEqual(['2026-11-20T13']);
      expect(await rowsOf('people')).toEqual([]);
    });

    it('takes all periods of a delivery or none', async () => {
      const { destination, rowsOf } = await opened();
      const periods = [
        somePeople('2026-11-20T13', { 1: 'Ana' }),
        { ...somePeople('2026-11-20T14', { 2: 'João' }), rows: 2 },
      ];

      await expect(destination.deliver(ofPeople, periods)).rejects.toThrow(HourlakeError);

      expect([...(await destination.periodsOf(ofPeople))]).toEqual([]);
      expect(await rowsOf('people')).toEqual([]);
    });

    it('goes on after a delivery whose rows failed to come', async () => {
      const { destination, rowsOf } = await opened();
      const broken: Shipment = {
        ...somePeople('2026-11-20T13', { 1: 'Ana' }),
        async *batches() {
          yield { id: [1], name: ['Ana'] };
          throw new Error('the disk is gone');
        },
      };

      await expect(destination.deliver(ofPeople, [broken])).rejects.toThrow('the disk is gone');
      await destination.deliver(ofPeople, [somePeople('2026-11-20T13', { 1: 'Ana' })]);

      expect(await rowsOf('people')).toEqual([['1', 'Ana']]);
    });

    it('refuses rows that are not as many as they should be', async () => {
      const { destination, rowsOf } = await opened();
      const short = { ...somePeople('2026-11-20T13', { 1: 'Ana' }), rows: 2 };

      await expect(destination.deliver(ofPeople, [short])).rejects.toThrow('Expected 2 rows');

      expect(await rowsOf('people')).toEqual([]);
    });

    it.runIf(takesNul)(`takes a text with U+0000: ${takesNul}`, async () => {
      const { destination, rowsOf } = await opened();

      await destination.deliver(ofPeople, [somePeople('2026-11-20T13', { 1: 'An\u0000a' })]);

      expect(await rowsOf('people')).toEqual([['1', 'An\u0000a']]);
    });

    it.skipIf(takesNul)('refuses a text with U+0000, and names the column', async () => {
      const { destination } = await opened();
      const broken = somePeople('2026-11-20T13', { 1: 'An\u0000a' });

      const error = await destination.deliver(ofPeople, [broken]).catch((thrown) => thrown);

      expect(error).toBeInstanceOf(BatchError);
      expect(error).toMatchObject({ column: 'name', row: 0 });
    });

    it.skipIf(keysAreNotEnforced)('keeps references whole, and tells no value', async () => {
      const { destination } = await opened();
      await destination.deliver(ofPeople, [somePeople('2026-11-20T13', { 987654321: 'Ana' })]);
      const refused = [
        destination.deliver(ofPeople, [somePeople('2026-11-20T14', { 987654321: 'João' })]),
      ];
      const errors = await Promise.all(
        refused.map((delivering) => delivering.catch((thrown) => thrown)),
      );
      errors.push(
        await destination
          .deliver(ofPets, [shipment('2026-11-20T13', { id: [1], owner: [123456789] }, 1)])
          .catch((thrown) => thrown),
      );

      for (const error of errors) {
        expect(error).toBeInstanceOf(HourlakeError);
        expect(error.isOfRows).toBe(true);
        expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(
          /987654321|123456789|João/,
        );
      }
    });
  });
}
