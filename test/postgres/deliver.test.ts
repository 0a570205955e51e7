import { readFile, rm, writeFile } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { deliver } from '../../lib/deliver/deliver.ts';
import { deliveryFailure } from '../../lib/deliver/delivery-failure.ts';
import type { DeliveryReport } from '../../lib/deliver/delivery-receipt.ts';
import type { Destination } from '../../lib/destinations/destination.ts';
import { postgresDestination } from '../../lib/destinations/postgres-destination.ts';
import { DatabaseError } from '../../lib/errors.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { run } from '../../lib/land/run.ts';
import type { Job } from '../../lib/model/job.ts';
import { type Hour, parseHour, periodRange } from '../../lib/model/period.ts';
import { type ALake, aLake } from '../land/a-lake.ts';
import { encodeInMemory } from '../parquet/encode-in-memory.ts';
import { aDatabase } from './a-database.ts';
import {
  ROWS,
  relatedJobs,
  relatedKind,
  relatedKindOf,
  somePeople,
  somePets,
} from './related-jobs.ts';

const HOURS = periodRange(parseHour('2026-11-20T00'), parseHour('2026-11-20T06'));
const COUNTS = 'SELECT (SELECT count(*) FROM people), (SELECT count(*) FROM pets)';

/** A lake with hours of both jobs, and an empty database. */
async function aDelivery({
  people = HOURS,
  pets = HOURS,
}: {
  people?: readonly Hour[];
  pets?: readonly Hour[];
} = {}) {
  const lake = await aLake({ jobs: relatedJobs, moreKinds: [relatedKind] });
  await run(lake.input([somePeople, people], [somePets, pets]));
  const database = await aDatabase();
  const destination = postgresDestination(database.settings);
  onTestFinished(() => destination.close());
  return { lake, database, destination };
}

/** A lake of two days whose first day has expired before anything was delivered. */
async function anExpiredLake({ version = 'related/1' } = {}) {
  const hours = periodRange(parseHour('2026-11-19T21'), parseHour('2026-11-20T03'));
  const jobs = relatedJobs.map((job): Job => ({ ...job, keepDays: 7 }));
  const filled = await aLake({ jobs, moreKinds: [relatedKind] });
  await run(filled.input(...jobs.map((job) => [job, hours] as const)));
  const expired = hours.slice(0, 3);
  const first = expired[0] as Hour;
  const people = jobs.find(({ name }) => name === somePeople.name) ?? somePeople;
  const digest = sha256(await readFile(filled.pathOf(people, first)));
  for (const job of jobs) for (const hour of expired) await rm(filled.pathOf(job, hour));
  const lake = await aLake({
    jobs,
    folder: filled.folder,
    moreKinds: [relatedKindOf(version)],
    instant: () => Date.UTC(2026, 10, 27),
  });
  const database = await aDatabase();
  const destination = postgresDestination(database.settings);
  onTestFinished(() => destination.close());
  return { input: inputOf(lake, destination, jobs), database, first, digest };
}

function inputOf(lake: ALake, destination: Destination, jobs: readonly Job[] = relatedJobs) {
  return { store: lake.store, lake: lake.open(), jobs, destination };
}

function statusesOf(reports: readonly DeliveryReport[]) {
  return reports.map(({ job, receipts, waiting }) => [
    job.name,
    receipts.map(({ status }) => status).join(' '),
    waiting.length,
  ]);
}

