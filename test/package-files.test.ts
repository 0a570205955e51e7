import { execFile } from 'node:child_process';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { COMMAND } from './run-hourlake.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** What `npm pack` would ship. */
interface Packed {
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

/** The command line as JavaScript, the library with its types, and the saved queries. */
const COMPILED = /^dist\/(bin\/[\w/-]+\.js|lib\/[\w/-]+(\.js|\.d\.ts)|queries\/[\w/-]+\.sql)$/;

/** Unpacked. It was 2.1 MB before the report and its two languages, which take 0.1 MB. */
const MOST_BYTES = 2_700_000;

/** What lies about in a checkout, and must not leave it. */
const STRAY = [
  '.env',
  '.github/workflows/ci.yml',
  '.npmrc',
  'bench/run.ts',
  'bin/hourlake.ts',
  'cdk.out/manifest.json',
  'dist/.env',
  'dist/bin/hourlake.js.map',
  'dist/lib/.notes.js.swp',
  'dist/queries/accounts/notes.txt',
  'dist/queries/notes.txt',
  'lake/fake-accounts/x.parquet',
  'lib/index.ts',
  'outputs.json',
  'test/readme.test.ts',
];

describe('the package', () => {
  it('ships compiled JavaScript, its types, the queries and the documents, and nothing beside', async () => {
    const checkout = await temporaryFolder();
    for (const file of STRAY) {
      await mkdir(dirname(join(checkout, file)), { recursive: true });
      await writeFile(join(checkout, file), 'not for others');
    }
    const documents = ['CHANGELOG.md', 'LICENSE', 'README.md', 'README.pt-BR.md', 'SECURITY.md'];
    for (const file of [...documents, 'package.json', 'bin/hourlake.js']) {
      await cp(file, join(checkout, file));
    }
    // What the tests run is what the package ships.
    await cp(dirname(dirname(COMMAND)), join(checkout, 'dist'), { recursive: true });

    const { files, unpackedSize } = await packed(checkout);
    const paths = files.map(({ path }) => path);

    expect(paths.filter((path) => !COMPILED.test(path)).sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'README.pt-BR.md',
      'SECURITY.md',
      'bin/hourlake.js',
      'package.json',
    ]);
    expect(paths).toEqual(
      expect.arrayContaining([
        'dist/bin/period-worker.js',
        'dist/bin/hourlake.js',
        'dist/lib/index.d.ts',
        'dist/lib/index.js',
        'dist/lib/generate/accounts/generate-accounts.js',
        'dist/queries/accounts/top-cities.sql',
      ]),
    );
    // The stack is for checkouts alone, which have its packages.
    expect(paths.filter((path) => /stack|app\.js/.test(path))).toEqual([]);
    expect(unpackedSize).toBeLessThan(MOST_BYTES);
  });
});

async function packed(folder: string): Promise<Packed> {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const { stdout } = await promisify(execFile)('npm', args, { cwd: folder, maxBuffer: 2 ** 24 });
  const [first]: Packed[] = JSON.parse(stdout);
  if (first === undefined) throw new Error('npm packed nothing');
  return first;
}
