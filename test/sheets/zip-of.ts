import { crc32, deflateRawSync } from 'node:zlib';

/** A file for a zip, and what the zip says of it where that is not true. */
export interface ZipFile {
  readonly content: string | Uint8Array;
  /** Default: `true`. */
  readonly deflated?: boolean;
  /** Default: the size of the content. */
  readonly saidSize?: number;
  readonly saidCrc32?: number;
  readonly saidMethod?: number;
  /** Default: `false`. */
  readonly encrypted?: boolean;
}

/** A zip of named files. */
export function zipOf(
  files: Readonly<Record<string, ZipFile | string>>,
  { comment = '', zip64 = false }: { readonly comment?: string; readonly zip64?: boolean } = {},
): Buffer {
  const bodies: Buffer[] = [];
  const headers: Buffer[] = [];
  let offset = 0;
  for (const [name, file] of Object.entries(files)) {
    const facts = factsOf(name, typeof file === 'string' ? { content: file } : file);
    const body = Buffer.concat([localHeader(facts), facts.name, facts.zipped]);
    headers.push(zip64 ? wideCentralHeader(facts, offset) : centralHeader(facts, offset));
    bodies.push(body);
    offset += body.length;
  }
  const directory = Buffer.concat(headers);
  const end = zip64
    ? wideEnd({ count: headers.length, length: directory.length, start: offset })
    : endRecord({ count: headers.length, length: directory.length, start: offset, comment });
  return Buffer.concat([...bodies, directory, end]);
}

interface Facts {
  readonly name: Buffer;
  readonly zipped: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly size: number;
}

function factsOf(name: string, file: ZipFile): Facts {
  const content = Buffer.from(file.content);
  const deflated = file.deflated ?? true;
  return {
    name: Buffer.from(name),
    zipped: deflated ? deflateRawSync(content) : content,
    flags: file.encrypted === true ? 1 : 0,
    method: file.saidMethod ?? (deflated ? 8 : 0),
    crc: file.saidCrc32 ?? crc32(content),
    size: file.saidSize ?? content.length,
  };
}

function localHeader({ name, zipped, flags, method, crc, size }: Facts): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(method, 8);
  header.writeUInt32LE(crc, 14);
  header.writeUInt32LE(zipped.length, 18);
  header.writeUInt32LE(size, 22);
  header.writeUInt16LE(name.length, 26);
  return header;
}

function centralHeader({ name, zipped, flags, method, crc, size }: Facts, offset: number): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(flags, 8);
  header.writeUInt16LE(method, 10);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(zipped.length, 20);
  header.writeUInt32LE(size, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, name]);
}

function wideCentralHeader(facts: Facts, offset: number): Buffer {
  const header = centralHeader(facts, 0xffffffff);
  header.writeUInt32LE(0xffffffff, 20);
  header.writeUInt32LE(0xffffffff, 24);
  // An extra field of another kind comes first.
  const extra = Buffer.alloc(4 + 2 + 4 + 24);
  extra.writeUInt16LE(0x5455, 0);
  extra.writeUInt16LE(2, 2);
  extra.writeUInt16LE(1, 6);
  extra.writeUInt16LE(24, 8);
  extra.writeBigUInt64LE(BigInt(facts.size), 10);
  extra.writeBigUInt64LE(BigInt(facts.zipped.length), 18);
  extra.writeBigUInt64LE(BigInt(offset), 26);
  header.writeUInt16LE(extra.length, 30);
  return Buffer.concat([header, extra]);
}

interface End {
  readonly count: number;
  readonly length: number;
  readonly start: number;
  readonly comment?: string;
}

function endRecord({ count, length, start, comment = '' }: End): Buffer {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(length, 12);
  record.writeUInt32LE(start, 16);
  record.writeUInt16LE(Buffer.byteLength(comment), 20);
  return Buffer.concat([record, Buffer.from(comment)]);
}

function wideEnd({ count, length, start }: End): Buffer {
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(length), 40);
  record.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(start + length), 8);
  locator.writeUInt32LE(1, 16);
  const end = endRecord({ count: 0xffff, length: 0xffffffff, start: 0xffffffff });
  return Buffer.concat([record, locator, end]);
}
