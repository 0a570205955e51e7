import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError, KeyError } from '../../lib/errors.ts';
import { envKey } from '../../lib/secrets/env-key.ts';
import { fileKey } from '../../lib/secrets/file-key.ts';
import { keyText, parseKeyText } from '../../lib/secrets/key-text.ts';
import { writeNewKey } from '../../lib/secrets/new-key.ts';
import { openKey } from '../../lib/secrets/open-key.ts';
import { folderStore } from '../../lib/stores/folder-store.ts';
import { type APlace, keyProviderContract } from '../contracts/key-provider-contract.ts';
import { temporaryFolder } from '../temporary-folder.ts';

keyProviderContract('An environment variable', async () => {
  const environment: Record<string, string> = {};
  return {
    open: () => envKey('SOME_KEY', environment),
    async put(text) {
      environment.SOME_KEY = text;
    },
  };
});

keyProviderContract('A file', () => aFile({ makes: false }));
keyProviderContract('A file that is made', () => aFile({ makes: true }));

async function aFile({ makes }: { readonly makes: boolean }): Promise<APlace> {
  const path = join(await temporaryFolder(), 'of', 'keys', 'a.key');
  return {
    open: () => fileKey(path, { name: 'a.key', makes }),
    async put(text) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text, { mode: 0o600 });
    },
  };
}

describe('a key file', () => {
  it.each([0o644, 0o640, 0o604, 0o660])('is refused with mode %o', async (mode) => {
    const path = join(await temporaryFolder(), 'a.key');
    await writeNewKey(path, 'a.key');
    await chmod(path, mode);

    const error = await fileKey(path)
      .find()
      .catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(KeyError);
    expect((error as KeyError).message).toContain(`got mode ${mode.toString(8)}.`);
    expect((error as KeyError).advice).toContain('chmod 600');
  });

  it('is new, whole and only for its owner, and nothing else is left beside it', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'keys', 'a.key');

    const outcome = await writeNewKey(path, 'a.key');

    expect(outcome).toBe('created');
    expect(await readdir(dirname(path))).toEqual(['a.key']);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(path))).mode & 0o777).toBe(0o700);
    const text = await readFile(path, 'utf8');
    expect(text).toHaveLength(89);
    expect(parseKeyText(text, 'a.key')).toHaveLength(64);
  });

  it('never overwrites another one', async () => {
    const path = join(await temporaryFolder(), 'a.key');
    await writeFile(path, 'something else');

    expect(await writeNewKey(path, 'a.key')).toBe('taken');
    expect(await readFile(path, 'utf8')).toBe('something else');
  });

  it('says what is wrong when a folder or a large file has its name', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'large'), 'x'.repeat(5000), { mode: 0o600 });
    await chmod(folder, 0o700);

    await expect(fileKey(folder, { name: 'a' }).find()).rejects.toThrow(/^Could not read file:a: /);
    await expect(fileKey(join(folder, 'large'), { name: 'b' }).find()).rejects.toThrow(
      'Expected file:b to be a file of 4096 bytes at most, got 5000 bytes.',
    );
  });

  it('cannot be made below a file', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), '');

    const making = fileKey(join(folder, 'file', 'a.key'), { name: 'a', makes: true }).make?.();

    await expect(making).rejects.toThrow(/^Could not write the key file a: /);
  });

  it('differs from every other one', async () => {
    const folder = await temporaryFolder();
    const names = ['a', 'b', 'c'];
    for (const name of names) await writeNewKey(join(folder, name), name);

    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));

    expect(new Set(texts).size).toBe(3);
  });
});

describe('a reference to a key', () => {
  const folder = { environment: {}, resolvePath: (path: string) => `/home/${path}` };
  const places = { ...folder, lake: { store: folderStore('/a-lake'), url: 's3://a-lake' } };

  it.each([
    'env:SOME_KEY',
    'file:a.key',
    'file:C:\\keys\\a.key',
    'aws:a-secret',
    'aws:a-secret#a-field',
    'kms:alias/a-key',
    'kms:arn:aws:kms:sa-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  ])('names a place: %s', (text) => {
    expect(openKey(text, places).name).toBe(text);
  });

  it('names a KMS key only for a lake in a bucket', () => {
    expect(() => openKey('kms:alias/a-key', folder)).toThrow(
      'Expected a lake in a bucket, such as s3://my-lake, for a key that KMS wraps, got a lake in a folder.',
    );
  });

  it.each([
    keyText(new Uint8Array(64).fill(9)),
    'env:',
    'env:two words',
    'file:',
    'toString:x',
    'aws:two words',
    'aws:',
    'kms:a key',
    'a.key',
    '',
  ])('is refused without repeating it: %s', (text) => {
    const open = () => openKey(text, places);

    expect(open).toThrow(InputError);
    expect(open).toThrow(`got ${text.length} characters that name none of these.`);
  });
});
