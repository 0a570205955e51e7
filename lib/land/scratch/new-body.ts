import type { ObjectBody } from '../../lake/object.ts';
import { ScratchFile } from './scratch-file.ts';

/** In bytes. A larger body goes to the disk, where it is on its way to a store in any case. */
const LARGEST_IN_MEMORY = 8 * 1024 ** 2;

/**
 * The body of a new object while it is written: in memory as long as it is small, and then in a
 * scratch file, which a store can read as often as it has to.
 */
export class NewBody {
  readonly #folder: string | undefined;
  #pieces: Uint8Array[] = [];
  #length = 0;
  #file: ScratchFile | undefined;

  /** @param folder absolute path of a scratch folder. Without one, the whole body stays in memory. */
  constructor(folder: string | undefined) {
    this.#folder = folder;
  }

  /** @throws OutputError when the scratch file cannot be written. */
  async write(bytes: Uint8Array): Promise<void> {
    if (this.#file !== undefined) return this.#file.append(bytes);
    this.#pieces.push(bytes);
    this.#length += bytes.length;
    if (this.#folder === undefined || this.#length <= LARGEST_IN_MEMORY) return;
    this.#file = await ScratchFile.create(this.#folder);
    for (const piece of this.#pieces) await this.#file.append(piece);
    this.#pieces = [];
  }

  /**
   * The whole body. Nothing may be written afterwards.
   *
   * @throws OutputError when the scratch file cannot be written.
   */
  async finish(): Promise<ObjectBody> {
    if (this.#file === undefined) return Buffer.concat(this.#pieces);
    await this.#file.close();
    return { path: this.#file.path };
  }

  /** Removes what was written. */
  async discard(): Promise<void> {
    this.#pieces = [];
    await this.#file?.remove();
  }
}
