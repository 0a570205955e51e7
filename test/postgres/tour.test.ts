import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hourlake } from '../run-hourlake.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** Fewer accounts than the tour has, because it lands a month of them. */
const SET = 'fake-accounts.accounts-per-hour=20 associado.share=0.5';

it('lands a month of movements, delivers it to an embedded server, and writes the flat file', async () => {
  const cwd = await temporaryFolder();
  // PostgreSQL does not run as root: where the test does, another user has to reach the folder.
  await chmod(cwd, 0o755);
  const env = { HOURLAKE_SET: SET };

  const first = await hourlake(['tour', '--job', 'movimento'], { cwd, jobs: '', env });

  expect(first).toMatchObject({ code: 0 });
  const file = join(cwd, 'movimento_flat/movimento_flat.csv');
  const [header = '', ...lines] = (await readFile(file, 'utf8')).trimEnd().split('\n');
  expect(header.split(';')).toHaveLength(11);
  expect(lines.length).toBeGreaterThan(1000);
  expect(first.stdout).toContain('movimento to postgres+embedded:./pg: 720 hours delivered');
  expect(first.stdout).toMatch(/┌ movimento ─+ [\d,]+ rows ┐/);
  expect(first.stdout).toContain('→ associado');

  const second = await hourlake(['tour', '--job', 'movimento'], { cwd, jobs: '', env });

  expect(second).toMatchObject({ code: 0 });
  expect(second.stdout).toContain('0 hours delivered (0 rows), 720 already there');
  expect(second.stdout).toContain('movimento_flat.csv was there before and stays as it is');
  expect(await readFile(file, 'utf8')).toContain(`${header}\n${lines[0]}\n`);
}, 400_000);
