import type { CaptureError } from '../../errors.ts';
import { capturedFile } from '../../lake/capture-record.ts';
import { sha256 as digestOf } from '../../lake/sha256.ts';
import type { Fetched, FetchResult, Settlement, SettlingConnector } from '../connector.ts';
import type { DroppedFile, InboxPlace } from './inbox-place.ts';
import { isNote, noteName, noteText, parseNote } from './note.ts';

/** How an inbox is read. */
export interface InboxOptions {
  readonly place: InboxPlace;
  /** What refuses files, as `refusingVersion` has it. A note of another version does not count. */
  readonly version: string;
  /** Whether some bytes are a complete file, as far as can be told by looking at them. */
  readonly isWhole: (name: string, bytes: Uint8Array) => 'whole' | 'unfinished' | 'unknown';
  /** Why a file of this name and size cannot be used, whatever its bytes are. */
  readonly refusalOf: (file: Pick<DroppedFile, 'name' | 'size'>) => CaptureError | undefined;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}

/** A file that does not tell whether it is complete is taken when it has not changed for this time. */
const SETTLED_MS = 2_000;

/** A file that is not complete is refused when nothing has changed it for this time. */
const ABANDONED_MS = 10 * 60_000;

/** Names that programs give to files they have not finished, or have open. */
const UNFINISHED = /^(~\$|\.)|\.(part|partial|filepart|crdownload|tmp|swp|lock)$/i;

/** The connector of a place where people drop files. */
export class InboxConnector implements SettlingConnector<DroppedFile> {
  readonly name: string;
  readonly #options: InboxOptions;
  /** What tells each file that was looked at from others of its name, as notes have it. */
  readonly #identities = new Map<string, string>();
  /** When the files were listed. */
  #listedAt = 0;

  constructor(options: InboxOptions) {
    this.name = options.place.name;
    this.#options = options;
  }

  /** Files in order of their names. Notes whose file is gone are removed. */
  async discover(): Promise<readonly DroppedFile[]> {
    const { place, now } = this.#options;
    const listed = await place.list();
    this.#listedAt = now();
    const files = listed.filter(({ name }) => !isNote(name) && !UNFINISHED.test(name));
    const noted = new Set(listed.map(({ name }) => noteName(name)));
    for (const { name } of listed) {
      if (isNote(name) && !noted.has(name)) await place.removeNote(name);
    }
    return files;
  }

  async fetch(file: DroppedFile): Promise<FetchResult> {
    const { place, refusalOf } = this.#options;
    const refusal = refusalOf(file);
    if (refusal !== undefined) {
      const before = await this.#refusedBefore(file, `unread:${file.version}`);
      if (before !== undefined) return before;
      throw refusal;
    }
    const bytes = await place.read(file);
    if (bytes === undefined) return { kind: 'gone' };
    const waits = await this.#waitsFor(file, bytes);
    if (waits !== undefined) return { kind: 'waits', reason: waits };
    const sha256 = digestOf(bytes);
    const refused = await this.#refusedBefore(file, `sha256:${sha256}`);
    if (refused !== undefined) return refused;
    const { name } = file;
    return { kind: 'fetched', fetched: { period: capturedFile(sha256), name, bytes, sha256 } };
  }

  async settle(file: DroppedFile, { sha256 }: Pick<Fetched, 'sha256'>): Promise<Settlement> {
    const { place } = this.#options;
    const outcome = await place.remove(file, sha256);
    if (outcome !== 'changed') await place.removeNote(noteName(file.name));
    return outcome;
  }

  async refuse({ name, version: unread }: DroppedFile, error: CaptureError): Promise<void> {
    const { place, version } = this.#options;
    const file = this.#identities.get(name) ?? `unread:${unread}`;
    await place.writeNote(noteName(name), noteText(name, { file, version }, error));
  }

  /** Why a file is not taken yet, as a sentence; `undefined` when it is complete. */
  async #waitsFor(file: DroppedFile, bytes: Uint8Array): Promise<string | undefined> {
    const { place, now, sleep, isWhole } = this.#options;
    if (place.showsWholeFiles) return undefined;
    const whole = isWhole(file.name, bytes);
    if (whole === 'whole') return undefined;
    if (whole === 'unfinished') {
      // The contract of the file says why it is of no use.
      if (now() - file.modified > ABANDONED_MS) return undefined;
      return 'It is not complete yet.';
    }
    const left = this.#listedAt + SETTLED_MS - now();
    if (left > 0) await sleep(left);
    const after = await place.look(file.name);
    return after?.version === file.version ? undefined : 'It was changed a moment ago.';
  }

  /** What an earlier run said of the same file, if nothing has changed since. */
  async #refusedBefore(file: DroppedFile, identity: string): Promise<FetchResult | undefined> {
    const { place, version } = this.#options;
    this.#identities.set(file.name, identity);
    const name = noteName(file.name);
    const listed = await place.look(name);
    const bytes = listed === undefined ? undefined : await place.read(listed);
    const note = bytes === undefined ? undefined : parseNote(new TextDecoder().decode(bytes));
    if (note?.file !== identity || note.version !== version) return undefined;
    return { kind: 'refused before', reason: note.reason };
  }
}
