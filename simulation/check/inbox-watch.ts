import { isNote, noteName, parseNote } from '../../lib/capture/inbox/note.ts';
import { inboxFolder } from '../../lib/lake/raw-key.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { droppedLines, problemOf } from '../jobs/dropped-lines.ts';
import type { LakeView } from '../world/lake-view.ts';
import type { CaptureWatch } from './capture-watch.ts';
import type { Sees } from './sightings.ts';
import type { Accuse } from './violation.ts';

/** The folder of the inbox of every simulated lake. Ends with a slash. */
export const INBOX_FOLDER = `${inboxFolder(droppedLines.name)}/`;

/** What an inbox watch speaks to. */
export interface InboxWatchOptions {
  readonly captures: CaptureWatch;
  readonly accuse: Accuse;
  readonly sees: Sees;
}

/**
 * Knows every file that people dropped into an inbox, and checks that none leaves it too early: only its
 * owner may take it away before its rows are in the lake.
 */
export class InboxWatch {
  private readonly options: InboxWatchOptions;
  /** SHA-256 of the files that are there now, hidden ones included, by key. Notes and drafts are left out. */
  private readonly files = new Map<string, string>();
  /** The names under which the bytes of a digest were ever seen. */
  private readonly names = new Map<string, Set<string>>();
  /** Digests of the files that were whole at some time. */
  private readonly whole = new Set<string>();
  /** Digests of the files that nobody may lose: whole, and neither removed by their owner nor captured. */
  private readonly owed = new Set<string>();
  /** Digests of files that their owner took away while a run still had another name of them. */
  private readonly released = new Set<string>();
  /** Names of which some bytes could not be captured. */
  private readonly refusable = new Set<string>();
  private isOwner = false;

  constructor(options: InboxWatchOptions) {
    this.options = options;
  }

  /** Number of different files that were whole at some time. */
  get dropped(): number {
    return this.whole.size;
  }

  /** Whether a key lies in the inbox. */
  has(key: string): boolean {
    return key.startsWith(INBOX_FOLDER);
  }

  /** Whether bytes were whole in the inbox under a name. */
  wasDropped(digest: string, name: string): boolean {
    return this.whole.has(digest) && (this.names.get(digest)?.has(name) ?? false);
  }

  /** Whether a file of this name was there that could not be captured. */
  mayBeRefused(name: string): boolean {
    return this.refusable.has(name);
  }

  /** The owner of the files does something to them, and may take them away. */
  ownerActs(act: () => void): void {
    this.isOwner = true;
    act();
    this.isOwner = false;
  }

  /** The owner has written the last byte of a file. */
  completed(name: string, bytes: Uint8Array): void {
    const digest = sha256(bytes);
    this.whole.add(digest);
    this.owed.add(digest);
    this.released.delete(digest);
    if (!this.isHere(digest)) {
      this.options.accuse('a file left the inbox while its owner was writing it', name);
    }
  }

  shown(key: string, bytes: Uint8Array): void {
    const name = droppedName(key);
    if (name === undefined) return;
    const before = this.files.get(key);
    const digest = sha256(bytes);
    if (before === digest) return;
    this.files.set(key, digest);
    if (key === `${INBOX_FOLDER}${name}`) this.seen(name, digest, bytes);
    if (before !== undefined) this.left(key, before);
  }

  gone(key: string, byCrash: boolean): void {
    const before = this.files.get(key);
    if (before === undefined) return;
    this.files.delete(key);
    if (!byCrash) this.left(key, before);
  }

  /** A crash is over: whatever it lost must have been captured. */
  crashed(): void {
    const { captures, accuse } = this.options;
    for (const digest of this.owed) {
      if (this.isHere(digest) || captures.isSafe(digest)) continue;
      accuse('a crash lost a file of the inbox', digest);
    }
  }

  /** Checks the inbox after quiet runs: only refused files are in it, each with its note. */
  checkEnd(view: LakeView): void {
    const { accuse } = this.options;
    const keys = [...view.keys()].filter((key) => this.has(key));
    const notes = new Set(keys.filter((key) => isNote(key)));
    for (const key of keys) {
      if (isNote(key)) continue;
      const name = key.slice(INBOX_FOLDER.length);
      const bytes = view.bytesOf(key) ?? new Uint8Array();
      if (droppedName(key) !== name) accuse('something is left behind in the inbox', key);
      else if (problemOf({ name, bytes }) === undefined)
        accuse('a file is still in the inbox', key);
      else this.checkNote(name, bytes, view);
      notes.delete(`${INBOX_FOLDER}${noteName(name)}`);
    }
    for (const note of notes) accuse('a note is there without its file', note);
  }

  private checkNote(name: string, bytes: Uint8Array, view: LakeView): void {
    const note = view.bytesOf(`${INBOX_FOLDER}${noteName(name)}`);
    const said = note && parseNote(Buffer.from(note).toString());
    const isRead = said?.file.startsWith('sha256:');
    if (said === undefined || (isRead && said.file !== `sha256:${sha256(bytes)}`)) {
      this.options.accuse('a file was refused, and no note says so', name);
    }
  }

  private seen(name: string, digest: string, bytes: Uint8Array): void {
    const known = this.names.get(digest) ?? new Set();
    this.names.set(digest, known.add(name));
    if (problemOf({ name, bytes }) !== undefined) this.refusable.add(name);
    if (!this.isOwner && / \(\d+\)\./.test(name)) this.options.sees('put back under another name');
  }

  /** The bytes of a file are no longer under one of its names. */
  private left(key: string, digest: string): void {
    if (this.isHere(digest)) {
      if (this.isOwner) this.release(digest);
      else if (key.includes('/.taken/')) this.checkStays(key, digest);
      return;
    }
    this.owed.delete(digest);
    if (this.isOwner || this.released.has(digest)) return;
    const lack = this.options.captures.lackOf(digest);
    if (lack !== undefined) this.options.accuse(lack, key);
    else this.options.sees('left the inbox');
  }

  /** A run had put a file back, and its owner replaced or removed it before the other name was gone. */
  private release(digest: string): void {
    const isVisible = [...this.files].some(
      ([name, there]) => there === digest && !name.includes('/.taken/'),
    );
    if (isVisible) return;
    this.owed.delete(digest);
    this.released.add(digest);
  }

  /** A run has put a file back, and removes its other name: the new one must be there to stay. */
  private checkStays(key: string, digest: string): void {
    const { captures, accuse } = this.options;
    const keys = [...this.files].flatMap(([name, there]) => (there === digest ? [name] : []));
    if (!this.owed.has(digest) || captures.isSafe(digest)) return;
    if (keys.some((name) => captures.survivesCrash(name))) return;
    accuse('a crash would lose a file of the inbox', key);
  }

  private isHere(digest: string): boolean {
    return [...this.files.values()].includes(digest);
  }
}

/** The name of a dropped file, also where a run has moved it away; `undefined` for notes and drafts. */
function droppedName(key: string): string | undefined {
  const parts = key.slice(INBOX_FOLDER.length).split('/');
  const name = parts.at(-1) ?? '';
  if (parts.length > 1 && parts[0] !== '.taken') return undefined;
  return name.startsWith('.') || name.endsWith('.part') || isNote(name) ? undefined : name;
}
