import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KEY_BYTES } from '../../../lib/model/source-key.ts';
import { protectorOf } from '../../../lib/protect/protect-values.ts';
import { keyText, parseKeyText } from '../../../lib/secrets/key-text.ts';
import { hourlake, TEST_KEY } from '../../run-hourlake.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const CPFS = ['123.456.787-39', '111.444.777-35', 'not a CPF', 'ção, "quoted"'];
const TOKENS = tokensOf(CPFS, TEST_KEY);
const OTHER_KEY = keyText(new Uint8Array(KEY_BYTES).fill(9));

function tokensOf(values: readonly string[], key: string, method: 'siv' | 'hmac' = 'siv') {
  const protect = protectorOf(parseKeyText(key, 'a test'), { method, domain: 'cpf' });
  return protect(values.map((value) => Buffer.from(value))).map(String);
}

/** Runs `hourlake reveal` with a text on standard input. */
async function revealOf(input: string, args: readonly string[] = []) {
  const cwd = await temporaryFolder();
  await writeFile(join(cwd, 'input'), input);
  return hourlake(['reveal', ...args], { cwd, shell: 'exec "$@" <input' });
}

describe('hourlake reveal', () => {
  it('prints the values of tokens, from arguments, standard input or a file', async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'tokens.txt'), TOKENS.join('\r\n'));

    const runs = await Promise.all([
      hourlake(['reveal', ...TOKENS]),
      revealOf(`${TOKENS.join('\n')}\n`),
      hourlake(['reveal', '--file', 'tokens.txt'], { cwd }),
    ]);

    for (const { code, stdout, stderr } of runs) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toBe(CPFS.map((cpf) => `${cpf}\n`).join(''));
    }
  });

  it('keeps an empty line empty', async () => {
    const { stdout } = await revealOf(`${TOKENS[0]}\n\n${TOKENS[1]}\n`);

    expect(stdout).toBe(`${CPFS[0]}\n\n${CPFS[1]}\n`);
  });

  it('reveals a column of CSV by name, and leaves the others as they are', async () => {
    const csv = `uf;cpf_protegido;n\n${TOKENS.map((token, n) => `SP;${token};"${n};"`).join('\n')}\nRJ;;9\n`;

    const { stdout, code } = await revealOf(csv, [
      '--column',
      'cpf_protegido',
      '--csv-separator',
      ';',
    ]);

    expect(code).toBe(0);
    expect(stdout).toBe(
      `uf;cpf;n\nSP;${CPFS[0]};"0;"\nSP;${CPFS[1]};"1;"\nSP;${CPFS[2]};"2;"\nSP;"ção, ""quoted""";"3;"\nRJ;;9\n`,
    );
  });

  it.each([
    ['a value in clear', '123.456.787-39', '14 characters that are not one'],
    ['a token that was cut', TOKENS[0]?.slice(0, -4) ?? '', 'a token that this key does not open'],
    ['a token of another key', tokensOf(['x'], OTHER_KEY)[0] ?? '', 'this key does not open'],
    ['a token of hmac', tokensOf(['x'], TEST_KEY, 'hmac')[0] ?? '', 'a token of the method hmac'],
    ['a later version', TOKENS[0]?.replace('k1', 'k2') ?? '', 'a token of version 2 of a key'],
  ])('refuses %s, and names its line and not the text', async (_, text, got) => {
    const lines = await revealOf(`${TOKENS[0]}\n${text}\n`);
    const csv = await revealOf(`a,b\n1,${TOKENS[0]}\n2,${text}\n`, ['--column', 'b']);

    for (const [run, line] of [
      [lines, 2],
      [csv, 3],
    ] as const) {
      expect(run.code).toBe(2);
      expect(run.stderr).toContain(`can be revealed on line ${line}, got `);
      expect(run.stderr).toContain(got);
      expect(run.stderr).not.toContain(text);
      expect(run.stdout).not.toContain(text);
    }
  });

  it('says what to do without a key, with a key of the wrong mode, and when options contradict', async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'open.key'), TEST_KEY);
    await chmod(join(cwd, 'open.key'), 0o644);
    const env = { HOURLAKE_BRONZE_KEY: '', XDG_CONFIG_HOME: cwd };
    const token = TOKENS[0] ?? '';

    const [none, open, both, lost, column] = await Promise.all([
      hourlake(['reveal', token], { cwd, env }),
      hourlake(['reveal', token, '--key', 'file:open.key'], { cwd }),
      hourlake(['reveal', token, '--file', 'tokens.txt'], { cwd }),
      hourlake(['reveal', '--file', 'tokens.txt'], { cwd }),
      revealOf('uf,cpf_protegidos\n', ['--column', 'cpf_protegido']),
    ]);

    expect(none.stderr).toContain('got none. Set the environment variable HOURLAKE_BRONZE_KEY');
    expect(open.stderr).toContain(
      'to have mode 600, so that only its owner reads it, got mode 644.',
    );
    expect(both.stderr).toContain('Expected tokens either as arguments or in a file, got both.');
    expect(lost.stderr).toContain('Expected to read the file tokens.txt, got ENOENT');
    expect(column.stderr).toContain('Did you mean "cpf_protegidos"?');
    expect([none, open, both, lost, column].map(({ code }) => code)).toEqual([1, 1, 2, 2, 2]);
  });
});

describe('hourlake key', () => {
  it('makes a key file that works, once', async () => {
    const cwd = await temporaryFolder();

    const made = await hourlake(['key', 'new', '--out', 'a.key'], { cwd });
    const text = await readFile(join(cwd, 'a.key'), 'utf8');
    const again = await hourlake(['key', 'new', '--out', 'a.key'], { cwd });
    const token = tokensOf(['123'], text)[0] ?? '';
    const revealed = await hourlake(['reveal', token, '--key', 'file:a.key'], { cwd });

    expect([made.code, again.code, revealed.code]).toEqual([0, 2, 0]);
    expect((await stat(join(cwd, 'a.key'))).mode & 0o777).toBe(0o600);
    expect(made.stdout).toContain('without it, the protected values can never be revealed');
    expect(made.stdout + again.stderr).not.toContain(text.trim().slice(0, 8));
    expect(revealed.stdout).toBe('123\n');
    expect(await readFile(join(cwd, 'a.key'), 'utf8')).toBe(text);
  });

  it.each([
    [['key', 'new'], '--out'],
    [['key', 'old', '--out', 'a.key'], 'Expected what to do with a key, got "old".'],
    [['ingest', '--key', TEST_KEY], 'Name the place of the key, never the key itself.'],
  ])('refuses %j', async (args, words) => {
    const { code, stderr } = await hourlake(args);

    expect(code).toBe(2);
    expect(stderr).toContain(words);
    expect(stderr).not.toContain(TEST_KEY.slice(0, 8));
  });
});
