import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type SheetJobOptions, sheetJob } from '../../lib/capture/sheet/sheet-job.ts';
import { replay } from '../../lib/doctor/replay.ts';
import { CaptureError, StoreError } from '../../lib/errors.ts';
import { parseCaptureRecord } from '../../lib/lake/capture-record.ts';
import { forget } from '../../lib/land/forget.ts';
import { inThisThread } from '../../lib/land/land-period.ts';
import { inputsFrom } from '../../lib/land/read-inputs.ts';
import { failureOf, type JobReport } from '../../lib/land/report.ts';
import { run } from '../../lib/land/run.ts';
import type { Job } from '../../lib/model/job.ts';
import { type CapturedFile, type Day, parsePeriod } from '../../lib/model/period.ts';
import type { Store } from '../../lib/stores/store.ts';
import { withLineage } from '../../lib/tables/lineage.ts';
import { type AnInbox, anInbox } from '../capture/inbox/an-inbox.ts';
import { keysOf } from '../contracts/store-contract.ts';
import { digestsOf } from '../run-hourlake.ts';
import { type ALake, aLake } from './a-lake.ts';

const OPTIONS: SheetJobOptions = {
  name: 'pedidos',
  table: {
    name: 'pedidos',
    description: 'Orders',
    columns: withLineage([
      { name: 'codigo', type: 'string', description: '', example: 'A1', statistics: false },
      { name: 'quantidade', type: 'integer', description: '', example: '1', statistics: false },
    ]),
  },
  contract: { columns: { quantidade: { max: 9 } }, ceiling: 50 },
};
const [pedidos, rejects] = sheetJob(OPTIONS);
// A day as the text of a period has it.
const TODAY = '2026-11-20' as Day;
const GOOD = 'codigo;quantidade\nA1;3\nA2;9\n';
const MIXED = 'codigo;quantidade\nB1;3\nB2;10\n';

let lake: ALake;
let inbox: AnInbox;

beforeEach(async () => {
  lake = await aLake({ jobs: [pedidos, rejects] });
  inbox = await anInbox();
});

