import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { CaptureError, StoreError } from '../../lib/errors.ts';
import { parseCaptureRecord } from '../../lib/lake/capture-record.ts';
import { failureOf } from '../../lib/land/report.ts';
import type { AnInbox } from '../capture/inbox/an-inbox.ts';
import { keysOf } from '../contracts/store-contract.ts';
import { digestsOf } from '../run-hourlake.ts';
import { storeWith } from '../stores/store-with.ts';
import type { ALake } from './a-lake.ts';
import {
  capturedIn,
  captureOf,
  GOOD,
  MIXED,
  type OrdersInbox,
  ordersInbox,
  pedidos,
  rejects,
  reportOf,
  rowsLanded,
  TODAY,
} from './orders-inbox.ts';

let orders: OrdersInbox;
let lake: ALake;
let inbox: AnInbox;

beforeEach(async () => {
  orders = await ordersInbox();
  ({ lake, inbox } = orders);
});

describe('a run that captures', () => {
  it('lands what was dropped, keeps it as it came, and takes it out of the inbox', async () => {
    await inbox.put('a.csv', GOOD);
    await inbox.put('b.csv', MIXED);

    const report = await orders.take();

    const [a, b] = capturedIn(report);
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
    const first = await orders.take();
    await inbox.put('again.csv', GOOD);
    const before = await digestsOf(lake.folder);

    const second = await orders.take();

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

    const report = await orders.take();

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
    await orders.take();

    const again = await orders.take();
    await inbox.put('a.csv', GOOD);
    const mended = await orders.take();

    expect(failureOf(again)).toBeUndefined();
    expect(captureOf(again).outcomes.map(({ status }) => status)).toEqual(['refused before']);
    expect(captureOf(mended).outcomes.map(({ status }) => status)).toEqual(['captured']);
    expect(await readdir(inbox.root)).toEqual([]);
  });

  it('lands nothing of a capture above its ceiling', async () => {
    await inbox.put('a.csv', 'codigo;quantidade\nB1;10\nB2;11\nB3;1\n');

    const report = await orders.take();

    expect(failureOf(report)?.message).toContain('max of quantidade in 2 rows');
    expect(await keysOf(lake.store, '')).toEqual([]);
    expect(await inbox.files()).toEqual(['a.csv']);
  });

  it('leaves a file that was replaced meanwhile, and takes the new one next', async () => {
    await inbox.put('a.csv', GOOD);

    const replacing = storeWith(lake.store, {
      async putIfAbsent(key, object) {
        if (key.startsWith('rejects/')) await inbox.put('a.csv', MIXED);
        return lake.store.putIfAbsent(key, object);
      },
    });

    const report = await orders.take(await orders.over(replacing));
    const left = await inbox.files();
    const next = await orders.take();

    expect(captureOf(report).settled?.get('a.csv')).toBe('changed');
    expect(left).toEqual(['a.csv']);
    expect(captureOf(next).outcomes.map(({ status }) => status)).toEqual(['captured']);
    expect(await keysOf(lake.store, 'pedidos')).toHaveLength(2);
  });

  it('leaves a file whose rejects did not land', async () => {
    await inbox.put('a.csv', MIXED);
    const broken = storeWith(lake.store, {
      async putIfAbsent(key, object) {
        if (!key.startsWith('rejects/')) return lake.store.putIfAbsent(key, object);
        throw new StoreError(LOST, { key });
      },
    });

    const report = await orders.take(await orders.over(broken));
    const left = await inbox.files();
    const next = await orders.take();

    expect(failureOf(report)?.message).toContain('pedidos-rejects');
    expect(captureOf(report).settled?.size).toBe(0);
    expect(left).toEqual(['a.csv']);
    expect(captureOf(next).outcomes.map(({ status }) => status)).toEqual(['known']);
    expect(await inbox.files()).toEqual([]);
    expect(await keysOf(lake.store, 'rejects')).toHaveLength(1);
  });

  it('lands files that were captured by a run that was killed then', async () => {
    await inbox.put('a.csv', GOOD);
    const report = await orders.take();
    const [file] = capturedIn(report);
    for (const folder of ['pedidos', 'rejects'])
      await rm(join(lake.folder, folder), { recursive: true });

    const again = await orders.take();

    expect(rowsLanded(again, pedidos)).toBe(2);
    expect(await keysOf(lake.store, 'pedidos')).toEqual([
      `pedidos/file=${file}/pedidos-${file}.parquet`,
    ]);
  });

  it('lands rejects only after the rows that fit', async () => {
    await inbox.put('a.csv', MIXED);
    const sick = await orders.over(
      storeWith(lake.store, {
        async putIfAbsent(key, object) {
          if (!key.startsWith('pedidos/')) return lake.store.putIfAbsent(key, object);
          throw new StoreError(
            { failed: 'Could not write', got: 'EIO', advice: 'Try again.' },
            { key },
          );
        },
      }),
    );

    const report = await orders.take(sick);

    expect(reportOf(report, rejects).waiting).toHaveLength(1);
    expect(await keysOf(lake.store, 'rejects')).toEqual([]);
  });

  it('lands each file once when several run at the same time', async () => {
    for (const name of ['a.csv', 'b.csv', 'c.csv']) await inbox.put(name, GOOD.replace('A1', name));
    await inbox.put('d.csv', GOOD.replace('A1', 'a.csv'));

    await Promise.all([orders.take(), orders.take(), orders.take()]);
    const quiet = await orders.take();

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
    const watched = storeWith(lake.store, {
      async putIfAbsent(key, object) {
        calls.push(`put ${folder(key)}`);
        return lake.store.putIfAbsent(key, object);
      },
      async persist(key) {
        calls.push(`persist ${folder(key)}`);
        await lake.store.persist?.(key);
      },
    });

    await orders.take(await orders.over(watched));

    expect(calls).toEqual([
      ...['put _lake', 'persist _lake', 'put backup', 'persist backup'],
      // Once more before rows are made: another run may have captured the file, and died.
      ...['put _lake', 'persist _lake', 'persist backup', 'put pedidos'],
      ...['put _lake', 'persist _lake', 'persist backup', 'put rejects'],
    ]);
  });

  it('keeps a file under the name of its record, although another name was kept without one', async () => {
    await inbox.put('a.csv', GOOD);
    const [file] = capturedIn(await orders.take());
    await rm(join(lake.folder, '_lake/captures'), { recursive: true });
    await inbox.put('b.csv', GOOD);
    const dying = storeWith(lake.store, {
      async putIfAbsent(key, object) {
        if (key.startsWith('backup/')) throw new StoreError(LOST, { key });
        return lake.store.putIfAbsent(key, object);
      },
    });
    await orders.take(await orders.over(dying));

    const report = await orders.take();

    expect(failureOf(report)).toBeUndefined();
    expect(await inbox.files()).toEqual([]);
    expect(await keysOf(lake.store, 'backup')).toEqual([
      `backup/pedidos/file=${file}/a.csv`,
      `backup/pedidos/file=${file}/b.csv`,
    ]);
  });

  it('writes down the name, the digest and the day of a capture', async () => {
    await inbox.put('a.csv', GOOD);

    const [file] = capturedIn(await orders.take());

    const key = `_lake/captures/pedidos/${file}.json`;
    const record = parseCaptureRecord(await lake.store.read(key), { place: key, key });
    expect(record).toMatchObject({ job: 'pedidos', name: 'a.csv', bytes: 28, captured: TODAY });
    expect(record.sha256.startsWith(file ?? '-')).toBe(true);
  });
});

const LOST = { failed: 'Could not write', got: 'EIO', advice: 'Try again.' };
