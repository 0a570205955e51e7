import { describe, expect, it } from 'vitest';
import { movimento } from '../../../jobs/movimento.ts';
import { amountsOf } from '../../../lib/generate/relational/amounts.ts';
import { movementKinds } from '../../../lib/generate/relational/movement-kinds.ts';
import { randomStream } from '../../../lib/model/keyed-random.ts';
import { addPeriods, HOUR_MS, periodRange } from '../../../lib/model/period.ts';
import { movements } from '../../../lib/tables/movements.ts';
import { rowsOf, SINCE } from './a-cooperative.ts';

describe('the amounts of a kind of movement', () => {
  const stream = randomStream('amounts');

  it.each(movementKinds)('of $description are around its median, as far as it spreads', (kind) => {
    const amountOf = amountsOf(kind);
    const amounts = Array.from({ length: 20_001 }, (_, row) => amountOf(stream.uint32(row)));
    const sizes = amounts.map(Math.abs).sort((a, b) => a - b);
    const at = (part: number) => (sizes[Math.round(part * 20_000)] as number) / 100;
    const unit = kind.unit ?? 0.01;

    expect(amounts.every((amount) => (kind.comesIn ? amount > 0 : amount < 0))).toBe(true);
    expect(amounts.every((amount) => Math.abs(amount) % Math.round(unit * 100) === 0)).toBe(true);
    expect(Math.abs(at(0.5) - kind.median)).toBeLessThanOrEqual(unit + kind.median * 0.05);
    // One standard deviation above the median is its 84.13 % quantile.
    const above = kind.median * 2 ** kind.spread;
    expect(Math.abs(at(0.8413) - above)).toBeLessThanOrEqual(unit + above * 0.06);
  });

  it('grow with the draw, up to what 32 bits hold', () => {
    const huge = amountsOf({
      description: '',
      on: [],
      median: 10 ** 7,
      spread: 9,
      weights: [1, 1, 1, 1, 1],
      comesIn: true,
    });
    const draws = Array.from({ length: 4096 }, (_, step) => step * 2 ** 20);

    const amounts = draws.map(huge);

    expect(amounts).toEqual([...amounts].sort((a, b) => a - b));
    expect(huge(2 ** 32 - 1)).toBe(2 ** 31 - 1);
    expect(huge(0)).toBeGreaterThan(0);
  });
});

describe('the movements of two weeks', () => {
  const kinds = new Map(movementKinds.map((kind) => [kind.description, kind]));

  it('have the descriptions, signs and days that belong to their accounts', async () => {
    const hours = periodRange(addPeriods(SINCE, 1000), addPeriods(SINCE, 1000 + 14 * 24));
    const settings = { 'fake-accounts': { 'accounts-per-hour': 300 }, associado: { share: 0.1 } };

    const made = await rowsOf(movimento, movements, hours, { settings });

    expect(made.length).toBeGreaterThan(50_000);
    expect(new Set(made.map(({ des_transacao }) => des_transacao)).size).toBe(kinds.size);
    for (const { des_transacao, vlr_transacao, data_movimento } of made) {
      const kind = kinds.get(des_transacao);
      expect(Number(vlr_transacao) > 0).toBe(kind?.comesIn ?? false);
      const weekday = new Date(data_movimento.getTime() - 3 * HOUR_MS).getUTCDay();
      if (kind?.onWorkdays) expect([0, 6]).not.toContain(weekday);
    }
  });
});
