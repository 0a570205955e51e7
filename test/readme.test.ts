import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandGroups, commandNames } from '../bin/load-commands.ts';
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

  it('has the commands of the help, in its groups', () => {
    const [, section = ''] =
      /^## (?:The command line|A linha de comando)\n([\s\S]*?)^## /m.exec(text) ?? [];
    const tables = section.split(/^\|---\|---\|$/m).slice(1);

    const shown = tables.map((table) =>
      [...table.matchAll(/^\| `hourlake ([a-z-]+)/gm)].map(([, command]) => command),
    );

    expect(shown).toEqual(commandGroups.map(({ names }) => names));
  });
});

describe('README.md', () => {
  it('shows the accounts that its command makes', async () => {
    const shown = readFileSync('README.md', 'utf8');

    const { stdout } = await hourlake(['generate', '--accounts', '4'], {});

    const [, block] = /generate --accounts 4`\):\n\n```\n([^`]*)```/.exec(shown) ?? [];
    expect(block).toBe(stdout);
  });
});

describe('docs/command-line.md', () => {
  it('shows SQL by which any other tool reads the lake', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    await hourlake(['ingest', '--look-back', '3'], { lake });
    const [, sql = ''] =
      /```sql\n([\s\S]*?)```/.exec(readFileSync('docs/command-line.md', 'utf8')) ?? [];

    const rows = await askDuckDb(sql.replace("'lake/", `'${lake}/`));

    expect(rows.length).toBeGreaterThan(20);
  });
});