describe('a run that captures', () => {
  it('lands what was dropped, keeps it as it came, and takes it out of the inbox', async () => {
    await inbox.put('a.csv', GOOD);
    await inbox.put('b.csv', MIXED);

    const report = await take();

    const [a, b] = periods(report);
    expect(failureOf(report)).toBeUndefined();
    expect(await inbox.files()).toEqual([]);
    expect((await keysOf(lake.store, '')).sort()).toEqual(
      [
        '_lake/pedidos.json',
        '_lake/pedidos-rejects.json',
        ...[a, b].map((file) => `_lake/captures/pedidos/${file}.json`),
        `backup/pedidos/file=${a}/a.csv`,
        `backup/pedidos/file=${b}/b.csv`,
        ...[a, b].map((file) => `pedidos/file=${file}/pedidos-${file}.parquet`),
        ...[a, b].map((file) => `rejects/pedidos/file=${file}/pedidos-rejects-${file}.parquet`),
      ].sort(),
    );
    expect(await readFile(join(lake.folder, `backup/pedidos/file=${b}/b.csv`), 'utf8')).toBe(MIXED);
    expect(rowsLanded(report, pedidos)).toBe(3);
    expect(rowsLanded(report, rejects)).toBe(1);
    expect(captureOf(report).outcomes.map(({ status }) => status)).toEqual([
      'captured',
      'captured',
    ]);
  });

  it('recognizes the same bytes under another name, in the same run and later', async () => {
    await inbox.put('a.csv', GOOD);
    await inbox.put('copy of a.csv', GOOD);
    const first = await take();
    await inbox.put('again.csv', GOOD);
    const before = await digestsOf(lake.folder);

    const second = await take();

    expect(captureOf(first).outcomes.map(({ status }) => status)).toEqual(['captured', 'known']);
    expect(captureOf(second).outcomes).toEqual([
      { item: 'again.csv', status: 'known', period: expect.any(String), as: 'a.csv' },
    ]);
    expect(await inbox.files()).toEqual([]);
    expect(await digestsOf(lake.folder)).toEqual(before);
  });

  it('refuses a file with a note and takes the others', async () => {
    await inbox.put('a.csv', 'nome\nX\n');
    await inbox.put('b.csv', GOOD);

    const report = await take();

    const failure = failureOf(report);
    expect(failure).toBeInstanceOf(CaptureError);
    expect(failure?.message).toContain('a.csv');
    expect(await inbox.files()).toEqual(['a.csv']);
    expect(await inbox.note('a.csv')).toContain('codigo, quantidade');
    expect(rowsLanded(report, pedidos)).toBe(2);
    expect(await keysOf(lake.store, 'backup')).toHaveLength(1);
  });

  it('does not fail again for what was refused before', async () => {
    await inbox.put('a.csv', 'nome\nX\n');
    await take();

    const again = await take();
    await inbox.put('a.csv', GOOD);
    const mended = await take();

    expect(failureOf(again)).toBeUndefined();
    expect(captureOf(again).outcomes.map(({ status }) => status)).toEqual(['refused before']);
    expect(captureOf(mended).outcomes.map(({ status }) => status)).toEqual(['captured']);
    expect(await readdir(inbox.root)).toEqual([]);
  });

  it('lands nothing of a capture above its ceiling', async () => {
    await inbox.put('a.csv', 'codigo;quantidade\nB1;10\nB2;11\nB3;1\n');

    const report = await take();

    expect(failureOf(report)?.message).toContain('max of quantidade in 2 rows');
    expect(await keysOf(lake.store, '')).toEqual([]);
    expect(await inbox.files()).toEqual(['a.csv']);
  });

  it('leaves a file that was replaced meanwhile, and takes the new one next', async () => {
    await inbox.put('a.csv', GOOD);

    const replacing: Store = {
      ...bound(lake.store),
      async putIfAbsent(key, object) {
        if (key.startsWith('rejects/')) await inbox.put('a.csv', MIXED);
        return lake.store.putIfAbsent(key, object);
      },
    };

    const report = await take(await aLakeOver(replacing));
    const left = await inbox.files();
    const next = await take();

    expect(captureOf(report).settled.get('a.csv')).toBe('changed');
    expect(left).toEqual(['a.csv']);
    expect(captureOf(next).outcomes.map(({ status }) => status)).toEqual(['captured']);
    expect(await keysOf(lake.store, 'pedidos')).toHaveLength(2);
  });

  it('leaves a file whose rejects did not land', async () => {
    await inbox.put('a.csv', MIXED);
    const broken: Store = {
      ...bound(lake.store),
      async putIfAbsent(key, object) {
        if (!key.startsWith('rejects/')) return lake.store.putIfAbsent(key, object);
        throw new StoreError(LOST, { key });
      },
    };

    const report = await take(await aLakeOver(broken));
    const left = await inbox.files();
    const next = await take();

    expect(failureOf(report)?.message).toContain('pedidos-rejects');
    expect(captureOf(report).settled.size).toBe(0);
    expect(left).toEqual(['a.csv']);
    expect(captureOf(next).outcomes.map(({ status }) => status)).toEqual(['known']);
    expect(await inbox.files()).toEqual([]);
    expect(await keysOf(lake.store, 'rejects')).toHaveLength(1);
  });

  it('lands files that were captured by a run that was killed then', async () => {
    await inbox.put('a.csv', GOOD);
    const report = await take();
    const [file] = periods(report);
    for (const folder of ['pedidos', 'rejects'])
      await rm(join(lake.folder, folder), { recursive: true });

    const again = await take();

    expect(rowsLanded(again, pedidos)).toBe(2);
    expect(await keysOf(lake.store, 'pedidos')).toEqual([
      `pedidos/file=${file}/pedidos-${file}.parquet`,
    ]);
  });

  it('lands rejects only after the rows that fit', async () => {
    await inbox.put('a.csv', MIXED);
    const sick = await aLakeOver({
      ...bound(lake.store),
      async putIfAbsent(key, object) {
        if (!key.startsWith('pedidos/')) return lake.store.putIfAbsent(key, object);
        throw new StoreError(
          { failed: 'Could not write', got: 'EIO', advice: 'Try again.' },
          { key },
        );
      },
    });

    const report = await take(sick);

    expect(reportOf(report, rejects).waiting).toHaveLength(1);
    expect(await keysOf(lake.store, 'rejects')).toEqual([]);
  });

  it('lands each file once when several run at the same time', async () => {
    for (const name of ['a.csv', 'b.csv', 'c.csv']) await inbox.put(name, GOOD.replace('A1', name));
    await inbox.put('d.csv', GOOD.replace('A1', 'a.csv'));

    await Promise.all([take(), take(), take()]);
    const quiet = await take();

    expect(failureOf(quiet)).toBeUndefined();
    expect(await readdir(inbox.root)).toEqual([]);
    expect(await keysOf(lake.store, 'backup')).toHaveLength(3);
    expect(await keysOf(lake.store, 'pedidos')).toHaveLength(3);
    expect(await keysOf(lake.store, 'rejects')).toHaveLength(3);
  });

  it('lets a record survive a loss of power before its file is kept, and the file before rows land', async () => {
    await inbox.put('a.csv', GOOD);
    const calls: string[] = [];
    const folder = (key: string) => key.split('/')[0];
    const watched: Store = {
      ...bound(lake.store),
      async putIfAbsent(key, object) {
        calls.push(`put ${folder(key)}`);
        return lake.store.putIfAbsent(key, object);
      },
      async persist(key) {
        calls.push(`persist ${folder(key)}`);
        await lake.store.persist?.(key);
      },
    };

    await take(await aLakeOver(watched));

    expect(calls).toEqual([
      ...['put _lake', 'persist _lake', 'put backup', 'persist backup'],
      // Once more before rows are made: another run may have captured the file, and died.
      ...['put _lake', 'persist _lake', 'persist backup', 'put pedidos'],
      ...['put _lake', 'persist _lake', 'persist backup', 'put rejects'],
    ]);
  });

  it('keeps a file under the name of its record, although another name was kept without one', async () => {
    await inbox.put('a.csv', GOOD);
    const [file] = periods(await take());
    await rm(join(lake.folder, '_lake/captures'), { recursive: true });
    await inbox.put('b.csv', GOOD);
    const dying: Store = {
      ...bound(lake.store),
      async putIfAbsent(key, object) {
        if (key.startsWith('backup/')) throw new StoreError(LOST, { key });
        return lake.store.putIfAbsent(key, object);
      },
    };
    await take(await aLakeOver(dying));

    const report = await take();

    expect(failureOf(report)).toBeUndefined();
    expect(await inbox.files()).toEqual([]);
    expect(await keysOf(lake.store, 'backup')).toEqual([
      `backup/pedidos/file=${file}/a.csv`,
      `backup/pedidos/file=${file}/b.csv`,
    ]);
  });

  it('writes down the name, the digest and the day of a capture', async () => {
    await inbox.put('a.csv', GOOD);

    const [file] = periods(await take());

    const key = `_lake/captures/pedidos/${file}.json`;
    const record = parseCaptureRecord(await lake.store.read(key), { place: key, key });
    expect(record).toMatchObject({ job: 'pedidos', name: 'a.csv', bytes: 28, captured: TODAY });
    expect(record.sha256.startsWith(file ?? '-')).toBe(true);
  });
});

