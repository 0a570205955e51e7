import { readdirSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Placing, placeFiles } from '../../../bin/report/place-files.ts';
import { InputError } from '../../../lib/errors.ts';
import type { InputFile } from '../../../lib/model/input-generator.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

describe('files that are put into a folder', () => {
  it('have their names when they are whole, and not before', async () => {
    const folder = await temporaryFolder();
    const seen: string[][] = [];
    const files = [fileOf('a.xlsx', 'one'), fileOf('b.xlsx', 'two')].map((file) => ({
      ...file,
      *bytes() {
        yield* file.bytes();
        seen.push(readdirSync(folder).filter((name) => !name.startsWith('.')));
      },
    }));

    await placeFiles(files, into(folder));

    // Each file is read once to know its digest, and once to write it.
    expect(seen).toEqual([[], [], [], ['a.xlsx']]);
    expect(await contentsOf(folder)).toEqual({ 'a.xlsx': 'one', 'b.xlsx': 'two' });
  });

  it('are left as they are when they are there with the same bytes', async () => {
    const folder = await temporaryFolder();
    const files = [fileOf('a.xlsx', 'one')];

    const [first] = await placeFiles(files, into(folder));
    const [second] = await placeFiles(files, into(folder));

    expect(first).toMatchObject({ outcome: 'written', bytes: 3 });
    expect(second).toEqual({ ...first, outcome: 'already there' });
  });

  it('are all refused when a name is taken by another content, unless it is to be replaced', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'b.xlsx'), 'mine');
    const files = [fileOf('a.xlsx', 'one'), fileOf('b.xlsx', 'two')];

    const refused = placeFiles(files, into(folder));

    await expect(refused).rejects.toThrow(InputError);
    await expect(refused).rejects.toThrow(
      /^Expected no other file at out\/b\.xlsx, got .*--replace/,
    );
    expect(await contentsOf(folder)).toEqual({ 'b.xlsx': 'mine' });
    const placed = await placeFiles(files, { ...into(folder), replace: true });
    expect(placed.map(({ outcome }) => outcome)).toEqual(['written', 'replaced']);
    expect(await contentsOf(folder)).toEqual({ 'a.xlsx': 'one', 'b.xlsx': 'two' });
  });

  it('do not replace what took the name in the meantime', async () => {
    const folder = await temporaryFolder();
    let asked = 0;
    const file: InputFile = {
      ...fileOf('a.xlsx', 'one'),
      *bytes() {
        asked += 1;
        if (asked === 2) writeFileSync(join(folder, 'a.xlsx'), 'mine');
        yield Buffer.from('one');
      },
    };

    await expect(placeFiles([file], into(folder))).rejects.toThrow(InputError);

    expect(await contentsOf(folder)).toEqual({ 'a.xlsx': 'mine' });
  });

  it('leave nothing when they are aborted', async () => {
    const folder = await temporaryFolder();
    const abort = new AbortController();
    abort.abort();

    const placing = placeFiles([fileOf('a.xlsx', 'one')], {
      ...into(folder),
      signal: abort.signal,
    });

    await expect(placing).rejects.toBe(abort.signal.reason);
    expect(await readdir(folder)).toEqual([]);
  });

  it('are refused when a folder has the name', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'a.xlsx'));

    const refused = placeFiles([fileOf('a.xlsx', 'one')], { ...into(folder), replace: true });

    await expect(refused).rejects.toThrow(InputError);
    expect(await readdir(folder)).toEqual(['a.xlsx']);
  });
});

function fileOf(name: string, content: string): InputFile {
  return { name, rows: 1, bytes: () => [...content].map((character) => Buffer.from(character)) };
}

function into(path: string): Placing {
  return { folder: { path, name: 'out' }, replace: false, signal: new AbortController().signal };
}

/** All files of a folder, hidden ones included. */
async function contentsOf(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']));
}
