import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { randomStream } from '../../lib/model/keyed-random.ts';
import { type Ended, hourlake, type Started, startHourlake } from '../run-hourlake.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type ADatabase, aDatabase, runOn } from './a-database.ts';
import { PASSWORD, settingsAt, startAServer } from './a-server.ts';

const KILLS = Number(process.env.HOURLAKE_TEST_KILLS ?? 5);
const SEED = process.env.HOURLAKE_TEST_SEED ?? String(Date.now());

/** More rows than one transaction takes, in few hours. */
const LARGE_HOURS = [
  ...['backfill', '--from', '2026-11-01T10', '--to', '2026-11-01T20'],
  ...['--set', 'fake-accounts.accounts-per-hour=20000'],
];

const HOURS = 10;

/** Some part of a transaction. */
const LONGEST_DELAY_MS = 500;

/** The rows, each once, and as many as the ledger says: whatever was killed. */
const SOUND =
  'SELECT count(*), count(DISTINCT id) = count(*), count(*) = (SELECT coalesce(sum(rows), 0) FROM hourlake_deliveries) FROM fake_accounts';

async function largeHours() {
  const lake = join(await temporaryFolder(), 'lake');
  const { stdout } = await hourlake([...LARGE_HOURS, '--json'], { lake });
  const receipts: readonly { rows: number }[] = JSON.parse(stdout).receipts;
  return { lake, rows: receipts.reduce((sum, receipt) => sum + receipt.rows, 0) };
}

function startDelivery(lake: string, { url }: Pick<ADatabase, 'url'>): Promise<Started> {
  const env = { HOURLAKE_POSTGRES: `${url}?sslmode=disable` };
  return startHourlake(['deliver'], { lake, env });
}

async function delivered(lake: string, database: Pick<ADatabase, 'url'>): Promise<Ended> {
  return (await startDelivery(lake, database)).ended;
}

/** Waits until this many hours are delivered, or the delivery is over. */
async function deliveredHours(
  { ask }: ADatabase,
  ended: Promise<Ended>,
  hours: number,
): Promise<void> {
  const isOver = overOnce(ended);
  while (hours > 0 && !isOver()) {
    const [found] = await ask(
      "SELECT count(*) FROM pg_stat_user_tables WHERE relname = 'hourlake_deliveries'",
    );
    const ledger = found?.[0] === '1' ? await ask('SELECT count(*) FROM hourlake_deliveries') : [];
    if (Number(ledger[0]?.[0] ?? 0) >= hours) return;
    await sleep(5);
  }
}

function overOnce(ended: Promise<Ended>): () => boolean {
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  return () => isOver;
}

/** Waits until the database is copying rows, or the delivery is over. */
async function copying({ ask }: ADatabase, ended: Promise<Ended>): Promise<string | undefined> {
  const isOver = overOnce(ended);
  while (!isOver()) {
    const [session] = await ask(
      "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY%' AND state = 'active' AND pid <> pg_backend_pid()",
    );
    if (session?.[0]) return session[0];
    await sleep(5);
  }
  return undefined;
}

describe('a delivery', () => {
  it(
    'that is killed again and again leaves whole periods, and in the end exactly the wanted rows',
    async () => {
      console.info(`Repeat this with HOURLAKE_TEST_KILLS=${KILLS} HOURLAKE_TEST_SEED=${SEED}`);
      const [{ lake, rows }, database] = [await largeHours(), await aDatabase()];
      const random = randomStream(SEED, 'kill');
      const seen: string[] = [];
      let kills = 0;
      for (let attempt = 0; kills < KILLS; attempt += 1) {
        const { child, ended } = await startDelivery(lake, database);
        await deliveredHours(database, ended, random.below(attempt, HOURS));
        await copying(database, ended);
        await sleep(random.below(KILLS + attempt, LONGEST_DELAY_MS));
        child.kill('SIGKILL');
        if ((await ended).signal === 'SIGKILL') kills += 1;
        const [count, once, whole] = (await database.ask(SOUND))[0] ?? [];
        expect([once, whole]).toEqual(['t', 't']);
        seen.push(count ?? '');
        // It is over: begin again, to have work to kill.
        if (count === String(rows))
          await database.ask('TRUNCATE fake_accounts, hourlake_deliveries');
      }
      console.info(`Killed with ${seen.join(', ')} of ${rows} rows delivered`);

      const last = await delivered(lake, database);

      expect(last.code).toBe(0);
      expect(await database.ask(SOUND)).toEqual([[String(rows), 't', 't']]);
    },
    120_000 + KILLS * 20_000,
  );

  it('goes on by itself when its session crashes', async () => {
    const server = await startAServer();
    onTestFinished(() => server.close());
    const [{ lake, rows }, database] = [await largeHours(), await aDatabase(server)];
    const { ended } = await startDelivery(lake, database);
    const session = Number(await copying(database, ended));
    expect(session).toBeGreaterThan(0);

    process.kill(session, 'SIGKILL');
    const { code, stderr } = await ended;

    expect([code, stderr]).toEqual([0, expect.not.stringContaining('Unexpected')]);
    expect(await database.ask(SOUND)).toEqual([[String(rows), 't', 't']]);
  });

  it('ends with a clear error when the server is gone, and goes on when it is back', async () => {
    const server = await startAServer();
    onTestFinished(() => server.close());
    const [{ lake, rows }, database] = [await largeHours(), await aDatabase(server)];
    const { ended } = await startDelivery(lake, database);
    await copying(database, ended);

    process.kill(await server.processId(), 'SIGKILL');
    const { code, stderr } = await ended;
    const back = { url: database.url.replace(`:${server.port}/`, `:${await server.restart()}/`) };
    const next = await delivered(lake, back);

    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(
        /: (nothing answers there|the connection broke|the server is starting)/,
      ),
    ]);
    expect(stderr).not.toContain('Unexpected');
    expect(next.code).toBe(0);
    const port = Number(new URL(back.url).port);
    const [found] = await runOn(settingsAt(port, database.settings.database), [SOUND]);
    expect(found).toEqual([[String(rows), 't', 't']]);
  });

  it('ends with a clear error when the disk of the server is full', async () => {
    // 40 MB: more than a segment of the log, less than all the rows.
    const server = await startAServer({ fileBlocks: 80_000 });
    onTestFinished(() => server.close());
    const [{ lake }, database] = [await largeHours(), await aDatabase(server)];

    const { code, stderr } = await delivered(lake, database);

    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/Could not copy rows in .*: .*(full|cannot read or write|an error)/),
    ]);
    expect(stderr).not.toContain(PASSWORD);
    expect((await database.ask(SOUND))[0]?.slice(1)).toEqual(['t', 't']);
  });
});