describe('a delivery', () => {
  it('has each row once, the jobs in the order of their references', async () => {
    const { lake, database, destination } = await aDelivery();

    const first = await deliver(inputOf(lake, destination));
    const second = await deliver(inputOf(lake, destination));

    const six = (status: string) => Array(6).fill(status).join(' ');
    expect(statusesOf(first)).toEqual([
      ['some-people', six('delivered'), 0],
      ['some-pets', six('delivered'), 0],
    ]);
    expect(statusesOf(second)).toEqual([
      ['some-people', six('already-there'), 0],
      ['some-pets', six('already-there'), 0],
    ]);
    expect(await database.ask(COUNTS)).toEqual([[String(6 * ROWS), String(6 * ROWS)]]);
    expect(
      await database.ask(
        'SELECT DISTINCT lake_name, job, rows FROM hourlake_deliveries ORDER BY 2',
      ),
    ).toEqual([
      ['./lake', 'some-people', String(ROWS)],
      ['./lake', 'some-pets', String(ROWS)],
    ]);
  });

  it('waits with rows for those that they refer to', async () => {
    const [, second] = HOURS;
    const { lake, database, destination } = await aDelivery({
      people: HOURS.filter((hour) => hour !== second),
    });

    const reports = await deliver(inputOf(lake, destination));
    await run(lake.input([somePeople, HOURS]));
    const later = await deliver(inputOf(lake, destination));

    expect(reports[1]?.receipts).toHaveLength(1);
    expect(reports[1]?.waiting[0]).toEqual({
      period: second,
      waitsFor: { job: 'some-people', period: second },
    });
    expect(deliveryFailure(reports)).toBeUndefined();
    expect(statusesOf(later)[1]).toEqual([
      'some-pets',
      `already-there ${Array(5).fill('delivered').join(' ')}`,
      0,
    ]);
    expect(await database.ask(COUNTS)).toEqual([[String(6 * ROWS), String(6 * ROWS)]]);
  });

  it('brings along the jobs that a chosen job refers to, in the same range', async () => {
    const { lake, destination } = await aDelivery();
    const span = { to: parseHour('2026-11-20T02') };

    const range = await deliver({ ...inputOf(lake, destination, [somePets]), span });
    const rest = await deliver(inputOf(lake, destination, [somePets]));

    expect(statusesOf(range)).toEqual([
      ['some-people', 'delivered delivered', 0],
      ['some-pets', 'delivered delivered', 0],
    ]);
    expect(rest.map(({ job, waiting }) => [job.name, waiting.length])).toEqual([
      ['some-people', 0],
      ['some-pets', 0],
    ]);
  });

  it('knows a lake by what it declares, not by where it is', async () => {
    const { lake, database, destination } = await aDelivery();
    const copy = await aLake({ jobs: relatedJobs, moreKinds: [relatedKind] });
    await run(copy.input([somePeople, HOURS], [somePets, HOURS]));
    await deliver(inputOf(lake, destination));

    const again = await deliver(inputOf(copy, destination));

    expect(
      again.flatMap(({ receipts }) => receipts).every(({ status }) => status === 'already-there'),
    ).toBe(true);
    expect(await database.ask(COUNTS)).toEqual([[String(6 * ROWS), String(6 * ROWS)]]);
  });

  it.each([
    ['is corrupt', async () => 'garbage', /complete Parquet file/],
    [
      'has a text with U+0000',
      async () => bytesOf({ id: [1], name: ['Z\u0000é'] }),
      /column name of table people, got a text with U\+0000/,
    ],
    [
      'has a key that is there',
      async () => bytesOf({ id: [1], name: ['a'] }, 2),
      /key is there already/,
    ],
  ])('leaves out a period that %s, and delivers the others', async (_, content, message) => {
    const { lake, database, destination } = await aDelivery({ pets: [] });
    await writeFile(lake.pathOf(somePeople, HOURS[2] as Hour), await content());

    const reports = await deliver(inputOf(lake, destination));

    const failed = reports[0]?.receipts.filter(({ status }) => status === 'failed') ?? [];
    expect(failed.map(({ period }) => period)).toEqual([HOURS[2]]);
    expect(deliveryFailure(reports)?.message).toMatch(message);
    expect(deliveryFailure(reports)?.message).not.toMatch(/Zé/);
    expect(await database.ask('SELECT count(*) FROM people')).toEqual([[String(5 * ROWS)]]);
    expect(await database.ask('SELECT count(*) FROM hourlake_deliveries')).toEqual([['5']]);
  });

  it('says which periods were changed in the lake since, and leaves them', async () => {
    const { lake, database, destination } = await aDelivery({ pets: [] });
    await deliver(inputOf(lake, destination));
    await writeFile(
      lake.pathOf(somePeople, HOURS[2] as Hour),
      await bytesOf({ id: [1], name: ['a'] }),
    );

    const unchecked = await deliver(inputOf(lake, destination));
    const checked = await deliver(inputOf(lake, destination), { checks: true });

    expect(deliveryFailure(unchecked)).toBeUndefined();
    expect(deliveryFailure(checked)?.message).toContain(`1 changed since: some-people ${HOURS[2]}`);
    expect(await database.ask('SELECT count(*) FROM people')).toEqual([[String(6 * ROWS)]]);
  });

  it('ends after a transaction when it is asked to', async () => {
    const { lake, destination } = await aDelivery();
    const ending = new AbortController();

    const reports = await deliver(inputOf(lake, destination), {
      signal: ending.signal,
      onReceipt: () => ending.abort(),
    });

    expect(reports.map(({ receipts }) => receipts.length)).toEqual([6, 0]);
    expect(reports[1]?.notBegun).toHaveLength(6);
  });

  it('tries again after an error that may pass', async () => {
    const { lake, database, destination } = await aDelivery();
    let failures = 2;
    const waits: number[] = [];
    const flaky: Destination = {
      ...bound(destination),
      async deliver(...shipments) {
        failures -= 1;
        if (failures >= 0) throw broken();
        return destination.deliver(...shipments);
      },
    };

    const reports = await deliver(inputOf(lake, flaky), {
      sleep: async (milliseconds) => waits.push(milliseconds),
    });

    expect(deliveryFailure(reports)).toBeUndefined();
    expect(waits).toEqual([500, 1000]);
    expect(await database.ask(COUNTS)).toEqual([[String(6 * ROWS), String(6 * ROWS)]]);
  });

  it('begins no further job after the database failed', async () => {
    const { lake, destination } = await aDelivery();
    const dead: Destination = {
      ...bound(destination),
      async deliver() {
        throw broken();
      },
    };

    const reports = await deliver(inputOf(lake, dead), { sleep: async () => {} });

    expect(reports.map(({ notBegun }) => notBegun.length)).toEqual([6, 0]);
    expect(reports[1]?.waiting).toHaveLength(6);
    expect(deliveryFailure(reports)?.message).toContain('the connection broke');
  });

  it('has what expired before it was delivered, where later rows refer to it', async () => {
    const { input, database, first, digest } = await anExpiredLake();

    const reports = await deliver(input);

    expect(statusesOf(reports)).toEqual([
      ['some-people', Array(6).fill('delivered').join(' '), 0],
      ['some-pets', Array(3).fill('delivered').join(' '), 0],
    ]);
    expect(await database.ask(COUNTS)).toEqual([[String(6 * ROWS), String(3 * ROWS)]]);
    // The same bytes as the object had that is gone.
    expect(
      await database.ask(
        `SELECT sha256 FROM hourlake_deliveries WHERE job = 'some-people' AND period = '${first}'`,
      ),
    ).toEqual([[digest]]);
  });

  it('delivers nothing that has expired twice', async () => {
    const { input } = await anExpiredLake();
    await deliver(input);

    const again = await deliver(input);

    expect(statusesOf(again)).toEqual([
      ['some-people', Array(3).fill('already-there').join(' '), 0],
      ['some-pets', Array(3).fill('already-there').join(' '), 0],
    ]);
  });

  it('says what is missing where another version made what has expired', async () => {
    const { input, first } = await anExpiredLake({ version: 'related/2' });

    const reports = await deliver(input);

    expect(statusesOf(reports)).toEqual([
      ['some-people', 'failed delivered delivered delivered', 0],
      ['some-pets', '', 3],
    ]);
    expect(reports[1]?.waiting[0]?.waitsFor).toEqual({ job: 'some-people', period: first });
    expect(deliveryFailure(reports)?.message).toContain(
      `Expected some-people ${first}, which has expired and was never delivered, to be made again by the version that began the lake, got related/2.`,
    );
  });

  it('creates no table for a job that the lake does not have', async () => {
    const lake = await aLake({ jobs: relatedJobs, moreKinds: [relatedKind] });
    const database = await aDatabase();
    const destination = postgresDestination(database.settings);
    onTestFinished(() => destination.close());

    expect(await deliver(inputOf(lake, destination))).toEqual([]);
    expect(await database.ask("SELECT to_regclass('people')")).toEqual([[null]]);
  });
});

function broken(): DatabaseError {
  return new DatabaseError(
    { failed: 'Could not copy rows', got: 'the connection broke', advice: 'Again.' },
    { code: '08006', retryable: true },
  );
}

/** The methods of a destination, to be mixed with others. */
function bound(destination: Destination): Destination {
  return {
    name: destination.name,
    prepare: (deliveries) => destination.prepare(deliveries),
    periodsOf: (delivered) => destination.periodsOf(delivered),
    deliver: (delivered, shipments) => destination.deliver(delivered, shipments),
    close: () => destination.close(),
  };
}

/** A Parquet file of people, with rows that are repeated. */
async function bytesOf(batch: Record<string, (number | string)[]>, times = 1): Promise<Uint8Array> {
  const repeated = Object.entries(batch).map(([name, values]) => [
    name,
    Array(times).fill(values).flat(),
  ]);
  return (await encodeInMemory(somePeople.table, [Object.fromEntries(repeated)])).bytes;
}
