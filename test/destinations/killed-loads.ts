import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { randomStream } from '../../lib/model/keyed-random.ts';

/** A load is a transaction like that of a delivery, which is killed more often. */
const MOST_KILLS = 10;
const KILLS = Math.min(MOST_KILLS, Number(process.env.HOURLAKE_TEST_KILLS ?? 4));
const SEED = process.env.HOURLAKE_TEST_SEED ?? String(Date.now());

/** About as long as all loads take. */
const LONGEST_DELAY_MS = 2500;

type Ask = (sql: string) => Promise<readonly (readonly (string | null)[])[]>;

/**
 * Kills a process that loads rows at random moments, again and again, and then lets one come to its end.
 * After each kill the tables have the rows that the ledger says, and in the end all of them.
 *
 * @param place `duckdb:PATH`, or the URL of a server with its password
 */
export async function killLoads(place: string, ask: Ask): Promise<void> {
  console.info(`Repeat this with HOURLAKE_TEST_KILLS=${KILLS} HOURLAKE_TEST_SEED=${SEED}`);
  const random = randomStream(SEED, 'kill-loads');
  const seen: number[] = [];
  let kills = 0;
  for (let attempt = 0; kills < KILLS; attempt += 1) {
    const { child, line } = startLoads(place);
    expect(await line()).toBe('ready');
    await sleep(random.below(attempt, LONGEST_DELAY_MS));
    if (await killed(child)) kills += 1;
    const { rows, entered, origins } = await counted(ask);
    expect(rows).toEqual([entered / 2, entered / 2]);
    seen.push(entered);
    // It is over: begin again, to have work to kill.
    if (origins === 8)
      await ask('DROP TABLE pedidos; DROP TABLE clientes; DROP TABLE hourlake_deliveries');
  }
  console.info(`Killed with ${seen.join(', ')} rows loaded`);

  const { line } = startLoads(place);
  await line();
  const all = Number(await line());

  expect(all).toBeGreaterThan(0);
  expect(await counted(ask)).toEqual({ rows: [all, all], entered: 2 * all, origins: 8 });
}

function startLoads(place: string) {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/destinations/load-rows.ts', place],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, line: async () => (await lines.next()).value };
}

async function killed(child: ChildProcess): Promise<boolean> {
  const ended = child.exitCode === null ? once(child, 'exit') : Promise.resolve([]);
  child.kill('SIGKILL');
  await ended;
  return child.signalCode === 'SIGKILL';
}

async function counted(ask: Ask) {
  const [found] = await ask(
    "SELECT count(*) FROM information_schema.tables WHERE table_name = 'hourlake_deliveries'",
  );
  if (found?.[0] === '0') return { rows: [0, 0], entered: 0, origins: 0 };
  const [counts = []] = await ask(
    `SELECT (SELECT count(DISTINCT id_cliente) FROM clientes), (SELECT count(DISTINCT id_pedido) FROM pedidos),
       coalesce(sum(rows), 0), count(*) FROM hourlake_deliveries`,
  );
  const [ofClientes = 0, ofPedidos = 0, entered = 0, origins = 0] = counts.map(Number);
  return { rows: [ofClientes, ofPedidos], entered, origins };
}
