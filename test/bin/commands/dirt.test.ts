import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { askDuckDb } from '../../read-parquet.ts';
import { digestsOf, hourlake } from '../../run-hourlake.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const INGEST = ['ingest', '--look-back', '3'];
const DIRTY = [...INGEST, '--dirt', '0.05'];

describe('hourlake with --dirt', () => {
  it('lands the truth beside the accounts, and the same bytes again after a loss', async () => {
    const lake = join(await temporaryFolder(), 'lake');

    const first = await hourlake(DIRTY, { lake });
    const digests = await digestsOf(lake);
    await rm(join(lake, 'fake-accounts-truth', 'dt=2026-11-20', 'hour=12'), { recursive: true });
    const second = await hourlake(INGEST, { lake, env: { HOURLAKE_DIRT: '0.05' } });

    expect([first.code, second.code]).toEqual([0, 0]);
    expect(first.stdout).toMatch(
      /^fake-accounts in .+: 3 hours landed .+\nfake-accounts-truth in /,
    );
    expect(second.stdout).toMatch(/: 0 hours landed .+\nfake-accounts-truth in .+: 1 hour landed/);
    expect(Object.keys(digests)).toHaveLength(6);
    expect(await digestsOf(lake)).toEqual(digests);
  });

  it('leaves a clean lake without a truth, and status and verify silent about it', async () => {
    const lake = join(await temporaryFolder(), 'lake');

    const ingest = await hourlake(INGEST, { lake });
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

  it('is verified with the same dirt, and differs by name without', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    await hourlake(DIRTY, { lake });

    const [same, without, status] = await Promise.all([
      hourlake(['verify', '--dirt', '0.05'], { lake }),
      hourlake(['verify'], { lake }),
      hourlake(['status'], { lake }),
    ]);

    expect([same.code, without.code, status.code]).toEqual([0, 1, 0]);
    expect(same.stdout.match(/: 3 hours identical, 0 not\./g)).toHaveLength(2);
    expect(without.stdout.match(/hourlake\.dirt is "0\.05", not "0"/g)).toHaveLength(6);
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

  it('never tells the truth of accounts that have none, or another', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    await hourlake(INGEST, { lake });
    const before = await digestsOf(lake);

    const [late, alone] = await Promise.all([
      hourlake(DIRTY, { lake }),
      hourlake([...INGEST, '--job', 'fake-accounts-truth'], { lake }),
    ]);

    expect(late.code).not.toBe(0);
    expect(late.stderr).toMatch(/^Expected the dirt that .+ was filled with, "0", got "0\.05"\./);
    expect(alone.code).not.toBe(0);
    expect(alone.stderr).toMatch(
      /^Expected --dirt above 0 with --job fake-accounts-truth, got no dirt\./,
    );
    expect(await digestsOf(lake)).toEqual(before);
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
