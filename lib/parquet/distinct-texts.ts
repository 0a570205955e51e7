import type { TextColumn } from '../model/text-column.ts';
import type { ColumnStatistics } from './column-statistics.ts';

const LENGTH_BYTES = 4;

const decoder = new TextDecoder();

/**
 * Counts the different texts of columns, and finds the first and the last in the order of their
 * bytes, without a string for any row: a hash table of places in the bytes.
 */
export class DistinctTexts {
  /** Where texts of the table are: number of the column, and place of the text in its bytes. */
  private readonly columns: Uint8Array[] = [];
  private owners = new Uint32Array(1024);
  private places = new Uint32Array(1024);
  private count = 0;
  private min: Uint8Array | undefined;
  private max: Uint8Array | undefined;

  addAll({ bytes, length: rows }: TextColumn): void {
    const owner = this.columns.push(bytes);
    let place = 0;
    for (let row = 0; row < rows; row += 1) {
      const length = lengthAt(bytes, place);
      if (this.addNew(owner, bytes, place, length)) {
        this.count += 1;
        this.compare(bytes.subarray(place + LENGTH_BYTES, place + LENGTH_BYTES + length));
        if (this.count * 2 > this.places.length) this.grow();
      }
      place += LENGTH_BYTES + length;
    }
  }

  statistics(): ColumnStatistics<string> {
    return {
      min: decoder.decode(this.min),
      max: decoder.decode(this.max),
      distinct: this.count,
    };
  }

  /** Gives whether the text was not there. */
  private addNew(owner: number, bytes: Uint8Array, place: number, length: number): boolean {
    const { owners, places } = this;
    const mask = places.length - 1;
    for (let slot = hashOf(bytes, place, length) & mask; ; slot = (slot + 1) & mask) {
      const there = owners[slot] as number;
      if (there === 0) {
        owners[slot] = owner;
        places[slot] = place;
        return true;
      }
      const other = this.columns[there - 1] as Uint8Array;
      if (isEqual(bytes, place, other, places[slot] as number, length + LENGTH_BYTES)) return false;
    }
  }

  private compare(text: Uint8Array): void {
    if (this.min === undefined || isBefore(text, this.min)) this.min = text;
    if (this.max === undefined || isBefore(this.max, text)) this.max = text;
  }

  private grow(): void {
    const [owners, places] = [this.owners, this.places];
    this.owners = new Uint32Array(owners.length * 2);
    this.places = new Uint32Array(places.length * 2);
    for (let slot = 0; slot < owners.length; slot += 1) {
      const owner = owners[slot] as number;
      if (owner === 0) continue;
      const bytes = this.columns[owner - 1] as Uint8Array;
      const place = places[slot] as number;
      this.addNew(owner, bytes, place, lengthAt(bytes, place));
    }
  }
}

function lengthAt(bytes: Uint8Array, place: number): number {
  return (
    (bytes[place] as number) |
    ((bytes[place + 1] as number) << 8) |
    ((bytes[place + 2] as number) << 16) |
    ((bytes[place + 3] as number) << 24)
  );
}

/** FNV-1a (Fowler, Noll and Vo), which is good enough where equal texts are compared by their bytes. */
function hashOf(bytes: Uint8Array, place: number, length: number): number {
  let hash = 0x811c9dc5;
  const end = place + LENGTH_BYTES + length;
  for (let index = place + LENGTH_BYTES; index < end; index += 1) {
    hash = Math.imul(hash ^ (bytes[index] as number), 0x01000193);
  }
  return hash ^ (hash >>> 15);
}

/** Compares lengths as well: they lie in front of the texts. */
function isEqual(
  one: Uint8Array,
  placeOfOne: number,
  other: Uint8Array,
  placeOfOther: number,
  length: number,
): boolean {
  for (let index = 0; index < length; index += 1) {
    if (one[placeOfOne + index] !== other[placeOfOther + index]) return false;
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
