import { describe, expect, it } from 'vitest';
import { checkRules } from '../../../lib/report/gather/check-rules.ts';
import { type LandedByHand, landedByHand, type TableByHand } from './a-table.ts';

const orders: TableByHand = {
  name: 'orders',
  columns: {
    id: 'integer',
    code: 'string',
    person: 'integer',
    note: 'string',
    moment: 'timestamp',
  },
  nullable: ['note'],
  primaryKey: 'id',
  unique: ['code'],
  references: [{ column: 'person', table: 'persons' }],
  gates: { minRows: 3, nulls: { note: 50 }, within: 'moment' },
  rows: {
    // 1 repeats, person 9 is not there, and one time is of the next day.
    '2026-11-20': `SELECT * FROM (VALUES
      (1, 'a', 1, 'x', TIMESTAMP '2026-11-20 01:00:00'),
      (1, 'b', 9, NULL, TIMESTAMP '2026-11-20 02:00:00'),
      (2, 'c', 1, 'y', TIMESTAMP '2026-11-21 00:00:00')
    ) AS rows (id, code, person, note, moment)`,
    // Too few rows, most without a note, a code without a value and one that repeats.
    '2026-11-21': `SELECT * FROM (VALUES
      (3, NULL, 1, NULL, TIMESTAMP '2026-11-21 01:00:00'),
      (4, 'a', 1, NULL, TIMESTAMP '2026-11-21 02:00:00')
    ) AS rows (id, code, person, note, moment)`,
  },
};

const persons: TableByHand = {
  name: 'persons',
  columns: { key: 'integer' },
  primaryKey: 'key',
  rows: { '2026-11-20': 'SELECT 1 AS key' },
};

describe('the rules of a report', () => {
  it('count what breaks them', async () => {
    const { rows, rules } = await check(orders, persons);

    expect(rows).toBe(5);
    expect(rules.map(({ rule, broken }) => [rule.kind, broken])).toEqual([
      ['required', 1],
      ['primaryKey', 1],
      ['unique', 1],
      ['reference', 1],
      ['minRows', 1],
      ['nulls', 1],
      ['within', 1],
    ]);
  });

  it('leave references out whose table has nothing', async () => {
    const { rules } = await check(orders, { ...persons, rows: {} });

    expect(rules.some(({ rule }) => rule.kind === 'reference')).toBe(false);
  });

  it('are those of the contract too', async () => {
    const landed = await landedByHand({
      columns: { size: 'integer', kind: 'string' },
      nullable: ['size', 'kind'],
      rows: {
        '2026-11-20': `SELECT * FROM (VALUES (0, 'a'), (1, 'b'), (21, 'it''s'), (NULL, NULL)) AS rows (size, kind)`,
      },
    });
    const contract = {
      columns: { size: { min: 1, max: 20 }, kind: { allowed: ['a', `it's`] } },
    };
    const job = { ...landed.job, source: { kind: 'by-hand', data: { contract } } };

    const { rules } = await checkRules({ ...landed, job, jobs: [job], saved: undefined });

    expect(rules.map(({ rule, broken }) => [rule.kind, broken])).toEqual([
      ['range', 2],
      ['allowed', 1],
    ]);
  });

  it('compare allowed values in the type of the column', async () => {
    const landed = await landedByHand({
      columns: { price: 'decimal', ratio: 'double', moment: 'timestamp', day: 'date' },
      nullable: ['price', 'ratio', 'moment', 'day'],
      rows: {
        '2026-11-20': `SELECT CAST(price AS decimal(10, 2)) AS price, ratio, moment, day FROM (VALUES
          (1.5, 1e0, TIMESTAMP '2026-11-20 13:00:00', DATE '2026-11-20'),
          (2.5, 25e-1, TIMESTAMP '2026-11-20 13:00:00.001', DATE '2026-11-21'),
          (NULL, NULL, NULL, NULL)
        ) AS rows (price, ratio, moment, day)`,
      },
    });
    const contract = {
      columns: {
        price: { allowed: ['1.5'] },
        ratio: { allowed: [1] },
        moment: { allowed: ['2026-11-20T13:00:00Z'] },
        day: { allowed: ['2026-11-20'] },
      },
    };
    const job = { ...landed.job, source: { kind: 'by-hand', data: { contract } } };

    const { rules } = await checkRules({ ...landed, job, jobs: [job], saved: undefined });

    expect(rules.map(({ rule, broken }) => [rule.kind, broken])).toEqual([
      ['allowed', 1],
      ['allowed', 1],
      ['allowed', 1],
      ['allowed', 1],
    ]);
  });

  it('are those of a saved query', async () => {
    const landed = await landedByHand(persons);
    const saved = {
      name: 'rules',
      sql: `SELECT 'key is 1' AS rule, count(*) AS rows_checked, 7 AS violations FROM persons`,
    };

    const { rules } = await checkRules({ ...landed, jobs: [landed.job], saved });

    expect(rules.at(-1)).toEqual({ rule: { kind: 'saved', text: 'key is 1' }, broken: 7 });
  });

  it('are checked over the given files only', async () => {
    const landed = await landedByHand(orders, persons);

    const { rows } = await checkRules({
      ...withBoth(landed),
      files: landed.files.slice(1),
      periods: landed.periods.slice(1),
    });

    expect(rows).toBe(2);
  });
});

async function check(...tables: readonly TableByHand[]) {
  return checkRules(withBoth(await landedByHand(...tables)));
}

/** The job, and that of the table which its rows refer to. */
function withBoth(landed: LandedByHand) {
  const other = {
    ...landed.job,
    name: 'persons',
    table: { name: 'persons', description: '', columns: [], primaryKey: 'key' },
  };
  return { ...landed, jobs: [landed.job, other], saved: undefined };
}
