import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { sheetJob } from '../../lib/capture/sheet/sheet-job.ts';
import { examine, findingsOf } from '../../lib/doctor/examine.ts';
import { isWrong } from '../../lib/doctor/finding.ts';
import { failureOf } from '../../lib/land/report.ts';
import { run } from '../../lib/land/run.ts';
import type { AnInbox } from '../capture/inbox/an-inbox.ts';
import { keysOf } from '../contracts/store-contract.ts';
import { findingsIn } from '../doctor/shortly.ts';
import { digestsOf } from '../run-hourlake.ts';
import { type ALake, aLake } from './a-lake.ts';
import { aDay, capturedIn, MIXED, ORDERS, ordersInbox, reportOf } from './orders-inbox.ts';

let inbox: AnInbox;

beforeEach(async () => {
  ({ inbox } = await ordersInbox());
});

describe('raw files that are kept for some days', () => {
  const [kept, keptRejects] = sheetJob({ ...ORDERS, keepRawDays: 30 });

  it('are removed with their rejects after these, and their rows stay', async () => {
    const at = await aLake({ jobs: [kept, keptRejects] });
    await inbox.put('a.csv', MIXED);
    const [file] = capturedIn(await takeOn('2026-11-20', at));
    const last = await takeOn('2026-12-20', at);
    const before = await keysOf(at.store, '');

    const after = await takeOn('2026-12-21', at);
    const again = await takeOn('2026-12-22', at);

    expect(before.filter((key) => /^(backup|rejects)/.test(key))).toHaveLength(2);
    expect([last, after, again].map((report) => reportOf(report, kept).removal)).toEqual([
      { removed: 0 },
      { removed: 1 },
      { removed: 0 },
    ]);
    expect(await keysOf(at.store, '')).toEqual(
      before.filter((key) => !/^(backup|rejects)/.test(key)),
    );
    expect(before).toContain(`pedidos/file=${file}/pedidos-${file}.parquet`);
  });

  it('are recognized when they are dropped again, and land nothing twice', async () => {
    const at = await aLake({ jobs: [kept, keptRejects] });
    await inbox.put('a.csv', MIXED);
    await takeOn('2026-11-20', at);
    await takeOn('2027-01-01', at);
    const before = await digestsOf(join(at.folder, 'pedidos'));
    await inbox.put('b.csv', MIXED);

    const report = await takeOn('2027-01-02', at);

    expect(failureOf(report)).toBeUndefined();
    expect(await inbox.files()).toEqual([]);
    expect(await digestsOf(join(at.folder, 'pedidos'))).toEqual(before);
    expect(await keysOf(at.store, 'backup')).toEqual([]);
  });

  it('leave rows that cannot be compared, and the doctor does not call them wrong', async () => {
    const instant = Date.UTC(2026, 11, 22);
    const at = await aLake({ jobs: [kept, keptRejects], instant: () => instant });
    await inbox.put('a.csv', MIXED);
    const [file] = capturedIn(await takeOn('2026-11-20', at));
    await takeOn('2026-12-21', at);

    const examination = await examine({
      store: at.store,
      lake: at.open(),
      jobs: [{ job: kept }, { job: keptRejects }],
      keys: await keysOf(at.store, ''),
      leftovers: 0,
      instant,
    });

    expect(findingsIn(examination)).toContain(
      `unparsed ${file}: what it was parsed from is older than its job keeps it`,
    );
    expect(findingsOf(examination).filter(isWrong)).toEqual([]);
  });

  function takeOn(day: string, { store, open }: ALake) {
    const jobs = [
      { job: kept, wanted: [], connector: inbox.connect() },
      { job: keptRejects, wanted: [] },
    ];
    const today = aDay(day);
    return run(
      { store, lake: open(), jobs, today },
      { sleep: async () => {}, removesExpired: true },
    );
  }
});
