import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inputGenerators } from '../jobs/input-generators.ts';
import { InputError } from '../lib/errors.ts';
import type { InputGenerator } from '../lib/model/input-generator.ts';
import { didYouMean } from '../lib/model/nearest-name.ts';
import { completeSettings, type SettingValues } from '../lib/model/settings.ts';
import { wordsOf } from '../lib/printable.ts';
import type { Context } from './context.ts';
import { assignmentsOf } from './options/assignments.ts';
import { type PlacedFile, placeFiles } from './report/place-files.ts';
import { counted, inBytes } from './terminal/numbers.ts';

/** Options of `hourlake generate` that are about files for the inbox of a job. */
export interface InputOptions {
  /** Name of the job. */
  readonly job?: string;
  /** Folder that the files are written into. */
  readonly out?: string;
  /** Settings such as `vendas.seed=demo`. */
  readonly set?: readonly string[];
  /** Whether files of the same names are replaced. Default: `false`. */
  readonly replace?: boolean;
}

/**
 * Generates files as the outside would give them to a job that captures, and prints what was written.
 *
 * @throws InputError when nothing generates input for the job, a setting is not one of its files, or a
 *   file of the same name has other content.
 */
export async function generateInputs(
  context: Context,
  job: string,
  { out, set = [], replace = false }: InputOptions,
): Promise<void> {
  const generator = generatorFor(job);
  const settings = completeSettings(generator.settings, settingsFor(job, set), { owner: job });
  const folder = folderOf(out);
  const path = context.resolvePath(folder);
  await mkdir(path, { recursive: true }).catch((cause: unknown) => {
    throw new InputError(
      {
        expected: `to make the folder ${folder}`,
        got: wordsOf(cause),
        advice: 'Name a folder with --out that exists, or can be made.',
      },
      { cause },
    );
  });
  const placed = await placeFiles(generator.files(settings), {
    folder: { path, name: folder },
    replace,
    signal: context.signal,
  });
  await context.print(placed.map((file) => `${lineOf(file, folder)}\n`).join(''));
}

/** The settings of all generated files, for the help: a line each. */
export function settingsOfInputs(): string {
  const lines = [...inputGenerators].flatMap(([job, { settings }]) =>
    Object.entries(settings).map(([name, setting]) => {
      const assignment = `${job}.${name}=${setting.default}`;
      return `  ${assignment.padEnd(24)} ${setting.description}`;
    }),
  );
  return ['Settings of files for an inbox, with their defaults:', ...lines].join('\n');
}

function generatorFor(job: string): InputGenerator {
  const generator = inputGenerators.get(job);
  if (generator !== undefined) return generator;
  const names = [...inputGenerators.keys()];
  throw new InputError({
    expected: 'a job whose input can be generated',
    got: JSON.stringify(job),
    advice: `${didYouMean(job, names)}Pass --job ${names.join(' or --job ')}. The other jobs need no input: "hourlake ingest --job NAME" lands them.`,
  });
}

/** @throws InputError when a setting is one of another job. */
function settingsFor(job: string, set: readonly string[]): SettingValues {
  const assigned = assignmentsOf(set);
  const other = [...assigned.keys()].find((name) => name !== job);
  if (other === undefined) return assigned.get(job) ?? {};
  throw new InputError({
    expected: `--set with settings of ${job}`,
    got: JSON.stringify(other),
    advice: `Write --set ${job}.setting=value.`,
  });
}

/** @throws InputError when there is no folder, or it is not one of this machine. */
function folderOf(out: string | undefined): string {
  if (out !== undefined && !out.includes('://')) return out;
  throw new InputError({
    expected: '--out with a folder of this machine',
    got: out === undefined ? 'no --out' : JSON.stringify(out),
    advice: 'Pass, for example, --out ./lake/entrada/vendas.',
  });
}

function lineOf({ file, outcome, bytes, sha256 }: PlacedFile, folder: string): string {
  const parts = [
    counted(file.rows, 'row'),
    inBytes(bytes),
    `SHA-256 ${sha256.slice(0, 12)}`,
    ...(outcome === 'written' ? [] : [outcome]),
  ];
  return `${join(folder, file.name)}: ${parts.join(', ')}`;
}
