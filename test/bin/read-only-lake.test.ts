import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pMap from 'p-map';
import { describe, expect, it, onTestFinished, type TestContext } from 'vitest';
import { digestsOf, type HourlakeOptions, hourlake } from '../run-hourlake.ts';
import { mayMount, remount, smallDisk } from '../small-disk.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** The user who may do nothing, on Linux. */
const NOBODY = 65534;
const STACK = /^\s+at /m;

/** What needs to write nothing, and what it says of three hours that have landed. */
const READING = [
  ['status', '3 hours landed'],
  ['verify', ': 3 hours identical, 0 not.'],
  ['query accounts-by-state --format csv', 'SP,'],
  ['ingest --look-back 3', ': 0 hours landed (0 rows, 0 B), 3 already there.'],
] as const;
const WRITING = ['ingest', '--look-back', '5'];

/** A folder to put a lake in, and what makes it read-only for whoever it gives. */
interface Place {
  readonly folder: string;
  readonly freeze: () => Promise<HourlakeOptions>;
}

async function onReadOnlyDisk(): Promise<Place> {
  const { folder } = await smallDisk('mounted', 4 * 1024 ** 2);
  return {
    folder,
    async freeze() {
      remount(folder, 'ro');
      return {};
    },
  };
}

async function ofSomebodyElse(context: TestContext): Promise<Place> {
  const folder = await temporaryFolder();
  return {
    folder,
    async freeze() {
      await setModes(folder, { ofFolders: 0o555, ofFiles: 0o444 });
      return unprivileged(context);
    },
  };
}

const places: readonly (readonly [string, (context: TestContext) => Promise<Place>])[] = [
  ...(mayMount ? [['on a read-only disk', onReadOnlyDisk] as const] : []),
  ['that belongs to somebody else', ofSomebodyElse],
];

describe.each(places)('a lake %s', (_, makePlace) => {
  it('is read like any other, and takes no hour', async (context) => {
    const { folder, freeze } = await makePlace(context);
    const lake = join(folder, 'lake');
    await hourlake(['ingest', '--look-back', '3'], { lake });
    const before = await digestsOf(folder);
    const who = await freeze();

    const read = await pMap(READING, ([line]) => hourlake(line.split(' '), { ...who, lake }), {
      concurrency: 2,
    });
    const written = await hourlake([...WRITING, '--json'], { ...who, lake });

    for (const [position, [, says]] of READING.entries()) {
      expect(read[position]).toMatchObject({ code: 0, stdout: expect.stringContaining(says) });
    }
    expect(written.code).toBe(1);
    expect(written.stderr).toMatch(
      /^There is no permission to write \S+: (EROFS|EACCES)\. Grant it to your user, or use another folder\.$/m,
    );
    expect(written.stderr).not.toMatch(STACK);
    expect(JSON.parse(written.stdout)).toMatchObject({
      landed: 0,
      error: expect.stringContaining('There is no permission to write'),
    });
    expect(await digestsOf(folder)).toEqual(before);
  });

  it('keeps what a killed run left in it, which a run says before it makes an hour', async (context) => {
    const { folder, freeze } = await makePlace(context);
    const lake = join(folder, 'lake');
    const leftover = '.landing/999999999-00000000-0000-4000-8000-000000000000';
    await mkdir(join(lake, '.landing'), { recursive: true });
    await writeFile(join(lake, leftover), 'part');
    const who = await freeze();

    const run = await hourlake(WRITING, { ...who, lake });

    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toMatch(/^There is no permission to write \S+\.landing: (EROFS|EACCES)\. /);
    expect(run.stderr).not.toMatch(STACK);
    expect(Object.keys(await digestsOf(lake))).toEqual([leftover]);
  });

  it('has no room for other files either', async (context) => {
    const { folder, freeze } = await makePlace(context);
    const lake = await temporaryFolder();
    await hourlake(['ingest', '--look-back', '1'], { lake });
    await chmod(lake, 0o755);
    const who = await freeze();
    const [out, summary] = [join(folder, 'accounts.csv'), join(folder, 'summary.md')];

    const [generated, ingested] = await Promise.all([
      hourlake(['generate', '--format', 'csv', '--out', out], who),
      hourlake(['ingest', '--look-back', '1', '--summary', summary], { ...who, lake }),
    ]);

    expect(generated).toMatchObject({ code: 2, stdout: '' });
    expect(generated.stderr).toMatch(/^Expected to make the file \S+, got (EROFS|EACCES).+\. /);
    expect(ingested.code).toBe(1);
    expect(ingested.stdout).toContain('1 already there');
    expect(ingested.stderr).toMatch(/^Expected to append to the file \S+, got (EROFS|EACCES).+\. /);
    expect(`${generated.stderr}${ingested.stderr}`).not.toMatch(STACK);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('a lake that may not be looked at', () => {
  it('is named by every command', async (context) => {
    const lake = await temporaryFolder();
    await hourlake(['ingest', '--look-back', '1'], { lake });
    await setModes(lake, { ofFolders: 0o000, ofFiles: 0o000 });
    const who = await unprivileged(context);

    const runs = await pMap(READING, ([line]) => hourlake(line.split(' '), { ...who, lake }), {
      concurrency: 2,
    });

    for (const run of runs) {
      expect(run).toMatchObject({ code: 1, stdout: '' });
      expect(run.stderr).toMatch(
        /^There is no permission to (list|write) \S+: EACCES\. Grant it to your user/,
      );
      expect(run.stderr).not.toMatch(STACK);
    }
  });
});

/** Sets the permissions of a folder and all that is in it, for the time of the test. */
async function setModes(
  folder: string,
  { ofFolders, ofFiles }: { ofFolders: number; ofFiles: number },
): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = [
    [folder, true] as const,
    ...entries.map((entry) => [join(entry.parentPath, entry.name), entry.isDirectory()] as const),
  ];
  // A folder that may not be entered is changed after what is in it, and before when it is opened.
  for (const [path, isFolder] of [...paths].reverse())
    await chmod(path, isFolder ? ofFolders : ofFiles);
  onTestFinished(async () => {
    for (const [path, isFolder] of paths) await chmod(path, isFolder ? 0o755 : 0o644);
  });
}

/** Who has to ask for permission: root becomes nobody, where nobody can read Node and this checkout. */
async function unprivileged(context: TestContext): Promise<HourlakeOptions> {
  if (process.getuid?.() !== 0) return {};
  const nobody = { user: NOBODY, cwd: tmpdir() };
  const { code } = await hourlake(['--version'], nobody).catch(() => ({ code: null }));
  if (code === 0) return nobody;
  const why = 'Root may write everywhere, and nobody else can run this checkout.';
  console.warn(`NO PERMISSION IS REFUSED HERE: ${why} Run the tests as another user.`);
  return context.skip(why);
}
