import { InputError } from '../errors.ts';
import type { NewObject } from '../lake/object.ts';
import type { Store } from '../stores/store.ts';
import { storedSha256 } from '../stores/stored-sha256.ts';

/** A file that an export puts into its target. */
export interface ExportedFile {
  /** `downloads/year=2026/month=11/downloads-2026-11.parquet` */
  readonly key: string;
  /** `year=2026/month=11`; `''` where the export is not partitioned. */
  readonly partition: string;
  readonly rows: number;
  readonly object: NewObject;
}

/** How the files of an export lie in its target. */
export interface ExportLayout {
  /** Folder of the export. */
  readonly name: string;
  /** Names of the folders below it: `year`, `month`. */
  readonly columns: readonly string[];
  /** Extension of every file: `.parquet`. */
  readonly extension: string;
}

/** What the target has under the key of a file: nothing, the same bytes, or others with this SHA-256. */
export type FoundFile = 'nothing' | 'the same' | { readonly sha256: string };

/** This many names are listed in an error. */
const LISTED = 3;

/**
 * What is in the target already, for each file of an export. Changes nothing.
 *
 * @throws InputError when the folder of the export has files that do not belong to it, which readers would
 *   take for more of its rows; StoreError when the target cannot be read.
 */
export async function examineTarget(
  store: Store,
  files: readonly ExportedFile[],
  layout: ExportLayout,
): Promise<Map<string, FoundFile>> {
  const ours = new Map(files.map((file) => [folderOf(file.key), file]));
  const there = new Set<string>();
  const foreign: string[] = [];
  for await (const key of store.list(layout.name)) {
    if (isHidden(key)) continue;
    const expected = ours.get(folderOf(key))?.key;
    if (expected === key) there.add(key);
    else if (expected !== undefined || !isExported(key, layout)) foreign.push(key);
  }
  if (foreign.length > 0) throw foreignFiles(store, foreign, layout);
  const found = new Map<string, FoundFile>();
  for (const file of files) {
    found.set(file.key, there.has(file.key) ? await compared(store, file) : 'nothing');
  }
  return found;
}

async function compared(store: Store, { key, object }: ExportedFile): Promise<FoundFile> {
  const size = await store.size(key);
  const { sha256 } = await storedSha256(store, key, Math.max(size, object.size));
  return sha256 === object.sha256 ? 'the same' : { sha256: sha256 ?? '' };
}

/** Readers skip such names: `_SUCCESS`, `.DS_Store`. */
function isHidden(key: string): boolean {
  return key.split('/').some((part) => /^[._]/.test(part));
}

function isExported(key: string, { columns, extension }: ExportLayout): boolean {
  const folders = key.split('/').slice(1, -1);
  return (
    key.endsWith(extension) &&
    folders.length === columns.length &&
    folders.every((folder, depth) => folder.startsWith(`${columns[depth]}=`))
  );
}

function folderOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/'));
}

function foreignFiles(
  store: Store,
  keys: readonly string[],
  { name, columns, extension }: ExportLayout,
): InputError {
  const layout = [name, ...columns.map((column) => `${column}=…`), `${name}-…${extension}`];
  return new InputError({
    expected: `only files of this export in ${store.name}/${name}, one for each folder: ${layout.join('/')}`,
    got: listed(keys),
    advice:
      'Nothing was written: readers would take them for rows of this export. Remove them, or export to another folder or under another name.',
  });
}

/**
 * Some of many names, and how many more there are.
 *
 * @example
 * listed(['a', 'b', 'c', 'd', 'e']) // => 'a, b, c and 2 more'
 */
export function listed(names: readonly string[]): string {
  const more = names.length - LISTED;
  return `${names.slice(0, LISTED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
