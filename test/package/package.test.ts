import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const execute = promisify(execFile);
const checkout = resolve('.');
let project: string;
let shipped: string[];
/** The version that package.json names. */
let duckDb: string;
let withoutDuckDb: { readonly code?: number; readonly stderr: string };
let withoutClient: { readonly code?: number; readonly stderr: string };

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'hourlake-package-'));
  const packed = await npm(checkout, 'pack', '--json', '--pack-destination', project);
  // The build that npm runs before may print in front of the JSON.
  const [{ filename, files }] = JSON.parse(packed.slice(packed.indexOf('[\n')));
  shipped = files.map(({ path }: { path: string }) => path);
  await writeFile(join(project, 'package.json'), '{ "name": "empty", "private": true }');
  await npm(project, 'install', '--no-audit', '--no-fund', '--prefer-offline', `./${filename}`);
  await hourlake('ingest', '--look-back', '1');
  withoutDuckDb = await hourlake('query', 'top-cities').catch((error) => error);
  withoutClient = await hourlake('reveal', 'k1s.x', '--key', 'aws:a-key').catch((error) => error);
  const { peerDependencies } = JSON.parse(await readFile('package.json', 'utf8'));
  duckDb = `@duckdb/node-api@${peerDependencies['@duckdb/node-api']}`;
  await npm(project, 'install', '--no-audit', '--no-fund', '--prefer-offline', duckDb);
});

afterAll(() => rm(project, { recursive: true, force: true }));

describe('the package, installed into an empty project', () => {
  it('lands without DuckDB, and says for a query what to install', () => {
    expect(withoutDuckDb.code).toBe(1);
    expect(withoutDuckDb.stderr).toContain(`"npm install ${duckDb}"`);
    expect(withoutDuckDb.stderr).toMatch(
      /^DuckDB cannot be loaded: .+\. Install it: "npm install @duckdb\/node-api@[\w.-]+"\.\n$/,
    );
  });

  it('says for a key in AWS what to install', () => {
    expect(withoutClient.code).toBe(1);
    expect(withoutClient.stderr).toMatch(
      /^The client of Secrets Manager cannot be loaded: .+\. Install it: "npm install @aws-sdk\/client-secrets-manager"\.\n$/,
    );
  });

  it('ships compiled JavaScript, its types, the queries and the documents, and nothing else', () => {
    const others = shipped.filter((file) => !/^dist\/.*\.(js|d\.ts|sql)$/.test(file));

    expect(others.sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'README.pt-BR.md',
      'SECURITY.md',
      'bin/hourlake.js',
      'package.json',
    ]);
  });

  it('leaves out the stack, whose packages only a checkout has', () => {
    expect(shipped.filter((file) => /stack|app\.js/.test(file))).toEqual([]);
    expect(shipped).toContain('dist/lib/generate/accounts/generate-accounts.js');
  });

  it('runs the command from compiled JavaScript', async () => {
    await hourlake('ingest', '--look-back', '3');

    const { stdout } = await hourlake('query', 'data-quality', '--format', 'csv');

    const lines = stdout.trim().split('\n');
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.slice(1).every((line) => line.endsWith(',0,ok'))).toBe(true);
    expect(await readdir(join(project, 'lake'))).toContain('fake-accounts');
  });

  it('gives the same accounts as the checkout', async () => {
    const parameters = ['generate', '--accounts', '20', '--seed', 'demo', '--format', 'json'];

    const installed = await hourlake(...parameters);
    const here = await execute(process.execPath, [
      join(checkout, 'bin/hourlake.js'),
      ...parameters,
    ]);

    expect(installed.stdout).toBe(here.stdout);
  });

  it('gives typed accounts to a TypeScript program', async () => {
    const program = `
      import { type Account, generateAccounts } from 'hourlake';
      declare const console: { log(...values: unknown[]): void };
      const [account]: Account[] = generateAccounts(10, { seed: 'demo' });
      const when: Date | undefined = account?.criado_em;
      // @ts-expect-error the column is text
      const wrong: number | undefined = account?.cpf;
      console.log(when?.getTime(), account?.cpf, typeof wrong);
    `;
    await writeFile(join(project, 'program.mts'), program);
    const tsc = join(checkout, 'node_modules/typescript/bin/tsc');

    const options = '--strict --module nodenext --target es2023 --lib es2023 --ignoreConfig'.split(
      ' ',
    );
    await execute(process.execPath, [tsc, ...options, 'program.mts'], { cwd: project });
    const { stdout } = await execute(process.execPath, ['program.mjs'], { cwd: project });

    expect(stdout).toMatch(/^\d{13} \d{3}\.\d{3}\.\d{3}-\d{2} string\n$/);
  });
});

async function npm(cwd: string, ...parameters: string[]): Promise<string> {
  const { stdout } = await execute('npm', parameters, { cwd, maxBuffer: 2 ** 26 });
  return stdout;
}

function hourlake(...parameters: string[]) {
  return execute('npx', ['--no-install', 'hourlake', ...parameters], { cwd: project });
}
