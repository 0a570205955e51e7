import { describe, expect, it } from 'vitest';
import { pricesOf } from '../../../../lib/capture/bigquery/query/price-of-periods.ts';
import { DatabaseError } from '../../../../lib/errors.ts';
import { aBigQuery, DAY, DAY_BEFORE } from '../some-downloads.ts';

const GIB = 1024 ** 3;

describe('the price of some periods', () => {
  it('is the sum of dry runs: no query runs', async () => {
    const { server, question } = await aBigQuery();
    server.bytes = 64 * GIB;

    const { total, periods } = await pricesOf(question, [DAY_BEFORE, DAY], {
      requests: server.asking(),
    });

    expect(total).toEqual({ bytes: 128 * GIB, dollars: 0.78125 });
    expect(periods.map(({ period }) => period)).toEqual([DAY_BEFORE, DAY]);
    expect([server.jobs, server.billed]).toEqual([[], 0]);
  });

  it('has the least that BigQuery bills for each period', async () => {
    const { server, question } = await aBigQuery();
    server.bytes = 1;

    const { total } = await pricesOf(question, [DAY_BEFORE, DAY], { requests: server.asking() });

    expect(total.bytes).toBe(20 * 1024 ** 2);
  });

  it('asks for a few periods at once', async () => {
    const { question } = await aBigQuery();
    let [open, most] = [0, 0];
    const requests = {
      async dryRun() {
        open += 1;
        most = Math.max(most, open);
        await new Promise((resolve) => setImmediate(resolve));
        open -= 1;
        return GIB;
      },
    };
    const periods = Array.from({ length: 20 }, () => DAY);

    const { total } = await pricesOf(question, periods, { requests, concurrency: 3 });

    expect(total.bytes).toBe(20 * GIB);
    expect(most).toBe(3);
  });

  it('is that of the periods before the signal', async () => {
    const { question, server } = await aBigQuery();
    const signal = AbortSignal.abort();

    const prices = await pricesOf(question, [DAY], { requests: server.asking(), signal });

    expect(prices).toEqual({ total: { bytes: 0, dollars: 0 }, periods: [] });
  });

  it('is not known when BigQuery does not answer', async () => {
    const { question, server } = await aBigQuery();
    server.fault = () => ({ status: 403, reason: 'accessDenied' });

    await expect(pricesOf(question, [DAY], { requests: server.asking() })).rejects.toThrow(
      DatabaseError,
    );
  });
});
