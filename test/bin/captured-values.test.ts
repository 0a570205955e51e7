import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { capturedFile } from '../../lib/lake/capture-record.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { digestsOf, hourlake } from '../run-hourlake.ts';
import { HEADER, salesInbox, salesWorkbook, sheetOf } from './dropped-sales.ts';

/** Stands in cells of every file, and in no name. */
const MARKER = 'MARCADOR';

const FIT = Array.from({ length: 20 }, (_, index) => index + 1);
const GOOD = salesWorkbook(...FIT, `${MARKER} 1`);
const FILE = capturedFile(sha256(GOOD));

/** Files with the marker, each with another fault. */
const FILES: Readonly<Record<string, string | Uint8Array>> = {
  'acima do teto.xlsx': salesWorkbook(1, MARKER, MARKER),
  'aspas.csv': `${HEADER.join(';')}\n1;"${MARKER};1;X;2019-05-11;1\n`,
  'boa.xlsx': GOOD,
  'campos.csv': `${HEADER.join(';')}\n${`1;BOTICÁRIO;1;CABELOS;2019-05-11;1\n`.repeat(20)}1;${MARKER}\n`,
  'duas colunas.xlsx': sheetOf([
    [...HEADER, 'ID_MARCA'],
    [1, MARKER, 1, MARKER, MARKER, 1, MARKER],
  ]),
  'impressa.pdf': `%PDF-1.7\n${MARKER}`,
  'sem cabeçalho.xlsx': sheetOf([
    [1, MARKER, 1, MARKER, MARKER, 1],
    [2, MARKER, 1, MARKER, MARKER, 1],
  ]),
  'sem nome.xlsx': sheetOf([
    [...HEADER, null],
    [1, MARKER, 1, MARKER, MARKER, 1, MARKER],
  ]),
  'texto.csv': `${MARKER}\0${MARKER}`,
};

/** Every command that says something of captured files; `rejects --show` and queries print what they are asked for. */
const COMMANDS = [
  ['inbox', '--summary', 'summary.md', '--debug'],
  ['inbox', '--json', '--summary', 'summary.md'],
  ['ingest', '--json'],
  ['rejects'],
  ['rejects', '--json', '--debug'],
  ['status'],
  ['status', '--json'],
  ['report', '--out', '-'],
  ['verify', '--debug'],
  ['doctor', '--debug'],
  ['doctor', '--json'],
  ['replay', '--job', 'vendas', '--replace', '--json', '--debug'],
];

describe('commands on captured files', () => {
  it('say no value of a row', async () => {
    const { lake, drop, names, folder } = await salesInbox();
    const cwd = join(lake, '..');
    for (const [name, content] of Object.entries(FILES)) await drop(name, content);
    const said: string[] = [];
    async function run(args: readonly string[]): Promise<void> {
      const { stdout, stderr } = await hourlake(args, { lake, cwd, jobs: 'vendas vendas-rejects' });
      said.push(stdout, stderr);
    }

    for (const command of COMMANDS) await run(command);
    const dropped = await names();
    await rm(join(lake, `rejects/vendas/file=${FILE}`), { recursive: true });
    await run(['doctor', '--repair', '--json']);
    await run(['forget', '--job', 'vendas', '--file', FILE, '--json', '--debug']);
    for (const name of dropped.filter((each) => each.endsWith('.erro.txt'))) {
      said.push(await readFile(join(folder, name), 'utf8'));
    }
    const records = Object.keys(await digestsOf(lake)).filter((key) => key.endsWith('.json'));
    for (const key of records) said.push(await readFile(join(lake, key), 'utf8'));
    said.push(await readFile(join(cwd, 'summary.md'), 'utf8'));

    const everything = said.join('\n');
    const refused = Object.keys(FILES).filter((name) => !/^(boa|campos)/.test(name));
    expect(dropped).toEqual(refused.flatMap((name) => [name, `${name}.erro.txt`]).sort());
    expect(records.length).toBeGreaterThan(3);
    expect(everything.length).toBeGreaterThan(10_000);
    expect(everything).not.toContain(MARKER);
  });

  it('would be found out: the marker is in the rejects', async () => {
    const { lake, drop } = await salesInbox();
    await drop('boa.xlsx', GOOD);
    await hourlake(['inbox', '--job', 'vendas'], { lake });

    const { stdout } = await hourlake(['rejects', '--show'], { lake });

    expect(stdout).toContain(MARKER);
  });
});
