/** The types of the compact protocol that callers read; values of the others are skipped. */
export const CompactType = { I64: 6, BINARY: 8, LIST: 9, STRUCT: 12 } as const;

/** Nesting that is accepted. Parquet's own structures are only a few levels deep. */
const MAX_DEPTH = 32;

/**
 * Reads Thrift's compact protocol from untrusted bytes, such as the footer of a file that somebody put
 * into a lake. The work is bounded by the number of bytes: a list or text cannot claim to be longer than
 * the bytes that are left, and every element takes at least one byte. Throws plain errors.
 * https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
 */
export class CompactReader {
  readonly #bytes: Buffer;
  #at = 0;
  #depth = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Number of bytes not read yet. */
  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /**
   * Reads a structure to its end.
   *
   * @param onField reads or skips the value of the field with this number and type
   */
  struct(onField: (field: number, type: number) => void): void {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new Error('structures nested too deeply');
    let field = 0;
    for (let head = this.#byte(); head !== 0; head = this.#byte()) {
      field = head < 16 ? this.integer() : field + (head >> 4);
      onField(field, head & 15);
    }
    this.#depth -= 1;
  }

  /** An integer of any width; above 2^53 rounded to the nearest number. */
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
   * Reads the header of a list.
   *
   * @returns the number of elements that follow, and their type
   */
  list(): { readonly size: number; readonly type: number } {
    const head = this.#byte();
    const short = head >> 4;
    return { size: short < 15 ? this.#checked(short, 1) : this.#size(1), type: head & 15 };
  }

  /** Skips the value of a field of this type. */
  skip(type: number): void {
    // A boolean has no bytes of its own: the type of the field is its value.
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
        throw new Error(`a value of unknown type ${type}`);
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
    if (this.#depth > MAX_DEPTH) throw new Error('lists nested too deeply');
    for (let element = 0; element < size; element += 1) {
      for (const type of types) this.#skipElement(type);
    }
    this.#depth -= 1;
  }

  #byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new Error('an unexpected end of the data');
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
    throw new Error('an integer of more than ten bytes');
  }

  /** Reads a number of elements that take at least `minBytes` each. */
  #size(minBytes: number): number {
    return this.#checked(this.#unsigned(), minBytes);
  }

  #checked(size: number, minBytes: number): number {
    if (size * minBytes <= this.left) return size;
    throw new Error(`${size} elements or bytes where only ${this.left} bytes are left`);
  }
}
