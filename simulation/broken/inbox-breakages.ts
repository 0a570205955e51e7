import type { SettlingConnector } from '../../lib/capture/connector.ts';
import type { InboxPlace } from '../../lib/capture/inbox/inbox-place.ts';
import { MissingObjectError } from '../../lib/errors.ts';
import type { NewObject } from '../../lib/lake/object.ts';
import { jobFolder, objectKey } from '../../lib/lake/object-key.ts';
import { CAPTURES } from '../../lib/lake/raw-key.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { RawObjects } from '../../lib/land/raw-objects.ts';
import type { SourceKind } from '../../lib/model/source.ts';
import type { Store } from '../../lib/stores/store.ts';
import { droppedLines, rejectedLines, rejectedLinesKind } from '../jobs/dropped-lines.ts';
import type { Breakage } from './breakage.ts';
import { storeWith } from './store-with.ts';

/** Deliberate defects of worlds in which files are dropped into an inbox. */
export const inboxBreakages: readonly Breakage[] = [
  { name: 'a run that removes a file before its rows have landed', connector: settlesAtOnce },
  { name: 'an inbox that removes whatever is under the name now', place: removesAnything },
  {
    name: 'a run that writes its own record over that of an earlier capture',
    store: (whole) =>
      withoutRecords(whole, async (key, object) => {
        await whole.replace(key, object, sha256(await whole.read(key)));
      }),
  },
  {
    name: 'a run that keeps a file under its own name, whatever the record says',
    store: (whole) => withoutRecords(whole),
  },
  {
    name: 'a job that loses its rejects',
    kinds: (whole) =>
      whole.map((kind) => (kind.kind === rejectedLinesKind.kind ? emptied(kind) : kind)),
  },
  {
    name: 'a store that says too early that an object survives a loss of power',
    store: (whole) => storeWith(whole, { persist: async () => {} }),
  },
  { name: 'a run that does not look whether the rejects have landed', store: listsRejects },
  {
    name: 'an inbox that puts a file back without flushing its name',
    fileSystem: (whole) => ({
      ...whole,
      async open(path, flags) {
        const file = await whole.open(path, flags);
        const isInbox = path.endsWith(`/${droppedLines.name}/`) && path.includes('/entrada/');
        return isInbox ? { ...file, sync: async () => {} } : file;
      },
    }),
  },
];

/** A kind of source without rows. Another fact, because files are remembered by the facts of their source. */
function emptied(kind: SourceKind): SourceKind {
  return {
    ...kind,
    open(context) {
      const source = kind.open(context);
      return { ...source, facts: { ...source.facts, rows: 'none' }, batches: () => [] };
    },
  };
}

function settlesAtOnce<Item extends { readonly name: string }>(
  whole: SettlingConnector<Item>,
): SettlingConnector<Item> {
  return {
    name: whole.name,
    discover: () => whole.discover([]),
    async fetch(item) {
      const result = await whole.fetch(item);
      if (result.kind === 'fetched') await whole.settle(item, result.fetched);
      return result;
    },
    settle: async () => 'removed',
    refuse: (item, error) => whole.refuse(item, error),
  };
}

function removesAnything(whole: InboxPlace): InboxPlace {
  return {
    name: whole.name,
    showsWholeFiles: whole.showsWholeFiles,
    list: () => whole.list(),
    look: (name) => whole.look(name),
    read: (file) => whole.read(file),
    async remove(file, digest) {
      const now = await whole.look(file.name);
      const bytes = now && (await whole.read(now));
      return whole.remove(now ?? file, bytes === undefined ? digest : sha256(bytes));
    },
    writeNote: (name, text) => whole.writeNote(name, text),
    removeNote: (name) => whole.removeNote(name),
  };
}

/** A store that shows a run no record but its own, and says that it took that. */
function withoutRecords(
  whole: Store,
  onTaken: (key: string, object: NewObject) => Promise<void> = async () => {},
): Store {
  const written = new Set<string>();
  return storeWith(whole, {
    async read(key, range) {
      if (!isRecord(key) || written.has(key)) return whole.read(key, range);
      throw new MissingObjectError(
        { failed: 'Could not read', got: 'nothing', advice: '' },
        { key },
      );
    },
    async putIfAbsent(key, object) {
      const outcome = await whole.putIfAbsent(key, object);
      if (!isRecord(key)) return outcome;
      if (outcome === 'taken') await onTaken(key, object);
      written.add(key);
      return 'created';
    },
  });
}

/** A store that lists the rejects of every captured file. */
function listsRejects(whole: Store): Store {
  return storeWith(whole, {
    async *list(prefix) {
      const isOfRejects = prefix === jobFolder(rejectedLines);
      const files = isOfRejects ? await new RawObjects(whole).files(droppedLines.name) : [];
      const keys = new Set(files.map((file) => objectKey(rejectedLines, file)));
      for await (const key of whole.list(prefix)) keys.add(key);
      yield* keys;
    },
  });
}

function isRecord(key: string): boolean {
  return key.startsWith(`${CAPTURES}/`);
}
