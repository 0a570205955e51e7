import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { StoreError } from '../../lib/errors.ts';
import { forget } from '../../lib/land/forget.ts';
import { failureOf } from '../../lib/land/report.ts';
import type { CapturedFile } from '../../lib/model/period.ts';
import type { Store } from '../../lib/stores/store.ts';
import type { AnInbox } from '../capture/inbox/an-inbox.ts';
import { keysOf } from '../contracts/store-contract.ts';
import { storeWith } from '../stores/store-with.ts';
import type { ALake } from './a-lake.ts';
import {
  capturedIn,
  GOOD,
  MIXED,
  type OrdersInbox,
  ordersInbox,
  pedidos,
  rejects,
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

describe('forgetting a captured file', () => {
  it('takes it out of every layer, and refuses it from then on', async () => {
    await inbox.put('a.csv', GOOD);
    await inbox.put('b.csv', MIXED);
    const [a, b] = capturedIn(await orders.take());
    if (a === undefined || b === undefined) throw new TypeError('Expected two files');

    const { removed } = await forgetFile(a);
    await inbox.put('new name.csv', GOOD);
    const report = await orders.take();

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
    const [a] = capturedIn(await orders.take());
    if (a === undefined) throw new TypeError('Expected a file');
    let calls = 0;
    const store = storeWith(lake.store, {
      async erase(key) {
        calls += 1;
        if (calls > 1) throw new StoreError({ failed: 'x', got: 'y', advice: 'z' }, { key });
        return (await lake.store.erase?.(key)) ?? false;
      },
    });

    await expect(forgetFile(a, store)).rejects.toThrow(StoreError);
    // Nothing lands what is half forgotten.
    const between = await orders.take();
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

function forgetFile(file: CapturedFile, store: Store = lake.store) {
  return forget({ store, job: pedidos, jobs: [pedidos, rejects], file, today: TODAY });
}
