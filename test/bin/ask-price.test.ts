import { describe, expect, it } from 'vitest';
import { agreeOnPrice, type RangePrice } from '../../bin/ask-price.ts';
import type { TimedPeriod } from '../../lib/model/period.ts';
import { aDay } from '../land/orders-inbox.ts';

const GIB = 1024 ** 3;

const THREE_DAYS = priced(['2026-11-20', 2 * GIB], ['2026-11-21', 90 * GIB], ['2026-11-22', GIB]);

function priced(...days: readonly (readonly [string, number])[]): RangePrice {
  const periods = days.map(([day, bytes]): { period: TimedPeriod; price: Price } => ({
    period: aDay(day),
    price: { bytes, dollars: bytes / GIB / 100 },
  }));
  const bytes = periods.reduce((sum, { price }) => sum + price.bytes, 0);
  const total = { bytes, dollars: bytes / GIB / 100 };
  return {
    job: 'shop',
    table: 'p.d.orders',
    grain: 'day',
    prices: { total, periods },
    mostBytes: 100 * GIB,
  };
}

type Price = RangePrice['prices']['total'];

/** A person at a terminal who types some text; `undefined` where there is nobody. */
function aPerson(typed: string | undefined) {
  const shown: string[] = [];
  const context = {
    canAnswer: typed !== undefined,
    async *input() {
      yield typed ?? '';
    },
    signal: new AbortController().signal,
    progress: { write: (text: string | Uint8Array) => shown.push(String(text)) > 0 },
  };
  return { context, shown: () => shown.join('') };
}

describe('the question about a price', () => {
  it('shows the whole and the most for one period before it asks', async () => {
    const person = aPerson('y\n');

    const agreed = await agreeOnPrice(person.context, [THREE_DAYS], {});

    expect(agreed).toBe(true);
    expect(person.shown()).toBe(
      'shop: 3 days of p.d.orders, 2026-11-20 to 2026-11-22: 93 GiB, $0.93. The most for one day is 90 GiB, $0.90 (2026-11-21).\nRead it? [y/N] ',
    );
  });

  it('says what is above the ceiling', async () => {
    const person = aPerson('n\n');

    await agreeOnPrice(person.context, [{ ...THREE_DAYS, mostBytes: 10 * GIB }], {});

    expect(person.shown()).toContain(
      '(2026-11-21). 1 day is above the ceiling of 10 GiB and will not be read; raise it with --most-bytes.\nRead it?',
    );
  });

  it.each(['', '\n', 'n\n', 'no\n', 'yeah\n', 'ok\ny\n'])('takes %j for no', async (typed) => {
    expect(await agreeOnPrice(aPerson(typed).context, [THREE_DAYS], {})).toBe(false);
  });

  it.each(['y\n', 'YES\n', ' yes \r\n', 'y'])('takes %j for yes', async (typed) => {
    expect(await agreeOnPrice(aPerson(typed).context, [THREE_DAYS], {})).toBe(true);
  });

  it('shows the price and asks nothing when the answer was given before', async () => {
    const person = aPerson(undefined);

    expect(await agreeOnPrice(person.context, [priced(['2026-11-20', GIB])], { yes: true })).toBe(
      true,
    );
    expect(person.shown()).toBe('shop: 1 day of p.d.orders, 2026-11-20: 1 GiB, $0.01.\n');
  });

  it('reads nothing where there is nobody to ask', async () => {
    await expect(agreeOnPrice(aPerson(undefined).context, [THREE_DAYS], {})).rejects.toThrow(
      'Expected --yes, or a terminal to confirm the price on, got neither. Nothing was read. Add --yes, or name a shorter range.',
    );
  });

  it('is not asked when nothing is read', async () => {
    const person = aPerson(undefined);

    expect(await agreeOnPrice(person.context, [], {})).toBe(true);
    expect(person.shown()).toBe('');
  });
});
