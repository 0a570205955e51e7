import { describe, expect, it } from 'vitest';
import { receiptsTable } from '../../../bin/report/receipts-table.ts';
import { CatalogError, StoreError } from '../../../lib/errors.ts';
import type { Receipt } from '../../../lib/land/receipt.ts';
import { addPeriods, parseHour } from '../../../lib/model/period.ts';

const FIRST = parseHour('2026-11-20T00');

describe('the receipts as a table', () => {
  it('begin with what failed, in a line that no text of an error can break', () => {
    const error = new StoreError(
      { expected: 'a | b', got: 'two\nlines', advice: 'Wait.' },
      { key: 'key' },
    );
    const failed: Receipt = { hour: addPeriods(FIRST, 1), key: 'key', status: 'failed', error };

    const lines = receiptsTable('a job', reportOf([landed(0), failed])).split('\n');

    expect(lines.slice(4, 8)).toEqual([
      '| hour | status | rows | size | SHA-256 |',
      '|---|---|--:|--:|---|',
      '| 2026-11-20T01 | **failed** | | | Expected a \\| b, got two lines. Wait. |',
      '| 2026-11-20T00 | landed | 1,234 | 5.7 kB | `0123456789ab` |',
    ]);
  });

  it('have no table where nothing landed, and say what the catalog said', () => {
    const receipts: Receipt[] = [{ hour: FIRST, key: 'key', status: 'already-there' }];

    const text = receiptsTable('a job', {
      ...reportOf(receipts),
      registration: { added: 3, alreadyThere: 1 },
    });

    expect(text).toBe(
      '### a job\n\n0 hours landed, 1 already there, 0 failed, 0 not begun, 3 new in the catalog.\n\n',
    );
  });

  it('say that the catalog was not told', () => {
    const registration = new CatalogError({ expected: 'a table', got: 'none', advice: 'Deploy.' });

    const text = receiptsTable('a job', { ...reportOf([landed(0)]), registration });

    expect(text).toContain('0 not begun, the catalog was not told.');
  });

  it('of a year fit into a page of a mebibyte, and say how many they leave out', () => {
    const year = Array.from({ length: 8760 }, (_, number) => landed(number));

    const text = receiptsTable('a job', reportOf(year));

    expect(text.length).toBeLessThan(200_000);
    expect(text).toMatch(/^And 7,760 more\.$/m);
  });
});

function landed(number: number): Receipt {
  return {
    hour: addPeriods(FIRST, number),
    key: 'key',
    status: 'landed',
    rows: 1234,
    bytes: 5678,
    sha256: '0123456789abcdef'.repeat(4),
  };
}

function reportOf(receipts: readonly Receipt[]) {
  return { receipts, notBegun: [], sweptLeftovers: 0 };
}
