import { plainTexts } from '../columns/plain-encoding.ts';
import type { ColumnValues } from '../model/batch.ts';
import { LENGTH_BYTES, TextColumn } from '../model/text-column.ts';

/** Rows after which a column of mostly different texts is given up. */
const SAMPLE = 256;

/** Share of different texts above which a column is given up. */
const MOSTLY = 0.75;

/**
 * Numbers the different texts of a column in the order of their first rows. A hash table of positions
 * in the bytes, so that no row of a `TextColumn` needs a string.
 */
export class TextDictionary {
  /** For each row added so far, the number of its text. */
  readonly numbers: Int32Array;
  /** Size of all texts added so far, lengths included. */
  plainBytes = 0;
  readonly #largest: number;
  /** For each slot of the hash table, the number of its text, from 1; 0 if free. */
  #slots = new Int32Array(1024);
  /** For each text, the position of its length in {@link #bytes}. */
  #positions = new Int32Array(1024);
  #bytes = new Uint8Array(16 * 1024);
  #used = 0;
  #count = 0;
  #rows = 0;

  /**
   * @param rows number of texts to be added
   * @param largest size of the different texts from which on the column is given up, in bytes
   */
  constructor(rows: number, largest: number) {
    this.numbers = new Int32Array(rows);
    this.#largest = largest;
  }

  /** Adds the texts of a column. Returns false if the column is given up. */
  addBytes({ bytes, length: rows }: TextColumn): boolean {
    let position = 0;
    for (let row = 0; row < rows; row += 1) {
      const end = position + LENGTH_BYTES + lengthAt(bytes, position);
      if (!this.#add(bytes, position, end)) return false;
      position = end;
    }
    this.plainBytes += position;
    return true;
  }

  /** Adds strings. Returns false if the column is given up. */
  addAll(texts: ColumnValues): boolean {
    return this.addBytes(new TextColumn(plainTexts([texts]), texts.length));
  }

  /** The different texts. */
  column(): TextColumn {
    return new TextColumn(this.#bytes.subarray(0, this.#used), this.#count);
  }

  #add(bytes: Uint8Array, position: number, end: number): boolean {
    const mask = this.#slots.length - 1;
    let slot = hashOf(bytes, position + LENGTH_BYTES, end) & mask;
    for (; ; slot = (slot + 1) & mask) {
      const number = (this.#slots[slot] as number) - 1;
      if (number < 0) break;
      if (isEqual(bytes, position, end, this.#bytes, this.#positions[number] as number)) {
        this.#number(number);
        return true;
      }
    }
    this.#number(this.#count);
    this.#keep(bytes, position, end, slot);
    const repeats = this.#rows < SAMPLE || this.#count <= this.#rows * MOSTLY;
    return repeats && this.#used <= this.#largest;
  }

  #number(number: number): void {
    this.numbers[this.#rows] = number;
    this.#rows += 1;
  }

  #keep(bytes: Uint8Array, position: number, end: number, slot: number): void {
    const size = end - position;
    if (this.#used + size > this.#bytes.length) {
      this.#bytes = enlarged(this.#bytes, this.#used + size);
    }
    if (this.#count === this.#positions.length) {
      this.#positions = enlarged(this.#positions, this.#count + 1);
    }
    this.#bytes.set(bytes.subarray(position, end), this.#used);
    this.#positions[this.#count] = this.#used;
    this.#used += size;
    this.#count += 1;
    this.#slots[slot] = this.#count;
    if (this.#count * 2 > this.#slots.length) this.#rehash();
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let number = 0; number < this.#count; number += 1) {
      const position = this.#positions[number] as number;
      const end = position + LENGTH_BYTES + lengthAt(this.#bytes, position);
      let slot = hashOf(this.#bytes, position + LENGTH_BYTES, end) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.#slots = slots;
  }
}

function enlarged<Kind extends Uint8Array | Int32Array>(array: Kind, least: number): Kind {
  const larger = new (array.constructor as new (length: number) => Kind)(
    Math.max(array.length * 2, least),
  );
  larger.set(array);
  return larger;
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
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let index = from; index < to; index += 1) {
    hash = Math.imul(hash ^ (bytes[index] as number), 0x01000193);
  }
  return hash ^ (hash >>> 15);
}

/** Compares a text with another one, lengths included: equal lengths come first. */
function isEqual(
  one: Uint8Array,
  from: number,
  to: number,
  other: Uint8Array,
  fromOther: number,
): boolean {
  for (let index = from, at = fromOther; index < to; index += 1, at += 1) {
    if (one[index] !== other[at]) return false;
  }
  return true;
}
