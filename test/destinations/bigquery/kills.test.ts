import { describe, expect, it } from 'vitest';
import type { Delivered, Shipment } from '../../../lib/destinations/destination.ts';
import { googleHttp } from '../../../lib/gcp/google-auth.ts';
import { randomStream } from '../../../lib/model/keyed-random.ts';
import { ofPeople, somePeople } from '../../contracts/destination-contract.ts';
import { type ADataset, aDataset, type Through } from './a-dataset.ts';

const HOURS = 6;

/** The hours of a lake, each with its own rows. */
const shipments: readonly Shipment[] = Array.from({ length: HOURS }, (_, index) =>
  somePeople(`2026-11-20T0${index}`, { [2 * index]: 'Ana', [2 * index + 1]: 'João' }),
);

const delivered: Delivered = {
  ...ofPeople,
  async shipmentOf(period) {
    const found = shipments.find((shipment) => shipment.period === period);
    if (found === undefined) throw new Error(`No ${period}`);
    return found;
  },
};

/** When a process is killed: at which of its calls, and whether that call is carried out. */
interface Kill {
  readonly call: number;
  readonly isDone: boolean;
}

/** BigQuery and the lake as a process has them that is killed at some call: from then on it does nothing. */
function killable(
  { store }: ADataset,
  { call, isDone }: Kill,
): { through: Through; isAlive(): boolean } {
  let calls = 0;
  const real = googleHttp({ logsIn: false });
  async function step<Result>(work: () => Promise<Result>): Promise<Result> {
    calls += 1;
    if (calls > call || (calls === call && !isDone)) throw new Error('killed');
    const result = await work();
    if (calls >= call) throw new Error('killed');
    return result;
  }
  const through: Through = {
    http: (request) => step(() => real(request)),
    store: {
      name: store.name,
      list: (prefix) => store.list(prefix),
      read: (key, range) => step(() => store.read(key, range)),
      putIfAbsent: (key, object) => step(() => store.putIfAbsent(key, object)),
    },
  };
  return { through, isAlive: () => calls < call };
}

/** Delivers until the end, or until it is killed. @returns whether it came to its end */
async function deliverUntil(dataset: ADataset, given: readonly Shipment[], kill: Kill) {
  const { through, isAlive } = killable(dataset, kill);
  try {
    await dataset.open(through).deliver(delivered, given);
    return true;
  } catch (error) {
    if (isAlive()) throw error;
    return false;
  }
}

function idsIn({ server }: ADataset): number[] {
  return server
    .rowsOf('people')
    .map(({ id }) => Number(id))
    .sort((a, b) => a - b);
}

function idsOf(...hours: readonly number[]): number[] {
  return hours.flatMap((hour) => [2 * hour, 2 * hour + 1]);
}

describe('a delivery to BigQuery that is killed', () => {
  it.each([
    ['some of its periods and others', [0, 1], [1, 2]],
    ['other periods', [0, 1], [2]],
  ])('at any call is gone on with by one of %s', async (_, begun, next) => {
    for (const isDone of [false, true]) {
      let isOver = false;
      for (let call = 1; !isOver; call += 1) {
        const dataset = await aDataset();
        const pick = (hours: readonly number[]) =>
          shipments.filter((__, hour) => hours.includes(hour));
        isOver = await deliverUntil(dataset, pick(begun), { call, isDone });

        await dataset.open().deliver(delivered, pick(next));
        await dataset.open().deliver(delivered, pick(begun));

        expect(idsIn(dataset)).toEqual(idsOf(...new Set([...begun, ...next].sort())));
        expect((await dataset.open().periodsOf(delivered)).size).toBe(
          new Set([...begun, ...next]).size,
        );
      }
    }
  });

  it('while others are at work on some of its periods leaves each row once', async () => {
    for (let world = 0; world < 12; world += 1) {
      const random = randomStream(`world ${world}`, 'kills');
      const dataset = await aDataset();
      const works = [0, 1, 2].map((worker) => {
        const from = random.below(3 * worker, HOURS);
        const given = shipments.slice(from, from + 1 + random.below(3 * worker + 1, HOURS));
        const call = 1 + random.below(3 * worker + 2, 40);
        return deliverUntil(dataset, given, { call, isDone: worker === 1 });
      });

      await Promise.all(works);
      await dataset.open().deliver(delivered, shipments);

      expect(idsIn(dataset)).toEqual(idsOf(0, 1, 2, 3, 4, 5));
    }
  });
});
