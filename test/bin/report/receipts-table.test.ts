import { describe, expect, it } from 'vitest';
import { receiptsTable } from '../../../bin/report/receipts-table.ts';
import { fakeAccounts } from '../../../jobs/fake-accounts.ts';
import { CaptureError, CatalogError, StoreError } from '../../../lib/errors.ts';
import type { Receipt } from '../../../lib/land/receipt.ts';
import type { CaptureReport, JobReport } from '../../../lib/land/report.ts';
import { addPeriods, parseHour, parsePeriod } from '../../../lib/model/period.ts';

const FIRST = parseHour('2026-11-20T00');

describe('the receipts as a table', () => {
  it('begin with what failed, in a line that no text of an error can break', () => {
    const error = new StoreError(
      { expected: 'a | b', got: 'two\nlines', advice: 'Wait.' },
      { key: 'key' },
    );
    const failed: Receipt = { period: addPeriods(FIRST, 1), key: 'key', status: 'failed', error };

    const lines = receiptsTable(reportOf([landed(0), failed]), 'a lake').split('\n');

    expect(lines.slice(4, 8)).toEqual([
      '| hour | status | rows | size | SHA-256 |',
      '|---|---|--:|--:|---|',
      '| 2026-11-20T01 | **failed** | | | Expected a \\| b, got two lines. Wait. |',
      '| 2026-11-20T00 | landed | 1,234 | 5.7 kB | `0123456789ab` |',
    ]);
  });

  it('have no table where nothing landed, and say what the catalog answered', () => {
    const receipts: Receipt[] = [{ period: FIRST, key: 'key', status: 'already-there' }];

    const text = receiptsTable(
      { ...reportOf(receipts), registration: { added: 3, alreadyThere: 1 } },
      'a lake',
    );

    expect(text).toBe(
      '### fake-accounts in a lake\n\n0 hours landed, 1 already there, 0 failed, 0 not begun, 3 new in the catalog.\n\n',
    );
  });

  it('say what was in the inbox, refused files first, in lines that no name can break', () => {
    const error = new CaptureError({ expected: 'a | b', got: 'a PDF', advice: 'Save it again.' });
    const capture: CaptureReport = {
      place: './lake/entrada/vendas',
      outcomes: [
        { item: 'a.xlsx', status: 'captured', period: parsePeriod('3f9a0c51d2e7'), told: [] },
        { item: 'b|c\n.pdf', status: 'refused', error },
      ],
      settled: new Map([['a.xlsx', 'removed']]),
    };

    const lines = receiptsTable({ ...reportOf([]), capture }, 'a lake').split('\n');

    expect(lines.slice(4)).toEqual([
      '| in ./lake/entrada/vendas | status | |',
      '|---|---|---|',
      '| **b\\|c .pdf** | refused | refused, see the note beside it. Expected a \\| b, got a PDF. Save it again. |',
      '| a.xlsx | captured | captured as 3f9a0c51d2e7; removed from the inbox. |',
      '',
      '',
    ]);
  });

  it('say that the catalog could not be reached', () => {
    const registration = new CatalogError({ expected: 'a table', got: 'none', advice: 'Deploy.' });

    const text = receiptsTable({ ...reportOf([landed(0)]), registration }, 'a lake');

    expect(text).toContain('0 not begun, not registered in the catalog.');
  });

  it('say what a job waits for, and why a job failed as a whole', () => {
    const daily = { ...fakeAccounts, name: 'daily', grain: 'day' } as const;
    const missing = [20, 21, 22, 23].map((number) => {
      return { job: 'fake-accounts', period: addPeriods(FIRST, number) };
    });
    const failure = new CatalogError({ expected: 'a | b', got: 'none', advice: 'Wait.' });

    const waiting = receiptsTable(
      { ...reportOf([]), job: daily, waiting: [{ period: parsePeriod('2026-11-20'), missing }] },
      'a lake',
    );
    const failed = receiptsTable({ ...reportOf([]), failure }, 'a lake');
    const after = receiptsTable({ ...reportOf([]), waitsFor: 'another' }, 'a lake');

    expect(waiting).toContain(
      '1 day waiting for fake-accounts 2026-11-20T20, fake-accounts 2026-11-20T21, fake-accounts 2026-11-20T22 and 1 more.',
    );
    expect(failed).toContain('**Failed**: Expected a \\| b, got none. Wait.');
    expect(after).toContain('Not begun, because its input another failed.');
  });

  it('of a year fit into a page of a mebibyte, and say how many they leave out', () => {
    const year = Array.from({ length: 8760 }, (_, number) => landed(number));

    const text = receiptsTable(reportOf(year), 'a lake');

    expect(text.length).toBeLessThan(200_000);
    expect(text).toMatch(/^And 7,760 more\.$/m);
  });
});

function landed(number: number): Receipt {
  return {
    period: addPeriods(FIRST, number),
    key: 'key',
    status: 'landed',
    rows: 1234,
    bytes: 5678,
    sha256: '0123456789abcdef'.repeat(4),
  };
}

function reportOf(receipts: readonly Receipt[]): JobReport {
  return { job: fakeAccounts, receipts, notBegun: [], waiting: [], expired: [], lost: [] };
}
