import { mkdir, readdir, readFile, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InboxConnector, type InboxOptions } from '../../../lib/capture/inbox/inbox-connector.ts';
import { isNote } from '../../../lib/capture/inbox/note.ts';
import { tooLarge } from '../../../lib/capture/sheet/sheet-file-rules.ts';
import { completeness } from '../../../lib/sheets/file-content.ts';
import { openInboxFolder } from '../../../lib/stores/inbox-folder.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

/** When the connectors of tests look, in milliseconds since 1970-01-01T00:00:00Z. */
export const NOW = Date.UTC(2026, 10, 20, 14);

/** An inbox in a folder, and what a person can do with it. */
export interface AnInbox {
  readonly root: string;
  /** Opens it as a new process does. */
  readonly connect: (options?: Partial<InboxOptions>) => InboxConnector;
  /** Puts a file there at once, last changed at {@link NOW}. */
  readonly put: (name: string, content: string | Uint8Array) => Promise<void>;
  /** Names of the files in it, notes left out. */
  readonly files: () => Promise<string[]>;
  /** The text of a note; `undefined` when there is none. */
  readonly note: (name: string) => Promise<string | undefined>;
}

/** @param root Default: in a new folder */
export async function anInbox(root?: string): Promise<AnInbox> {
  const folder = root ?? join(await temporaryFolder(), 'inbox');
  let changes = 0;
  return {
    root: folder,
    connect: (options = {}) =>
      new InboxConnector({
        place: openInboxFolder(folder, { name: './inbox' }),
        version: 'test/1',
        isWhole: (_, bytes) => completeness(bytes),
        refusalOf: tooLarge,
        now: () => NOW,
        sleep: async () => {},
        ...options,
      }),
    async put(name, content) {
      await mkdir(folder, { recursive: true });
      const draft = join(folder, `.${name.slice(0, 40)}.draft`);
      await writeFile(draft, content);
      changes += 1;
      await utimes(draft, NOW / 1000, NOW / 1000 + changes);
      await rename(draft, join(folder, name));
    },
    files: async () => (await readdir(folder)).filter((name) => !isNote(name)).sort(),
    note: (name) => readFile(join(folder, `${name}.erro.txt`), 'utf8').catch(() => undefined),
  };
}
