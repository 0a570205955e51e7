import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DuckDb } from '../lib/duckdb/duckdb.ts';
import { aCheckout, followGuide } from './follow-guide.ts';
import { digestsOf, hourlake, NOW } from './run-hourlake.ts';

describe('docs/exporting.md', () => {
  it('leads from an empty checkout to files in the layout that it shows, and to its query', async () => {
    const guide = (await readFile('docs/exporting.md', 'utf8')).replace(/^npm install .*\n/m, '');
    const checkout = await aCheckout();
    const [, query = ''] = /```sql\n(.+)\n```/.exec(guide) ?? [];
    const [, layout = ''] = /```\n(out\/[\s\S]+?)\n```/.exec(guide) ?? [];

    const { outputs } = await followGuide(guide, checkout, {
      HOURLAKE_NOW: NOW,
      HOURLAKE_JOBS: 'fake-accounts',
    });

    const files: string[] = [];
    for (const folder of ['out', 'out-by-month', 'coop']) {
      const paths = Object.keys(await digestsOf(join(checkout, folder)));
      files.push(...paths.map((path) => `${folder}/${path}`));
    }
    expect(outputs).toHaveLength(6);
    for (const path of layout.split('\n')) expect(files).toContain(path);
    expect(files.some((path) => path.startsWith('coop/fake_accounts/uf='))).toBe(true);
    expect(await answerTo(query.replace('out/', `${join(checkout, 'out')}/`))).toBeGreaterThan(20);
  });

  it('names every option of the command, and every one is in its help', async () => {
    const guide = await readFile('docs/exporting.md', 'utf8');

    const { stdout } = await hourlake(['export', '--help']);

    const options = [...stdout.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option]) => option);
    const named = new Set(guide.match(/--[a-z][a-z-]+/g));
    const common = ['--lake', '--bucket-owner', '--json', '--duckdb-extensions', '--help'];
    expect(
      options.filter((option) => !named.has(option ?? '') && !common.includes(option ?? '')),
    ).toEqual([]);
    for (const variable of ['TABLE_NAME', 'S3_PATH', 'TIMESTAMP_COLUMN', 'DESTINATION']) {
      expect(stdout).toContain(variable);
      expect(guide).toContain(`\`${variable}\``);
    }
  });
});

async function answerTo(query: string): Promise<number> {
  const database = await DuckDb.open({});
  try {
    return (await database.ask(query)).length;
  } finally {
    database.close();
  }
}
