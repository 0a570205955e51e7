import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { terminalOf } from '../../../bin/terminal/terminal.ts';
import { hourlake } from '../../run-hourlake.ts';

const WIDE = { isTTY: true, columns: 120 };

describe('terminalOf', () => {
  it('draws and colours on a terminal', () => {
    const terminal = terminalOf(WIDE, { TERM: 'xterm-256color' });

    expect(terminal).toEqual({ draws: true, colours: true, width: 120 });
  });

  it('does neither on a dumb terminal, which has a width all the same', () => {
    const terminal = terminalOf(WIDE, { TERM: 'dumb' });

    expect(terminal).toEqual({ draws: false, colours: false, width: 120 });
  });

  it('draws without colours where NO_COLOR is set, unless it is empty', () => {
    expect(terminalOf(WIDE, { NO_COLOR: '1' })).toMatchObject({ draws: true, colours: false });
    expect(terminalOf(WIDE, { NO_COLOR: '' })).toMatchObject({ draws: true, colours: true });
  });

  it('takes 80 columns where a terminal does not tell its width', () => {
    expect(terminalOf({ isTTY: true, columns: 0 }, {}).width).toBe(80);
    expect(terminalOf({ isTTY: true }, {}).width).toBe(80);
  });

  it('has no bounds and no colours on a pipe or a file', () => {
    const terminal = terminalOf({}, { TERM: 'xterm-256color' });

    expect(terminal).toEqual({ draws: false, colours: false, width: Number.POSITIVE_INFINITY });
  });
});

/** `script` of util-linux gives a command a terminal. */
const hasScript = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0;

describe.runIf(hasScript)('a real terminal', () => {
  it('gets plain lines where TERM is dumb', async () => {
    const run = await onTerminal('ingest --look-back 2; query top-cities', { TERM: 'dumb' });

    expect(run).toContain('hours: 2026-11-20T13 landed');
    expect(run).toContain('│ place │');
    expect(run).not.toContain(ESCAPE);
  });

  it('gets a bar, and a table in colours, elsewhere', async () => {
    const run = await onTerminal('ingest --look-back 2; query top-cities', { TERM: 'xterm' });

    expect(run).toContain(`${ESCAPE}[?25l`);
    expect(run).toContain('█ 2/2 hours');
    expect(run).toContain(`${ESCAPE}[36mplace`);
  });

  it('gets no colours where NO_COLOR is set', async () => {
    const run = await onTerminal('query', { TERM: 'xterm', NO_COLOR: '1' }, 140);

    expect(run).toContain('│ name ');
    expect(run).not.toContain(ESCAPE);
  });

  it('of 40 columns gets every column of generate, and no cut value', async () => {
    const wide = await onTerminal('generate --accounts 4', { TERM: 'dumb' }, 140);
    const narrow = await onTerminal('generate --accounts 4', { TERM: 'dumb' }, 40);

    const valuesOf = (printed: string, pattern: RegExp) => printed.match(pattern) ?? [];
    for (const column of ['nome', 'cpf', 'telefone', 'cidade', 'uf', 'emprego']) {
      expect(wide).toContain(` ${column} `);
      expect(valuesOf(narrow, new RegExp(`^${column} +\\S`, 'gm'))).toHaveLength(4);
    }
    for (const pattern of [/\d{3}\.\d{3}\.\d{3}-\d{2}/g, /\+55 \d\d \d{4,5}-\d{4}/g]) {
      expect(valuesOf(wide, pattern)).toHaveLength(4);
      expect(valuesOf(narrow, pattern)).toEqual(valuesOf(wide, pattern));
    }
    expect(narrow).not.toContain('…');
  });
});

const ESCAPE = '\u001b';

/** What commands, separated by semicolons, print on a terminal of so many columns. */
async function onTerminal(
  commands: string,
  env: Readonly<Record<string, string>>,
  columns = 100,
): Promise<string> {
  const typed = commands.split('; ').map((command) => `"$NODE" "$ENTRY" ${command}`);
  const inside = [`stty cols ${columns}`, ...typed].join(' && ');
  const run = await hourlake([], {
    shell: `NODE="$1" ENTRY="$2" exec script -qec '${inside}' /dev/null`,
    env: { NO_COLOR: '', ...env },
  });
  expect(run.code).toBe(0);
  return run.stdout.replaceAll('\r\n', '\n');
}
