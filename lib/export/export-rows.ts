import { mkdir } from 'node:fs/promises';
import { untilAborted } from '../duckdb/until-aborted.ts';
import { InputError } from '../errors.ts';
import { removeScratch } from '../land/scratch/scratch-folder.ts';
import type { Store } from '../stores/store.ts';
import {
  type ExportedFile,
  type ExportLayout,
  examineTarget,
  type FoundFile,
  listed,
} from './examine-target.ts';
import { stagingError } from './export-errors.ts';
import { type ExportStyle, extensionOf } from './export-format.ts';
import type { ExportSource, OpenRows, WantedRows } from './export-source.ts';
import { type LandedPartition, landFiles } from './land-files.ts';
import { partitionFolder, partitionKey } from './partition-key.ts';
import type { PartitionBy } from './plan-partitions.ts';
import { type StagedRows, stageRows } from './stage-rows.ts';
import { writePartition } from './write-partition.ts';

/** What is exported, and how. */
export interface ExportOptions {
  readonly source: ExportSource;
  readonly wanted: WantedRows;
  /** Folder of the export in each target, and beginning of the names of its files. */
  readonly name: string;
  readonly partitionBy: PartitionBy;
  readonly style: ExportStyle;
  /** Whether partitions that hold other bytes are replaced. */
  readonly replace: boolean;
  /** How a person says so, as a sentence without a period. */
  readonly howToReplace: string;
  /** Absolute path of a new folder for temporary files, which is removed. */
  readonly scratch: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ExportProgress) => void;
}

/** How far an export is. */
export interface ExportProgress {
  readonly step: 'reading' | 'writing' | 'storing';
  /** Partitions that this step is done with. */
  readonly done: number;
  /** All partitions; 0 while they are not known. */
  readonly of: number;
}

/** What an export did in one of its targets. */
export interface ExportReport {
  /** The target, as the user named it. */
  readonly target: string;
  /** Ordered by their values; none where the export has no rows. */
  readonly partitions: readonly LandedPartition[];
}

/**
 * Exports rows to targets, in the layout of Hive: one file for each partition. All files are made before
 * the first one is stored, and each is stored whole: a reader sees a partition as it was, or as it is now.
 *
 * @param targets each gets all files
 * @throws InputError when the rows cannot be read or divided so, or a target has other files there; then
 *   nothing was written. OutputError when the files cannot be made. StoreError when one cannot be stored:
 *   those before it stay.
 */
export async function exportRows(
  targets: readonly Store[],
  options: ExportOptions,
): Promise<ExportReport[]> {
  const { scratch, source, wanted, signal } = options;
  try {
    await mkdir(scratch, { mode: 0o700 }).catch((error: unknown) => {
      throw stagingError({ sql: '' }, error, scratch);
    });
    const open = await source.open(wanted, scratch);
    const { files, layout } = await made(open, options);
    const found = [];
    for (const store of targets) found.push(await foundIn(store, files, { ...options, layout }));
    const reports: ExportReport[] = [];
    let done = 0;
    const onLanded = () => {
      done += 1;
      options.onProgress?.({ step: 'storing', done, of: files.length * targets.length });
    };
    for (const [place, store] of targets.entries()) {
      await store.sweep();
      const landing = { found: found[place] ?? new Map(), signal, onLanded };
      const partitions = await landFiles(store, files, landing);
      reports.push({ target: store.name, partitions });
    }
    return reports;
  } finally {
    await removeScratch(scratch);
  }
}

interface MadeFiles {
  readonly files: readonly ExportedFile[];
  readonly layout: ExportLayout;
}

/** The files of an export, as temporary files. */
async function made(open: OpenRows, options: ExportOptions): Promise<MadeFiles> {
  const { database, statement } = open;
  const { signal, scratch, partitionBy, name, style, onProgress } = options;
  onProgress?.({ step: 'reading', done: 0, of: 0 });
  try {
    return await untilAborted(database, signal, async () => {
      const staged = await stageRows(open, partitionBy);
      const layout = {
        name,
        columns: staged.by.map((column) => column.name),
        extension: extensionOf(style),
      };
      return { files: await writeAll(staged, layout, options), layout };
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw stagingError(statement, error, scratch);
  } finally {
    database.close();
  }
}

async function writeAll(
  staged: StagedRows,
  layout: ExportLayout,
  { signal, scratch, style, onProgress }: ExportOptions,
): Promise<ExportedFile[]> {
  const of = staged.partitions.length;
  const keys = keysOf(staged, layout);
  const files: ExportedFile[] = [];
  for (const [done, partition] of staged.partitions.entries()) {
    signal?.throwIfAborted();
    onProgress?.({ step: 'writing', done, of });
    const object = await writePartition(staged, partition, { style, folder: scratch });
    const { rows } = partition;
    files.push({ ...(keys[done] ?? { key: '', partition: '' }), rows, object });
  }
  return files;
}

/** @throws InputError when a key is too long, or two partitions would have the same. */
function keysOf(
  { by, partitions }: StagedRows,
  { name, extension }: ExportLayout,
): { readonly key: string; readonly partition: string }[] {
  const keys = partitions.map(({ values }) => {
    const named = by.map((column, place) => [column.name, values[place] ?? null] as const);
    return {
      key: partitionKey({ name, values: named, extension }),
      partition: partitionFolder(named),
    };
  });
  if (new Set(keys.map(({ key }) => key)).size === keys.length) return keys;
  throw new InputError({
    expected: 'a folder of its own for each partition',
    got: 'a text that stands for NULL in names of folders, and NULL',
    advice: 'Nothing was written. Replace one of them in a SELECT.',
  });
}

async function foundIn(
  store: Store,
  files: readonly ExportedFile[],
  { layout, replace, howToReplace }: ExportOptions & { readonly layout: ExportLayout },
): Promise<Map<string, FoundFile>> {
  const found = await examineTarget(store, files, layout);
  const others = files.filter(({ key }) => typeof found.get(key) === 'object');
  if (replace || others.length === 0) return found;
  throw new InputError({
    expected: `no other rows at the keys of this export in ${store.name}`,
    got: listed(others.map(({ key }) => key)),
    advice: `Nothing was written. ${howToReplace}, or export to another folder or under another name.`,
  });
}
