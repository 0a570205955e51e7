import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { askDuckDb } from '../../read-parquet.ts';
import { digestsOf, hourlake } from '../../run-hourlake.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const INGEST = ['ingest', '--look-back', '3'];
const BOTH = ['--job', 'fake-accounts', '--job', 'fake-accounts-truth'];
const DIRT = ['--set', 'fake-accounts.dirt=0.05'];
const DIRTY = [...INGEST, ...BOTH, ...DIRT];

describe('hourlake with planted faults', () => {
  it('lands the truth next to the accounts, and the same bytes again after a loss', async () => {
    const lake = join(await temporaryFolder(), 'lake');

    const first = await hourlake(DIRTY, { lake });
    const digests = await digestsOf(lake);
    await rm(join(lake, 'fake-accounts-truth', 'dt=2026-11-20', 'hour=12'), { recursive: true });
    const second = await hourlake(INGEST, {
      lake,
      env: { HOURLAKE_JOBS: 'fake-accounts fake-accounts-truth' },
    });

    expect([first.code, second.code]).toEqual([0, 0]);
    expect(first.stdout).toMatch(
      /^fake-accounts in .+: 3 hours landed .+\nfake-accounts-truth in /,
    );
    expect(second.stdout).toMatch(/: 0 hours landed .+\nfake-accounts-truth in .+: 1 hour landed/);
    expect(Object.keys(digests)).toHaveLength(6 + 2);
    expect(await digestsOf(lake)).toEqual(digests);
  });

  it('leaves a lake without the truth unless it is asked for, and status silent about it', async () => {
    const lake = join(await temporaryFolder(), 'lake');

    const ingest = await hourlake([...INGEST, ...DIRT], { lake });
    const runs = await Promise.all([
      hourlake(['status'], { lake }),
      hourlake(['verify'], { lake }),
      hourlake(['status', '--job', 'fake-accounts-truth'], { lake }),
    ]);

    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(Object.keys(await digestsOf(lake)).filter((key) => key.includes('truth'))).toEqual([]);
    for (const { stdout } of [ingest, ...runs.slice(0, 2)]) expect(stdout).not.toContain('truth');
    expect(runs[2]?.stdout).toContain('fake-accounts-truth in ');
  });

  it('is verified and shown without a setting, once it is in the lake', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    await hourlake(DIRTY, { lake });

    const [verified, status] = await Promise.all([
      hourlake(['verify'], { lake, jobs: '' }),
      hourlake(['status'], { lake, jobs: '' }),
    ]);

    expect([verified.code, status.code]).toEqual([0, 0]);
    expect(verified.stdout.match(/: 3 hours identical, 0 not\./g)).toHaveLength(2);
    expect(status.stdout).toMatch(/^fake-accounts-truth in .+: 3 hours landed/m);
    expect(status.stdout).not.toContain('Foreign');
  });

  it('answers the saved queries, which find faults', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    await hourlake(DIRTY, { lake });

    const run = await hourlake(['query', 'data-quality', '--format', 'json'], { lake });

    const failed = JSON.parse(run.stdout).filter(({ ok }: { ok: string }) => ok === 'FAIL');
    expect(run.code).toBe(0);
    expect(failed.map(({ rule }: { rule: string }) => rule)).toContain('wrong cpf check digits');
  });

  it('lands an empty truth of accounts without faults, and none of other accounts', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    await hourlake(INGEST, { lake });
    const before = await digestsOf(lake);

    const other = await hourlake(DIRTY, { lake });
    const between = await digestsOf(lake);
    const same = await hourlake([...INGEST, ...BOTH], { lake });

    expect(other.code).toBe(2);
    expect(other.stderr).toMatch(
      /^Expected fake-accounts\.dirt to be 0, which .+ was filled with, got 0\.05\./,
    );
    expect(other.stdout).toContain('not begun, because its input fake-accounts failed');
    expect(between).toEqual(before);
    expect(same.stdout).toMatch(/fake-accounts-truth in .+: 3 hours landed \(0 rows, /);
  });

  it('has the truth wait for hours of accounts that have not landed', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    await hourlake(INGEST, { lake });
    const shard = ['backfill', '--from', '2026-11-20T10', '--to', '2026-11-20T14'];

    const run = await hourlake([...shard, ...BOTH, '--shard', '1/4'], { lake });

    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/fake-accounts-truth in .+: 1 hour landed/);
  });
});

describe('docs/dirt.md', () => {
  it('scores the rule that it shows as it says', async () => {
    const folder = await temporaryFolder();
    const document = await readFile('docs/dirt.md', 'utf8');
    const [, command = ''] = /```bash\nnpx hourlake (.*)\n```/.exec(document) ?? [];
    const [, sql = ''] = /```sql\n([\s\S]*?)```/.exec(document) ?? [];

    const run = await hourlake(command.split(' '), { cwd: folder });
    const [row = []] = await askDuckDb(sql.replaceAll("'dirty-lake/", `'${folder}/dirty-lake/`));

    const [planted, found, precision, recall] = row.map(Number);
    expect(run.code).toBe(0);
    expect(planted).toBeGreaterThan(10);
    expect(found).toBeLessThanOrEqual(planted ?? 0);
    expect(precision).toBe(1);
    expect(recall).toBeGreaterThan(0.7);
  });
});
