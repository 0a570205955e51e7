/** A file in an inbox, as it was listed. */
export interface DroppedFile {
  /** Its name, without any folder: `base_2019.xlsx`. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Differs whenever the file changes: its ETag, or its size and the time of its last change. */
  readonly version: string;
  /** When it was last changed, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly modified: number;
}

/**
 * The port to a place where people drop files: a folder, or the objects of a bucket below a prefix.
 * Every implementation passes the suite in `test/contracts/inbox-place-contract.ts`. Every method throws
 * StoreError.
 */
export interface InboxPlace {
  /** How a person names it: `./lake/entrada/vendas`, `s3://bucket/entrada/vendas`. */
  readonly name: string;

  /** Whether a file is seen only when it is complete, as an object of a bucket is. */
  readonly showsWholeFiles: boolean;

  /** The files in it, in order of their names. Hidden files and folders are left out. Empty when there is no place yet. */
  list(): Promise<readonly DroppedFile[]>;

  /** What is under a name now; `undefined` when nothing is. */
  look(name: string): Promise<DroppedFile | undefined>;

  /** The bytes of a file; `undefined` when it is gone or is another one now. */
  read(file: DroppedFile): Promise<Uint8Array | undefined>;

  /**
   * Removes a file, but only while it has the bytes that were read: a file that somebody put in its
   * place stays.
   *
   * @param sha256 of the bytes that were read, in lower-case hexadecimal
   */
  remove(file: DroppedFile, sha256: string): Promise<'removed' | 'changed' | 'gone'>;

  /** Writes a text under a name, in place of what is there: only for notes of Hourlake. */
  writeNote(name: string, text: string): Promise<void>;

  /** Removes a note, if there is one. */
  removeNote(name: string): Promise<void>;
}
