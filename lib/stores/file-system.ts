import { constants, lstatSync, readdirSync } from 'node:fs';
import {
  link,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
  unlink,
} from 'node:fs/promises';

/** Flags for reading: fails on a symbolic link, and does not block on a pipe without a writer. */
export const READ = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** The file system calls of a folder store, as Node names them. Tests replace some to make them fail. */
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
  /** Fails with ENOTEMPTY, or EEXIST on some systems, when the folder has entries. */
  rmdir(path: string): Promise<void>;
  unlink(path: string): Promise<void>;
}

/** The kind of a directory entry. */
export interface FileKind {
  isDirectory(): boolean;
  isFIFO(): boolean;
  isFile(): boolean;
  isSocket(): boolean;
  isSymbolicLink(): boolean;
}

/** An entry of a folder. */
export interface FolderEntry extends Pick<FileKind, 'isDirectory' | 'isFile'> {
  readonly name: string;
}

/** Facts about a directory entry; for a symbolic link, about the link itself. */
export interface FileFacts extends FileKind {
  /** In bytes. */
  readonly size: number;
  /** Time of the last write, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly mtimeMs: number;
}

/** A file that is open for reading, or was created to be written. */
export interface OpenFile {
  read(
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number }>;
  /** Writes after what has been written so far. */
  appendFile(bytes: Uint8Array): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The file system of this machine. */
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
  rmdir,
  unlink,
};
