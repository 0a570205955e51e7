import { createHash } from 'node:crypto';
import type { S3Body, S3Head, S3Part } from '../../lib/aws/s3-requests.ts';
import type { LakeObserver, LakeView } from './lake-view.ts';
import type { VirtualTime } from './virtual-time.ts';

/** How an S3-compatible server differs from S3. */
export interface BucketTraits {
  /** Whether HEAD returns digests. */
  readonly hasDigests: boolean;
  /** Maximum milliseconds until a listing shows a new object. */
  readonly listsAfter: number;
  readonly pageSize: number;
  /** Whether it compares bodies with their digests. Only a broken server does not. */
  readonly comparesBodies?: boolean;
  /** Whether a conditional write keeps an existing object. Only a broken server overwrites it. */
  readonly keepsObjects?: boolean;
}

interface StoredObject {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly etag: string;
  readonly listedFrom: number;
}

interface Upload {
  readonly path: string;
  readonly begun: number;
  readonly by: string;
  readonly parts: Map<number, S3Body>;
}

/** The lifecycle rule of the stack: `unfinishedUploadsDays` of the landing zone. */
const UPLOADS_KEPT_MS = 7 * 24 * 3_600_000;

/** A bucket that behaves like S3. It throws errors like those of the SDK. */
export class Bucket implements LakeView {
  private readonly objects = new Map<string, StoredObject>();
  /** Sorted by bytes, as in listings. */
  private readonly paths: string[] = [];
  private readonly uploads = new Map<string, Upload>();
  /** Number of objects that were not listed immediately. */
  listedLate = 0;
  private made = 0;
  private readonly time: VirtualTime;
  private readonly observer: LakeObserver;
  private readonly traits: BucketTraits;

  constructor(time: VirtualTime, observer: LakeObserver, traits: BucketTraits) {
    this.time = time;
    this.observer = observer;
    this.traits = traits;
  }

  /**
   * Returns a page of paths that begin with a prefix and come after a path. The last page may be
   * shorter.
   */
  page(prefix: string, after: string): { paths: string[]; isLast: boolean } {
    const paths: string[] = [];
    for (let place = this.placeOf(after > prefix ? after : prefix); ; place += 1) {
      const path = this.paths[place];
      if (path === undefined || !path.startsWith(prefix)) return { paths, isLast: true };
      if (path <= after || (this.objects.get(path)?.listedFrom ?? 0) > this.time.now) continue;
      paths.push(path);
      if (paths.length === this.traits.pageSize) return { paths, isLast: false };
    }
  }

  head(path: string): S3Head {
    const { bytes, etag, sha256 } = this.get(path);
    return { size: bytes.length, etag, sha256: this.traits.hasDigests ? sha256 : undefined };
  }

  has(path: string): boolean {
    return this.objects.has(path);
  }

  get(path: string): StoredObject {
    const found = this.objects.get(path);
    if (found === undefined) throw sdkError('NoSuchKey', 404);
    return found;
  }

  put(path: string, body: S3Body, listedAfter: number): void {
    this.compare(body);
    if (this.objects.has(path) && this.traits.keepsObjects !== false) {
      throw sdkError('PreconditionFailed', 412);
    }
    this.store(path, body.bytes, digestOf(body.bytes), listedAfter);
  }

  putOver(path: string, body: S3Body, etag: string, listedAfter: number): void {
    this.compare(body);
    if (this.get(path).etag !== etag) throw sdkError('PreconditionFailed', 412);
    this.store(path, body.bytes, digestOf(body.bytes), listedAfter);
  }

  /** A missing object is no error, as in S3. */
  remove(path: string, etag: string): void {
    const found = this.objects.get(path);
    if (found !== undefined && found.etag !== etag) throw sdkError('PreconditionFailed', 412);
    this.removeAny(path);
  }

  removeAny(path: string): void {
    if (!this.objects.delete(path)) return;
    this.paths.splice(this.placeOf(path), 1);
    this.observer.gone(path, false);
  }

  /** Puts an object in place of any other, as people do. */
  drop(path: string, bytes: Uint8Array, listedAfter: number): void {
    this.store(path, bytes, digestOf(bytes), listedAfter);
  }

  startUpload(path: string, by: string): string {
    this.made += 1;
    const id = `upload-${this.made}`;
    this.uploads.set(id, { path, begun: this.time.now, by, parts: new Map() });
    return id;
  }

  putPart(id: string, number: number, body: S3Body): S3Part {
    const upload = this.upload(id);
    this.compare(body);
    upload.parts.set(number, body);
    return { PartNumber: number, ETag: `part-${number}`, ChecksumSHA256: digestOf(body.bytes) };
  }

  complete(id: string, parts: readonly S3Part[], listedAfter: number): string {
    const { path, parts: stored } = this.upload(id);
    if (this.objects.has(path) && this.traits.keepsObjects !== false) {
      throw sdkError('PreconditionFailed', 412);
    }
    const bodies = parts.map(({ PartNumber }) => {
      const part = stored.get(PartNumber);
      if (part === undefined) throw sdkError('InvalidPart', 400);
      return part.bytes;
    });
    const digests = bodies.map((bytes) => digestOf(bytes));
    const hash = createHash('sha256');
    for (const digest of digests) hash.update(digest, 'base64');
    const composite = `${hash.digest('base64')}-${digests.length}`;
    this.uploads.delete(id);
    this.store(path, Buffer.concat(bodies), composite, listedAfter);
    return composite;
  }

  abort(id: string): void {
    this.upload(id);
    this.uploads.delete(id);
  }

  bytesOf(key: string): Uint8Array | undefined {
    return this.objects.get(key)?.bytes;
  }

  keys(): Iterable<string> {
    return this.paths;
  }

  /** Returns the unfinished uploads that the lifecycle rule has not removed. */
  leftovers(): string[] {
    this.removeOldUploads();
    return [...this.uploads.keys()];
  }

  /** Returns the unfinished uploads and the processes that began them. */
  openUploads(): readonly { readonly id: string; readonly by: string }[] {
    return [...this.uploads].map(([id, { by }]) => ({ id, by }));
  }

  private store(path: string, bytes: Uint8Array, sha256: string, listedAfter: number): void {
    const listedFrom = this.time.now + Math.min(listedAfter, this.traits.listsAfter);
    if (listedFrom > this.time.now) this.listedLate += 1;
    if (!this.objects.has(path)) this.paths.splice(this.placeOf(path), 0, path);
    // As in S3, the same bytes have the same ETag.
    this.objects.set(path, { bytes, sha256, etag: `"${sha256}"`, listedFrom });
    this.observer.shown(path, bytes);
  }

  private compare({ bytes, sha256 }: S3Body): void {
    if (this.traits.comparesBodies !== false && digestOf(bytes) !== sha256) {
      throw sdkError('BadDigest', 400);
    }
  }

  private upload(id: string): Upload {
    this.removeOldUploads();
    const upload = this.uploads.get(id);
    if (upload === undefined) throw sdkError('NoSuchUpload', 404);
    return upload;
  }

  private removeOldUploads(): void {
    for (const [id, { begun }] of this.uploads) {
      if (this.time.now - begun > UPLOADS_KEPT_MS) this.uploads.delete(id);
    }
  }

  /** Position of a path in the sorted paths, or where it would be inserted. */
  private placeOf(path: string): number {
    let [low, high] = [0, this.paths.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.paths[middle] ?? '') < path) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Creates an error like those of the SDK for an answer of AWS. */
export function sdkError(name: string, status: number): Error {
  return Object.assign(new Error(name), { name, $metadata: { httpStatusCode: status } });
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64');
}
