import type { TextColumn } from '../model/text-column.ts';
import type { ColumnStatistics } from './column-statistics.ts';

/** Bytes that the length in front of each text takes. */
const LENGTH_BYTES = 4;

/** Keeps a byte order mark at the start of a text, which a decoder drops by default. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Counts the distinct texts of a column, and finds the smallest and the largest in the order of their
 * bytes. A hash table of positions in the bytes, so that no row needs a string.
 */
export class DistinctTexts {
  readonly #columns: Uint8Array[] = [];
  /** For each slot of the hash table: the number of the column that holds its text, from 1; 0 if free. */
  #owners = new Uint32Array(1024);
  /** For each slot: the position of the text's length in the bytes of its column. */
  #positions = new Uint32Array(1024);
  #count = 0;
  #min: Uint8Array | undefined;
  #max: Uint8Array | undefined;

  /** Adds all texts of a column. */
  addAll({ bytes, length: rows }: TextColumn): void {
    const owner = this.#columns.push(bytes);
    let position = 0;
    for (let row = 0; row < rows; row += 1) {
      const length = lengthAt(bytes, position);
      if (this.#addNew(owner, bytes, position, length)) {
        this.#count += 1;
        this.#compare(bytes.subarray(position + LENGTH_BYTES, position + LENGTH_BYTES + length));
        if (this.#count * 2 > this.#positions.length) this.#grow();
      }
      position += LENGTH_BYTES + length;
    }
  }

  /** The statistics of all texts added so far, at least one. */
  statistics(): ColumnStatistics<string> {
    return {
      min: decoder.decode(this.#min),
      max: decoder.decode(this.#max),
      distinct: this.#count,
    };
  }

  /** Returns whether the text was new. */
  #addNew(owner: number, bytes: Uint8Array, position: number, length: number): boolean {
    const owners = this.#owners;
    const positions = this.#positions;
    const mask = positions.length - 1;
    for (let slot = hashOf(bytes, position, length) & mask; ; slot = (slot + 1) & mask) {
      const taken = owners[slot] as number;
      if (taken === 0) {
        owners[slot] = owner;
        positions[slot] = position;
        return true;
      }
      const other = this.#columns[taken - 1] as Uint8Array;
      const size = LENGTH_BYTES + length;
      if (isEqual(bytes, position, other, positions[slot] as number, size)) return false;
    }
  }

  #compare(text: Uint8Array): void {
    if (this.#min === undefined || isBefore(text, this.#min)) this.#min = text;
    if (this.#max === undefined || isBefore(this.#max, text)) this.#max = text;
  }

  #grow(): void {
    const [owners, positions] = [this.#owners, this.#positions];
    this.#owners = new Uint32Array(owners.length * 2);
    this.#positions = new Uint32Array(positions.length * 2);
    for (let slot = 0; slot < owners.length; slot += 1) {
      const owner = owners[slot] as number;
      if (owner === 0) continue;
      const bytes = this.#columns[owner - 1] as Uint8Array;
      const position = positions[slot] as number;
      this.#addNew(owner, bytes, position, lengthAt(bytes, position));
    }
  }
}

function lengthAt(bytes: Uint8Array, position: number): number {
  return (
    (bytes[position] as number) |
    ((bytes[position + 1] as number) << 8) |
    ((bytes[position + 2] as number) << 16) |
    ((bytes[position + 3] as number) << 24)
  );
}

/** FNV-1a (Fowler, Noll and Vo). Collisions cost time only: texts of equal hash are compared by their bytes. */
function hashOf(bytes: Uint8Array, position: number, length: number): number {
  let hash = 0x811c9dc5;
  const end = position + LENGTH_BYTES + length;
  for (let index = position + LENGTH_BYTES; index < end; index += 1) {
    hash = Math.imul(hash ^ (bytes[index] as number), 0x01000193);
  }
  return hash ^ (hash >>> 15);
}

/** Compares `length` bytes, which start with the lengths of both texts. */
function isEqual(
  one: Uint8Array,
  positionOfOne: number,
  other: Uint8Array,
  positionOfOther: number,
  length: number,
): boolean {
  for (let index = 0; index < length; index += 1) {
    if (one[positionOfOne + index] !== other[positionOfOther + index]) return false;
  }
  return true;
}

function isBefore(one: Uint8Array, other: Uint8Array): boolean {
  const shorter = Math.min(one.length, other.length);
  for (let index = 0; index < shorter; index += 1) {
    const difference = (one[index] as number) - (other[index] as number);
    if (difference !== 0) return difference < 0;
  }
  return one.length < other.length;
}