describe('raw files that are kept for some days', () => {
  const [kept, keptRejects] = sheetJob({ ...OPTIONS, keepRawDays: 30 });

  it('are removed with their rejects after these, and their rows stay', async () => {
    const at = await aLake({ jobs: [kept, keptRejects] });
    await inbox.put('a.csv', MIXED);
    const [file] = periods(await takeOn('2026-11-20', at));
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

  function takeOn(day: string, { store, open }: ALake) {
    const jobs = [
      { job: kept, wanted: [], connector: inbox.connect() },
      { job: keptRejects, wanted: [] },
    ];
    const today = parsePeriod(day) as Day;
    return run(
      { store, lake: open(), jobs, today },
      { sleep: async () => {}, removesExpired: true },
    );
  }
});

describe('a replay of captured files', () => {
  it('brings rows in that fit a changed contract, and takes their rejects away', async () => {
    await inbox.put('b.csv', MIXED);
    await take();
    const [wider, widerRejects] = sheetJob({ ...OPTIONS, contract: { columns: {} } });
    const now = await aLake({ jobs: [wider, widerRejects], folder: lake.folder });

    const replays = [await again(now, wider), await again(now, widerRejects)];

    expect(replays.map(({ receipts }) => receipts)).toMatchObject([
      [{ status: 'replaced', rows: 2 }],
      [{ status: 'replaced', rows: 0 }],
    ]);
  });

  it('leaves rows whose raw file is gone', async () => {
    await inbox.put('b.csv', MIXED);
    await take();
    await rm(join(lake.folder, 'backup'), { recursive: true });
    const before = await digestsOf(lake.folder);

    const { receipts, left } = await again(lake, pedidos);

    expect(receipts).toEqual([]);
    expect(left).toMatchObject([{ reason: expect.stringContaining('cannot be parsed again') }]);
    expect(await digestsOf(lake.folder)).toEqual(before);
  });

  it('refuses a raw file that was changed', async () => {
    await inbox.put('b.csv', MIXED);
    const [file] = periods(await take());
    await lake.store.replace(
      `backup/pedidos/file=${file}/b.csv`,
      { body: new Uint8Array([1]), size: 1, sha256: ONE },
      await sha256At(`backup/pedidos/file=${file}/b.csv`),
    );

    const { left } = await again(lake, pedidos);

    expect(left).toMatchObject([{ reason: expect.stringContaining('raw file was changed') }]);
  });
});

describe('forgetting a captured file', () => {
  it('takes it out of every layer, and refuses it from then on', async () => {
    await inbox.put('a.csv', GOOD);
    await inbox.put('b.csv', MIXED);
    const [a, b] = periods(await take());
    if (a === undefined || b === undefined) throw new TypeError('Expected two files');

    const { removed } = await forgetFile(a);
    await inbox.put('new name.csv', GOOD);
    const report = await take();

    const keys = await keysOf(lake.store, '');
    expect(removed).toHaveLength(4);
    expect(keys.filter((key) => key.includes(a))).toEqual([`_lake/forgotten/pedidos/${a}.json`]);
    expect(keys.filter((key) => key.includes(b))).toHaveLength(4);
    expect(failureOf(report)?.message).toContain('for good');
    const text = await readFile(join(lake.folder, `_lake/forgotten/pedidos/${a}.json`), 'utf8');
    expect(JSON.parse(text)).toEqual({ format: 1, job: 'pedidos', file: a, forgotten: TODAY });
  });

  it('is finished by the same call when it was interrupted, and changes nothing the third time', async () => {
    await inbox.put('a.csv', GOOD);
    const [a] = periods(await take());
    if (a === undefined) throw new TypeError('Expected a file');
    let calls = 0;
    const store: Store = {
      ...bound(lake.store),
      async erase(key) {
        calls += 1;
        if (calls > 1) throw new StoreError({ failed: 'x', got: 'y', advice: 'z' }, { key });
        return (await lake.store.erase?.(key)) ?? false;
      },
    };

    await expect(forgetFile(a, store)).rejects.toThrow(StoreError);
    // Nothing lands what is half forgotten.
    const between = await take();
    const second = await forgetFile(a);
    const third = await forgetFile(a);

    expect(rowsLanded(between, pedidos)).toBe(0);
    expect(second.removed).toHaveLength(3);
    expect(third.removed).toEqual([]);
  });

  it('refuses a file that the lake has nothing of', async () => {
    await expect(forgetFile('000000000000' as CapturedFile)).rejects.toThrow(/nothing/);
    expect(await keysOf(lake.store, '')).toEqual([]);
  });
});

const LOST = { failed: 'Could not write', got: 'EIO', advice: 'Try again.' };

/** SHA-256 of the byte 1. */
const ONE = '4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a';

async function sha256At(key: string): Promise<string> {
  const { sha256 } = await import('../../lib/lake/sha256.ts');
  return sha256(await lake.store.read(key));
}

/** A store has methods of its prototype, which a spread leaves out. */
function bound(store: Store): Store {
  return {
    name: store.name,
    list: (prefix) => store.list(prefix),
    size: (key) => store.size(key),
    read: (key, range) => store.read(key, range),
    putIfAbsent: (key, object) => store.putIfAbsent(key, object),
    replace: (key, object, expected) => store.replace(key, object, expected),
    leftovers: () => store.leftovers(),
    sweep: () => store.sweep(),
  };
}

/** The same lake through another store. */
function aLakeOver(store: Store): Promise<ALake> {
  return aLake({ jobs: [pedidos, rejects], folder: lake.folder, storeOf: () => store });
}

function take(at: ALake = lake) {
  const connector = inbox.connect();
  const { store } = at;
  const jobs = [
    { job: pedidos, wanted: [], connector },
    { job: rejects, wanted: [] },
  ];
  return run({ store, lake: at.open(), jobs, today: TODAY }, { sleep: async () => {} });
}

function again(at: ALake, job: Job) {
  const { store } = at;
  return replay(
    { store, lake: at.open(), job },
    {
      concurrency: 1,
      openMaker: (made) => inThisThread(made.source, inputsFrom(store, made)),
      signal: undefined,
      onReceipt() {},
    },
  );
}

function forgetFile(file: CapturedFile, store: Store = lake.store) {
  return forget({ store, job: pedidos, jobs: [pedidos, rejects], file, today: TODAY });
}

function reportOf({ jobs }: { readonly jobs: readonly JobReport[] }, job: Job): JobReport {
  const found = jobs.find((report) => report.job.name === job.name);
  if (found === undefined) throw new TypeError(`Expected a report of ${job.name}`);
  return found;
}

function captureOf(report: { readonly jobs: readonly JobReport[] }) {
  const { capture } = reportOf(report, pedidos);
  if (capture === undefined) throw new TypeError('Expected captures');
  return capture;
}

function periods(report: { readonly jobs: readonly JobReport[] }) {
  return captureOf(report).outcomes.flatMap((outcome) =>
    outcome.status === 'captured' ? [outcome.period as CapturedFile] : [],
  );
}

function rowsLanded(report: { readonly jobs: readonly JobReport[] }, job: Job): number {
  return reportOf(report, job).receipts.reduce(
    (sum, receipt) => sum + (receipt.status === 'landed' ? receipt.rows : 0),
    0,
  );
}
