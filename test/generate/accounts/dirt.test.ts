import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkBatch } from '../../../lib/columns/check-batch.ts';
import { rows } from '../../../lib/columns/rows.ts';
import { plantFaults } from '../../../lib/generate/accounts/dirt.ts';
import { faultKinds } from '../../../lib/generate/accounts/faults.ts';
import { accountBatches } from '../../../lib/generate/accounts/generate-accounts.ts';
import { type Batch, type PresentValue, rowCount, valueAt } from '../../../lib/model/batch.ts';
import { type Hour, parseHour } from '../../../lib/model/period.ts';
import { accounts } from '../../../lib/tables/accounts.ts';
import { type PlantedFault, plantedFaults } from '../../../lib/tables/planted-faults.ts';
import { sourceContract } from '../../contracts/source-contract.ts';
import { someAccounts } from './some-accounts.ts';

const HOUR = parseHour('2026-11-20T13');

sourceContract(
  'The source of dirty accounts',
  () => someAccounts({ seed: 'test', 'accounts-per-hour': 40, dirt: 0.3 }),
  HOUR,
);

/** The last hour has no room for dates in the future: dates end with its year. */
const HOURS = ['1970-01-01T00', '2024-02-29T23', '2026-11-20T13', '9999-12-31T23'].map(parseHour);

const clean = cleanBatch(40_000, 'dirt', HOUR);

describe('planted faults', () => {
  it.each([0.001, 0.02, 0.5])('are in a share of %d of the accounts', (share) => {
    const { faults } = plantFaults(clean, { seed: 'dirt', hour: HOUR, share });

    const dirty = new Set(truthOf(faults).map(({ id }) => id)).size;
    const deviation = Math.sqrt(40_000 * share * (1 - share));
    expect(Math.abs(dirty - 40_000 * share)).toBeLessThan(5 * deviation);
  });

  it('are of every kind in similar numbers, at most one in each account', () => {
    const { faults } = plantFaults(clean, { seed: 'dirt', hour: HOUR, share: 0.05 });

    const kinds = new Map(truthOf(faults).map(({ id, falha }) => [id, falha]));
    const pairs = new Set(truthOf(faults).map(({ id, falha }) => `${id} ${falha}`));
    expect(pairs.size).toBe(kinds.size);
    for (const { name } of faultKinds) {
      const planted = [...kinds.values()].filter((falha) => falha === name).length;
      expect(planted).toBeGreaterThan(160);
      expect(planted).toBeLessThan(290);
    }
  });

  it('stay in place when the share of dirt is raised', () => {
    const [some, more] = [0.02, 0.1].map((share) =>
      dirtyIds(plantFaults(clean, { seed: 'dirt', hour: HOUR, share }).faults),
    );

    expect(some?.size).toBeGreaterThan(0);
    for (const id of some ?? []) expect(more).toContain(id);
  });

  it('are in other accounts with another seed or in another hour', () => {
    const there = dirtyIds(plantFaults(clean, { seed: 'a', hour: HOUR, share: 0.1 }).faults);
    const others = [
      { seed: 'b', hour: HOUR },
      { seed: 'a', hour: parseHour('2026-11-20T14') },
    ].map((key) => dirtyIds(plantFaults(clean, { ...key, share: 0.1 }).faults));

    for (const other of others) {
      const both = [...other].filter((id) => there.has(id)).length;
      expect(both).toBeLessThan(40_000 * 0.02);
    }
  });

  it('are in the same accounts for any batch size', () => {
    const options = { seed: 'dirt', hour: HOUR, share: 0.2 };
    const whole = dirtyIds(plantFaults(clean, options).faults);

    const parts = [0, 12_345].map((firstRow, part) => {
      const batch = sliceOf(clean, firstRow, part === 0 ? 12_345 : 40_000);
      return dirtyIds(plantFaults(batch, { ...options, firstRow }).faults);
    });

    expect(new Set(parts.flatMap((ids) => [...ids]))).toEqual(whole);
  });

  it('do not occur when dirt is 0', () => {
    const { batch, faults } = plantFaults(clean, { seed: 'dirt', hour: HOUR, share: 0 });

    expect(rowCount(plantedFaults, faults)).toBe(0);
    expect([...rows(accounts, batch)]).toEqual([...rows(accounts, clean)]);
  });

  it('can be undone by the ground truth, which restores the clean batch exactly', () => {
    const anyHour = fc.constantFrom(
      ...HOURS.map((hour) => [hour, cleanBatch(60, 'any', hour)] as const),
    );
    fc.assert(
      fc.property(
        fc.string(),
        anyHour,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 60 }),
        (seed, [hour, all], share, count) => {
          const before = sliceOf(all, 0, count);
          const kept = structuredClone(before);

          const { batch, faults } = plantFaults(before, { seed, hour, share });

          expect(before).toEqual(kept);
          checkBatch(accounts, batch);
          checkBatch(plantedFaults, faults);
          const [dirty, right] = [textsOf(batch), textsOf(before)];
          for (const { id, coluna, valor_certo, valor_plantado } of truthOf(faults)) {
            const account = dirty.get(id) ?? {};
            expect(coluna).not.toBe('id');
            expect(account[coluna]).toBe(valor_plantado);
            expect(valor_plantado).not.toBe(valor_certo);
            account[coluna] = valor_certo;
          }
          expect(dirty).toEqual(right);
        },
      ),
    );
  });
});

function cleanBatch(count: number, seed: string, hour: Hour): Batch {
  const batches = [...accountBatches(count, { seed, hour })];
  const columns = accounts.columns.map(({ name }) => [
    name,
    batches.flatMap((batch) => Array.from<PresentValue | null>(batch[name] ?? [])),
  ]);
  return Object.fromEntries(columns);
}

function truthOf(faults: Batch): PlantedFault[] {
  return [...rows(plantedFaults, faults)];
}

function dirtyIds(faults: Batch): Set<string> {
  return new Set(truthOf(faults).map(({ id }) => id));
}

function sliceOf(batch: Batch, from: number, to: number): Batch {
  const columns = Object.entries(batch).map(([name, values]) => [
    name,
    Array.from({ length: to - from }, (_, row) => valueAt(values, from + row)).filter(
      (value) => value !== undefined,
    ),
  ]);
  return Object.fromEntries(columns);
}

/** Every value as text, in the order of the rows: by id, then by column. */
function textsOf(batch: Batch): Map<string, Record<string, string>> {
  return new Map(
    [...rows(accounts, batch)].map((account) => [
      account.id,
      { ...account, criado_em: account.criado_em.toISOString() },
    ]),
  );
}
