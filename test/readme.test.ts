import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandNames } from '../bin/load-commands.ts';
import * as library from '../lib/index.ts';
import { askDuckDb } from './read-parquet.ts';
import { hourlake } from './run-hourlake.ts';
import { temporaryFolder } from './temporary-folder.ts';

const READMES = ['README.md', 'README.pt-BR.md'];

describe.each(READMES)('%s', (file) => {
  const text = readFileSync(file, 'utf8');

  it('prints with the library what it says', () => {
    const [, code = ''] = /```ts\n([\s\S]*?)```/.exec(text) ?? [];
    const printed: string[] = [];
    const console = { log: (...values: unknown[]) => printed.push(values.join(' ')) };
    const body = code.replace(/import \{(.*)\} from 'hourlake';/, 'const {$1} = library;');

    new Function('library', 'console', body)(library, console);

    expect(printed).toEqual([/console\.log.*; \/\/ (.*)$/m.exec(code)?.[1]]);
  });

  it('names commands that there are', () => {
    const named = new Set(
      [...text.matchAll(/hourlake ([a-z]+(?:-[a-z]+)*)/g)].map(([, command = '']) => command),
    );

    expect(named.size).toBeGreaterThan(5);
    expect([...named].filter((command) => !commandNames.includes(command))).toEqual([]);
  });
});

describe('README.md', () => {
  it('shows the accounts that its command makes', async () => {
    const shown = readFileSync('README.md', 'utf8');

    const { stdout } = await hourlake(['generate', '--accounts', '4'], {});

    const [, block] = /generate --accounts 4`\):\n\n```\n([^`]*)```/.exec(shown) ?? [];
    expect(block).toBe(stdout);
  });

  it('shows SQL by which any other tool reads the lake', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    await hourlake(['ingest', '--look-back', '3'], { lake });
    const [, sql = ''] = /```sql\n([\s\S]*?)```/.exec(readFileSync('README.md', 'utf8')) ?? [];

    const rows = await askDuckDb(sql.replace("'lake/", `'${lake}/`));

    expect(rows.length).toBeGreaterThan(20);
  });
});
