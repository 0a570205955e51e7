import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { sheetJob } from '../../lib/capture/sheet/sheet-job.ts';
import { replay } from '../../lib/doctor/replay.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { inThisThread } from '../../lib/land/land-period.ts';
import { inputsFrom } from '../../lib/land/read-inputs.ts';
import type { Job } from '../../lib/model/job.ts';
import type { AnInbox } from '../capture/inbox/an-inbox.ts';
import { type ALake, aLake } from '../land/a-lake.ts';
import {
  capturedIn,
  MIXED,
  ORDERS,
  type OrdersInbox,
  ordersInbox,
  pedidos,
} from '../land/orders-inbox.ts';
import { digestsOf } from '../run-hourlake.ts';

let orders: OrdersInbox;
let lake: ALake;
let inbox: AnInbox;

beforeEach(async () => {
  orders = await ordersInbox();
  ({ lake, inbox } = orders);
});

describe('a replay of captured files', () => {
  it('brings rows in that fit a changed contract, and takes their rejects away', async () => {
    await inbox.put('b.csv', MIXED);
    await orders.take();
    const [wider, widerRejects] = sheetJob({ ...ORDERS, contract: { columns: {} } });
    const now = await aLake({ jobs: [wider, widerRejects], folder: lake.folder });

    const replays = [await again(now, wider), await again(now, widerRejects)];

    expect(replays.map(({ receipts }) => receipts)).toMatchObject([
      [{ status: 'replaced', rows: 2 }],
      [{ status: 'replaced', rows: 0 }],
    ]);
  });

  it('leaves rows whose raw file is gone', async () => {
    await inbox.put('b.csv', MIXED);
    await orders.take();
    await rm(join(lake.folder, 'backup'), { recursive: true });
    const before = await digestsOf(lake.folder);

    const { receipts, left } = await again(lake, pedidos);

    expect(receipts).toEqual([]);
    expect(left).toMatchObject([{ reason: expect.stringContaining('cannot be parsed again') }]);
    expect(await digestsOf(lake.folder)).toEqual(before);
  });

  it('refuses a raw file that was changed', async () => {
    await inbox.put('b.csv', MIXED);
    const [file] = capturedIn(await orders.take());
    await lake.store.replace(
      `backup/pedidos/file=${file}/b.csv`,
      { body: new Uint8Array([1]), size: 1, sha256: ONE },
      await sha256At(`backup/pedidos/file=${file}/b.csv`),
    );

    const { left } = await again(lake, pedidos);

    expect(left).toMatchObject([{ reason: expect.stringContaining('raw file was changed') }]);
  });
});

/** SHA-256 of the byte 1. */
const ONE = '4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a';

async function sha256At(key: string): Promise<string> {
  return sha256(await lake.store.read(key));
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
