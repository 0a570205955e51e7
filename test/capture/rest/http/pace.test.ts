import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pace } from '../../../../lib/capture/rest/http/pace.ts';
import { anApi, virtualTime } from './an-api.ts';
import { apiServer } from './api-server.ts';

/** When each of some requests goes, in milliseconds since the first one. */
async function turns(
  pace: Pace,
  now: () => number,
  pauses: readonly number[],
  pass: (milliseconds: number) => void,
) {
  const begin = now();
  const times: number[] = [];
  for (const pause of pauses) {
    await pace.turn();
    times.push(now() - begin);
    pass(pause);
  }
  return times;
}

describe('the pace of requests', () => {
  it('spaces them evenly, however long each takes', async () => {
    const { now, sleep, pass } = virtualTime();
    const pace = new Pace({ requestsPerSecond: 4, now, sleep });

    const times = await turns(pace, now, [0, 100, 250, 600, 0, 0], pass);

    expect(times).toEqual([0, 250, 500, 750, 1_350, 1_600]);
  });

  it('sleeps once for each that has to wait', async () => {
    const { now, sleep, slept } = virtualTime();
    const pace = new Pace({ requestsPerSecond: 0.5, now, sleep });

    await Promise.all([pace.turn(), pace.turn(), pace.turn()]);

    expect(slept).toEqual([2_000, 2_000]);
  });

  it('allows as many as it says, also when sleeps take too long', async () => {
    const { now, sleep } = virtualTime();
    const begin = now();
    const oversleeping = (milliseconds: number) => sleep(milliseconds + 1.5);
    const pace = new Pace({ requestsPerSecond: 100, now, sleep: oversleeping });

    for (let request = 0; request <= 1_000; request += 1) await pace.turn();

    expect(now() - begin).toBeCloseTo(10_001.5, 6);
  });

  it('never allows more than one in each interval, whatever passes between them', async () => {
    const rate = fc.double({ min: 0.1, max: 1_000, noNaN: true });
    const pauses = fc.array(fc.nat({ max: 3_000 }), { minLength: 2, maxLength: 30 });

    await fc.assert(
      fc.asyncProperty(rate, pauses, async (requestsPerSecond, between) => {
        const { now, sleep, pass } = virtualTime(0);
        const pace = new Pace({ requestsPerSecond, now, sleep });

        const times = await turns(pace, now, between, pass);

        const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
        expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000 / requestsPerSecond - 1e-6);
      }),
    );
  });

  it('waits no longer than one interval when the clock is set back', async () => {
    const { now, sleep, pass, slept } = virtualTime();
    const pace = new Pace({ requestsPerSecond: 2, now, sleep });

    await pace.turn();
    pass(-3_600_000);
    await pace.turn();
    await pace.turn();

    expect(slept).toEqual([500, 500]);
  });

  it('goes on after a sleep that failed', async () => {
    const { now, sleep } = virtualTime();
    let fails = true;
    const pace = new Pace({
      requestsPerSecond: 2,
      now,
      sleep: async (milliseconds) => {
        if (fails) throw new Error('awake');
        await sleep(milliseconds);
      },
    });
    await pace.turn();

    await expect(pace.turn()).rejects.toThrow('awake');
    fails = false;

    await expect(pace.turn()).resolves.toBeUndefined();
  });

  it('is shared by pages, redirects and tries', async () => {
    const replies = [{ status: 302, headers: { location: '/b' } }, { status: 503 }, {}, {}];
    const server = await apiServer((_, number) => replies[number - 1] ?? {});
    const time = virtualTime(0);
    const ask = anApi({ baseUrl: server.origin, requestsPerSecond: 0.5 }, time);

    await ask('/a');
    await ask('/c');

    expect(server.asked.map(({ path }) => path)).toEqual(['/a', '/b', '/b', '/c']);
    // Half a second of the third wait is that after the failed try.
    expect(time.slept).toEqual([2_000, 500, 1_500, 2_000]);
  });
});
