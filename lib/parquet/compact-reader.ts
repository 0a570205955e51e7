/** Types of the compact protocol that are read here; the others are skipped by their number. */
export const CompactType = { I64: 6, BINARY: 8, LIST: 9, STRUCT: 12 } as const;

/** Structures within structures: Parquet has no more than a handful. */
const DEEPEST = 32;

/**
 * Reads Thrift's compact protocol from bytes of which nothing is known: the footer of whatever lies in
 * a lake. Whatever they say, the work is bounded by their length: a list or a text is never taken to
 * be longer than what is left, and no element is without a byte. Throws plain errors.
 * https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
 */
export class CompactReader {
  readonly #bytes: Buffer;
  #at = 0;
  #depth = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** How many bytes are not read yet. */
  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /**
   * Reads a structure to its end.
   *
   * @param onField reads or skips the value of a field, whose number and type it is told
   */
  struct(onField: (field: number, type: number) => void): void {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new Error('structures that lie too deep in each other');
    let field = 0;
    for (let head = this.#byte(); head !== 0; head = this.#byte()) {
      field = head < 16 ? this.integer() : field + (head >> 4);
      onField(field, head & 15);
    }
    this.#depth -= 1;
  }

  /** A whole number of any width; beyond 2^53 the nearest that there is. */
  integer(): number {
    const zigzag = this.#unsigned();
    return zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2;
  }

  /** Text in UTF-8. */
  text(): string {
    const length = this.#size(1);
    this.#advance(length);
    return this.#bytes.toString('utf8', this.#at - length, this.#at);
  }

  /**
   * Reads the head of a list.
   *
   * @returns how many elements follow, and of which type
   */
  list(): { readonly size: number; readonly type: number } {
    const head = this.#byte();
    const short = head >> 4;
    return { size: short < 15 ? this.#checked(short, 1) : this.#size(1), type: head & 15 };
  }

  /** Skips the value of a field, whatever is in it. */
  skip(type: number): void {
    // A truth value is in the head of its field.
    if (type !== 1 && type !== 2) this.#skipElement(type);
  }

  #skipElement(type: number): void {
    switch (type) {
      case 1:
      case 2:
      case 3:
        this.#byte();
        return;
      case 4:
      case 5:
      case CompactType.I64:
        this.#unsigned();
        return;
      case 7:
        this.#advance(8);
        return;
      case CompactType.BINARY:
        this.#advance(this.#size(1));
        return;
      case CompactType.LIST:
      case 10:
        this.#skipList();
        return;
      case 11:
        this.#skipMap();
        return;
      case CompactType.STRUCT:
        this.struct((_, inner) => this.skip(inner));
        return;
      default:
        throw new Error(`a value of the unknown type ${type}`);
    }
  }

  #skipList(): void {
    const { size, type } = this.list();
    this.#skipElements(size, [type]);
  }

  #skipMap(): void {
    const size = this.#size(2);
    if (size === 0) return;
    const types = this.#byte();
    this.#skipElements(size, [types >> 4, types & 15]);
  }

  #skipElements(size: number, types: readonly number[]): void {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new Error('lists that lie too deep in each other');
    for (let element = 0; element < size; element += 1) {
      for (const type of types) this.#skipElement(type);
    }
    this.#depth -= 1;
  }

  #byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new Error('an end in the midst of it');
    this.#at += 1;
    return byte;
  }

  #advance(bytes: number): void {
    this.#at += this.#checked(bytes, 1);
  }

  #unsigned(): number {
    let value = 0;
    for (let place = 1; place < 2 ** 70; place *= 128) {
      const byte = this.#byte();
      value += (byte & 127) * place;
      if (byte < 128) return value;
    }
    throw new Error('a number of more than ten bytes');
  }

  /** A number of elements that take so many bytes at the least. */
  #size(bytes: number): number {
    return this.#checked(this.#unsigned(), bytes);
  }

  #checked(size: number, bytes: number): number {
    if (size * bytes <= this.left) return size;
    throw new Error(`${size} elements or characters where ${this.left} bytes are left`);
  }
}
