import type { CaptureError } from '../../errors.ts';
import { sha256 } from '../../lake/sha256.ts';

/** What the name of a note ends in. */
export const NOTE_SUFFIX = '.erro.txt';

/** File systems take names of up to 255 bytes. */
const LONGEST_NAME = 255;

/** Characters that are kept of a name that is too long: of four bytes each, at most. */
const CUT = 50;

/** What a note says of a file that was refused. */
export interface Note {
  /** Why, as sentences. */
  readonly reason: string;
  /** What tells the file from others: `sha256:` and its SHA-256, or `unread:` and what its listing says. */
  readonly file: string;
  /** The version of the code and of the contract that refused it. */
  readonly version: string;
}

const encoder = new TextEncoder();

/**
 * The name of the note on a file. A name that is too long for that is cut, and told from others by its
 * digest.
 *
 * @example
 * noteName('base_2019.xlsx') // => 'base_2019.xlsx.erro.txt'
 * noteName('é'.repeat(127)).length // => 72
 */
export function noteName(name: string): string {
  const bytes = encoder.encode(name);
  if (bytes.length + NOTE_SUFFIX.length <= LONGEST_NAME) return `${name}${NOTE_SUFFIX}`;
  return `${name.slice(0, CUT)}-${sha256(bytes).slice(0, 12)}${NOTE_SUFFIX}`;
}

/** Whether a name is that of a note. */
export function isNote(name: string): boolean {
  return name.endsWith(NOTE_SUFFIX);
}

/** The text of a note, for people first. */
export function noteText(
  name: string,
  { file, version }: Pick<Note, 'file' | 'version'>,
  error: CaptureError,
): string {
  return `${name} was not taken in.

${error.message}

It is tried again when the file is changed or replaced, or this note is removed.

File: ${file}
Version: ${version}
`;
}

/**
 * What a note says; `undefined` when the text is no note, or was changed beyond recognition.
 *
 * @example
 * parseNote('a.csv was not taken in.\n\nExpected b.\n\nIt is tried again.\n\nFile: sha256:3f9a\nVersion: 1\n') // => { reason: 'Expected b.', file: 'sha256:3f9a', version: '1' }
 */
export function parseNote(text: string): Note | undefined {
  const lines = text.replaceAll('\r\n', '\n');
  const [, reason, file, version] =
    /^.*\n\n([\s\S]*?)\n\nIt is tried again[\s\S]*\nFile: (.*)\nVersion: (.*)\n?$/.exec(lines) ??
    [];
  if (reason === undefined || file === undefined || version === undefined) return undefined;
  return { reason, file, version };
}
