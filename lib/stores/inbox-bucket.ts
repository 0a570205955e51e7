import { S3Failure } from '../aws/s3-failure.ts';
import type { S3Head, S3Requests } from '../aws/s3-requests.ts';
import { s3Requests } from '../aws/sdk-s3-requests.ts';
import type { DroppedFile, InboxPlace } from '../capture/inbox/inbox-place.ts';
import { type BucketLake, bucketUrl } from '../lake/lake-url.ts';
import { objectOf } from '../lake/object.ts';
import { isAbsent } from './s3-absence.ts';
import { S3Explainer } from './s3-explainer.ts';
import type { S3StoreOptions } from './s3-store.ts';
import { withoutEtag } from './s3-store-errors.ts';

/** Which bucket, and where in it files are dropped. */
export interface InboxBucketOptions
  extends Pick<S3StoreOptions, 'bucket' | 'client' | 'expectedOwner' | 'pathStyle' | 'requests'> {
  /** The folder of the files in the bucket, without a slash at its end: `entrada/vendas`. */
  readonly folder: string;
}

/**
 * Opens the inbox in a bucket. A file is removed by a request that names the ETag that was read
 * (`If-Match`), so that a file that was dropped in its place meanwhile stays.
 */
export function openInboxBucket(options: InboxBucketOptions): InboxPlace {
  return new InboxBucket(options);
}

class InboxBucket implements InboxPlace {
  readonly name: string;
  readonly showsWholeFiles = true;
  readonly #lake: Pick<BucketLake, 'bucket' | 'base'>;
  readonly #requests: S3Requests;
  readonly #errors: S3Explainer;

  constructor({ folder, requests, ...client }: InboxBucketOptions) {
    this.#lake = { bucket: client.bucket, base: folder };
    this.name = bucketUrl(this.#lake);
    this.#requests = requests ?? s3Requests(client);
    this.#errors = new S3Explainer(this.#requests, this.#lake, client.expectedOwner);
  }

  list(): Promise<readonly DroppedFile[]> {
    return this.#errors.explaining('', async () => {
      const names: string[] = [];
      const prefix = this.#pathOf('');
      for await (const page of this.#requests.pages(prefix)) {
        const below = page.map((path) => path.slice(prefix.length));
        names.push(...below.filter((name) => isPlain(name)));
      }
      const files: DroppedFile[] = [];
      for (const name of names.sort()) {
        const file = await this.look(name);
        if (file !== undefined) files.push(file);
      }
      return files;
    });
  }

  look(name: string): Promise<DroppedFile | undefined> {
    return this.#errors.explaining(name, async () => {
      const head = await this.#head(name);
      if (head === undefined) return undefined;
      const { size, etag } = head;
      if (etag === undefined) throw withoutEtag(this.#lake, name, 'take in');
      return { name, size, version: etag, modified: 0 };
    });
  }

  read({ name, version }: DroppedFile): Promise<Uint8Array | undefined> {
    return this.#errors.explaining(name, async () => {
      try {
        return await this.#requests.get(this.#pathOf(name), { etag: version });
      } catch (error) {
        if (!(error instanceof S3Failure)) throw error;
        if (isChanged(error) || (await isAbsent(this.#requests, error))) return undefined;
        throw error;
      }
    });
  }

  /** The ETag tells the bytes that were read from any others. */
  remove({ name, version }: DroppedFile): Promise<'removed' | 'changed' | 'gone'> {
    return this.#errors.explaining(name, async () => {
      // A server that ignores the condition would remove whatever is there.
      const head = await this.#head(name);
      if (head === undefined) return 'gone';
      if (head.etag !== version) return 'changed';
      try {
        await this.#requests.removeUnchanged(this.#pathOf(name), version);
        return 'removed';
      } catch (error) {
        if (!(error instanceof S3Failure)) throw error;
        if (isChanged(error)) return 'changed';
        // An earlier try may have removed it and got no response.
        if (await isAbsent(this.#requests, error)) return 'removed';
        throw error;
      }
    });
  }

  writeNote(name: string, text: string): Promise<void> {
    return this.#errors.explaining(name, async () => {
      const path = this.#pathOf(name);
      const note = objectOf(new TextEncoder().encode(text));
      const head = await this.#head(name);
      try {
        if (head?.etag === undefined) await this.#requests.putIfAbsent(path, note);
        else await this.#requests.putOver(path, note, head.etag);
      } catch (error) {
        // Another run writes the note on the same file.
        if (!(error instanceof S3Failure && isChanged(error))) throw error;
      }
    });
  }

  removeNote(name: string): Promise<void> {
    return this.#errors.explaining(name, async () => {
      const head = await this.#head(name);
      if (head?.etag === undefined) return;
      try {
        await this.#requests.removeUnchanged(this.#pathOf(name), head.etag);
      } catch (error) {
        if (!(error instanceof S3Failure && isChanged(error))) throw error;
      }
    });
  }

  #pathOf(name: string): string {
    return `${this.#lake.base}/${name}`;
  }

  async #head(name: string): Promise<S3Head | undefined> {
    try {
      return await this.#requests.head(this.#pathOf(name));
    } catch (error) {
      if (error instanceof S3Failure && (await isAbsent(this.#requests, error))) return undefined;
      throw error;
    }
  }
}

/** A file of the inbox itself: not hidden, and in no folder. */
function isPlain(name: string): boolean {
  return name !== '' && !name.includes('/') && !name.startsWith('.');
}

function isChanged({ code, status }: S3Failure): boolean {
  return code === 'PreconditionFailed' || status === 412;
}
