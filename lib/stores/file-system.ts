import { constants, lstatSync, readdirSync } from 'node:fs';
import { link, lstat, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';

/** A link at the end of the path is not followed, and a pipe that nobody writes to is not waited for. */
export const READ = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** What a folder store asks of the file system, in the words of Node. A test puts failing calls in its place. */
export interface FileSystem {
  link(from: string, to: string): Promise<void>;
  lstat(path: string): Promise<FileFacts>;
  lstatSync(path: string, options: { readonly throwIfNoEntry: false }): FileFacts | undefined;
  mkdir(path: string, options?: { readonly recursive: true }): Promise<unknown>;
  open(path: string, flags: typeof READ | 'wx'): Promise<OpenFile>;
  readdir(path: string): Promise<string[]>;
  readdirSync(path: string, options: { readonly withFileTypes: true }): FolderEntry[];
  readFile(path: string, options: { readonly flag: typeof READ }): Promise<Uint8Array>;
  rename(from: string, to: string): Promise<void>;
  rm(path: string, options: { readonly force: true }): Promise<void>;
}

/** What kind of thing there is under a name. */
export interface FileKind {
  isDirectory(): boolean;
  isFIFO(): boolean;
  isFile(): boolean;
  isSocket(): boolean;
  isSymbolicLink(): boolean;
}

/** What a folder says of one thing in it. */
export interface FolderEntry extends Pick<FileKind, 'isDirectory' | 'isFile'> {
  readonly name: string;
}

/** What the file system says of one thing, not of what a link leads to. */
export interface FileFacts extends FileKind {
  /** In bytes. */
  readonly size: number;
  /** When it was last written to, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly mtimeMs: number;
}

/** A file that is open for reading, or was made to be written. */
export interface OpenFile {
  read(
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number }>;
  writeFile(bytes: Uint8Array): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The one of Node. */
export const nodeFileSystem: FileSystem = {
  link,
  lstat,
  lstatSync,
  mkdir,
  open,
  readdir,
  readdirSync,
  readFile,
  rename,
  rm,
};
