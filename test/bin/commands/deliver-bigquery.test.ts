import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../../lib/model/keyed-random.ts';
import { BigQueryServer } from '../../gcp/bigquery-server.ts';
import { type Ended, hourlake, startHourlake } from '../../run-hourlake.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

/** Few: test/destinations/bigquery/kills.test.ts kills at every call. */
const KILLS = Math.min(Number(process.env.HOURLAKE_TEST_KILLS ?? 5), 10);
const SEED = process.env.HOURLAKE_TEST_SEED ?? String(Date.now());

const TO = ['deliver', '--to', 'bigquery://p/d'];

/** A lake with some hours, and an empty dataset. */
async function someHours(hours: number, ...options: readonly string[]) {
  const folder = await temporaryFolder();
  const lake = join(folder, 'lake');
  const { stdout } = await hourlake(
    ['ingest', '--look-back', String(hours), '--json', ...options],
    {
      lake,
    },
  );
  const receipts: readonly { rows: number }[] = JSON.parse(stdout).receipts;
  const server = await BigQueryServer.start();
  const temporary = await temporaryFolder();
  return {
    lake,
    server,
    temporary,
    rows: receipts.reduce((sum, receipt) => sum + receipt.rows, 0),
    env: { BIGQUERY_EMULATOR_HOST: server.endpoint, TMPDIR: temporary },
  };
}

function differentIds(server: BigQueryServer): number {
  return new Set(server.rowsOf('fake_accounts').map(({ id }) => id)).size;
}

describe('hourlake deliver to BigQuery', () => {
  it('delivers once, prints receipts, and leaves no temporary file', async () => {
    const { lake, server, env, rows, temporary } = await someHours(6);

    const first = await hourlake([...TO, '--json'], { lake, env });
    const second = await hourlake([...TO, '--check'], { lake, env });
    const doctor = await hourlake(['doctor', '--now', '2026-11-20T14:05:00Z'], { lake });

    expect([first.code, second.code]).toEqual([0, 0]);
    expect(JSON.parse(first.stdout)).toMatchObject({
      job: 'fake-accounts',
      delivered: 6,
      failed: 0,
    });
    expect(second.stdout).toContain('0 hours delivered (0 rows), 6 already there.');
    expect(server.rowsOf('fake_accounts')).toHaveLength(rows);
    expect(differentIds(server)).toBe(rows);
    expect(server.jobs).toHaveLength(1);
    expect(await readdir(temporary)).toEqual([]);
    // The journal belongs to the lake.
    expect(doctor.stdout).not.toContain('foreign');
  });

  it('says in one line what is wrong, without the words of BigQuery', async () => {
    const { lake, server, env } = await someHours(1);
    const missing = await hourlake(['deliver', '--to', 'bigquery://p/other'], { lake, env });
    const malformed = await hourlake(['deliver', '--to', 'bigquery://p'], { lake, env });
    const password = await hourlake([...TO, '--password-from', 'env:A'], { lake, env });
    server.fault = () => ({ status: 403, reason: 'accessDenied' });
    const denied = await hourlake(TO, { lake, env });

    expect([missing, malformed, password, denied].map(({ code }) => code)).toEqual([1, 2, 2, 1]);
    expect(missing.stderr).toContain('Expected the dataset bigquery://p/other to exist');
    expect(malformed.stderr).toContain('Expected a dataset of BigQuery');
    expect(password.stderr).toContain('Expected no --password-from with a dataset of BigQuery');
    expect(denied.stderr).toContain('permission bigquery.tables.get is missing (accessDenied)');
    expect(denied.stderr).not.toContain('secret');
  });

  it(
    'that is killed again and again leaves each row once',
    async () => {
      console.info(`Repeat this with HOURLAKE_TEST_KILLS=${KILLS} HOURLAKE_TEST_SEED=${SEED}`);
      const { lake, server, env, rows } = await someHours(8);
      const random = randomStream(SEED, 'kill');
      const seen: number[] = [];
      let kills = 0;
      for (let attempt = 0; kills < KILLS; attempt += 1) {
        const { child, ended } = await startHourlake(TO, { lake, env });
        await untilRequests(server, 1 + random.below(2 * attempt, 12), ended);
        await sleep(random.below(2 * attempt + 1, 20));
        child.kill('SIGKILL');
        if ((await ended).signal === 'SIGKILL') kills += 1;
        const { length } = server.rowsOf('fake_accounts');
        expect(differentIds(server)).toBe(length);
        seen.push(length);
        if ((await ended).signal === 'SIGKILL') continue;
        // It is over: begin again, to have work to kill.
        server.dropTable('fake_accounts');
        await rm(join(lake, '_lake', 'deliveries'), { recursive: true });
      }
      console.info(`Killed with ${seen.join(', ')} of ${rows} rows delivered`);

      const last = await hourlake(TO, { lake, env });

      expect(last.code).toBe(0);
      expect(server.rowsOf('fake_accounts')).toHaveLength(rows);
      expect(differentIds(server)).toBe(rows);
    },
    120_000 + KILLS * 20_000,
  );
});

/** Waits until a process has sent some requests, or is over. */
async function untilRequests(
  server: BigQueryServer,
  count: number,
  ended: Promise<Ended>,
): Promise<void> {
  const until = server.requests.length + count;
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  while (!isOver && server.requests.length < until) await sleep(5);
}
