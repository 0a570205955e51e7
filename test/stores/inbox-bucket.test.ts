import { describe, expect, it } from 'vitest';
import type { DroppedFile, InboxPlace } from '../../lib/capture/inbox/inbox-place.ts';
import { StoreError } from '../../lib/errors.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { type InboxBucketOptions, openInboxBucket } from '../../lib/stores/inbox-bucket.ts';
import { type InboxUnderTest, inboxPlaceContract } from '../contracts/inbox-place-contract.ts';
import { type BucketServer, type BucketServerOptions, bucketServer } from './bucket-server.ts';
import { QUICK, s3Refusal, s3Server } from './s3-server.ts';

const FOLDER = 'entrada/vendas';

inboxPlaceContract('the inbox in a bucket', () => anInbox());
inboxPlaceContract('the inbox in a bucket that lists one object a page', () =>
  anInbox({ pageSize: 1 }),
);
inboxPlaceContract('the inbox in a bucket of which a role may list only its folder', () =>
  anInbox({ listsBelow: `${FOLDER}/` }),
);

describe('the inbox in a bucket', () => {
  it('lists no folder that a console made, and no file of another inbox', async () => {
    const { place, server } = await anInbox();
    server.put(`${FOLDER}/`, '');
    server.put(`${FOLDER}-2/a.csv`, 'one');
    server.put(`${FOLDER}/b.csv`, 'two');

    const listed = await place.list();

    expect(listed.map(({ name }) => name)).toEqual(['b.csv']);
    expect(place.name).toBe(`s3://lake/${FOLDER}`);
  });

  it('removes a file by a request that names the ETag that was read', async () => {
    const { place, server, drop } = await anInbox();
    await drop('a.csv', 'one');
    const file = await only(place);

    const outcome = await place.remove(file, digest('one'));

    expect(outcome).toBe('removed');
    expect(server.asked.at(-1)).toMatchObject({
      method: 'DELETE',
      path: `/lake/${FOLDER}/a.csv`,
      headers: { 'if-match': file.version },
    });
  });

  it('leaves a file that is dropped between the last look and the removal', async () => {
    const { place, server, drop, textOf } = await anInbox({
      instead: ({ method }) => {
        if (method === 'HEAD' && isRemoving) server.put(`${FOLDER}/a.csv`, 'two');
        return undefined;
      },
    });
    let isRemoving = false;
    await drop('a.csv', 'one');
    const file = await only(place);
    isRemoving = true;

    expect(await place.remove(file, digest('one'))).toBe('changed');
    expect(await textOf('a.csv')).toBe('two');
    expect(server.asked.at(-1)?.method).toBe('DELETE');
  });

  it.each(['silence', 'reset'] as const)(
    'knows that a file is removed although the first try, which was carried out, ended in %s',
    async (end) => {
      let removals = 0;
      const { place, drop, textOf } = await anInbox({
        instead: ({ method }) => {
          if (method === 'DELETE') removals += 1;
          return method === 'DELETE' && removals === 1 ? end : undefined;
        },
      });
      await drop('a.csv', 'one');
      const file = await only(place);

      expect(await place.remove(file, digest('one'))).toBe('removed');
      expect(removals).toBe(2);
      expect(await textOf('a.csv')).toBeUndefined();
    },
  );

  it('tries again when another request for the file is in progress', async () => {
    let removals = 0;
    const server = await s3Server(({ method }) => {
      if (method !== 'DELETE') return { status: 200, headers: { etag: '"e"' } };
      removals += 1;
      return removals < 3 ? s3Refusal(409, 'ConditionalRequestConflict') : { status: 204 };
    });

    const outcome = await inboxAt(server.endpoint).remove(FILE, digest('one'));

    expect(outcome).toBe('removed');
    expect(removals).toBe(3);
  });

  it('is content with the note that another run writes at the same time', async () => {
    const { place, textOf, server } = await anInbox({
      instead: ({ method }) => {
        if (method === 'HEAD') server.put(`${FOLDER}/a.csv.erro.txt`, 'theirs');
        return undefined;
      },
    });

    await place.writeNote('a.csv.erro.txt', 'ours');

    expect(await textOf('a.csv.erro.txt')).toBe('theirs');
  });

  it('names the permission to remove files when it is denied', async () => {
    const { place, server, drop } = await anInbox({
      instead: ({ method }) => {
        if (method !== 'DELETE') return undefined;
        server.put(`${FOLDER}/a.csv`, 'one');
        return s3Refusal(403, 'AccessDenied');
      },
    });
    await drop('a.csv', 'one');

    const removing = place.remove(await only(place), digest('one'));

    await expect(removing).rejects.toThrow(StoreError);
    await expect(removing).rejects.toThrow(
      `Permission for s3:DeleteObject on arn:aws:s3:::lake/${FOLDER}/a.csv was denied: AccessDenied. Grant it to the role or user that owns these credentials`,
    );
    await expect(removing).rejects.toMatchObject({ retryable: false });
  });

  it('takes nothing from a server without ETags, which could lose a file', async () => {
    const server = await s3Server(() => ({ status: 200, headers: { 'content-length': '3' } }));

    const looking = inboxAt(server.endpoint).look('a.csv');

    await expect(looking).rejects.toThrow(
      `Could not take in s3://lake/${FOLDER}/a.csv: the server returned no ETag, by which only the bytes that were seen are removed.`,
    );
  });

  it('names the owner of the bucket in every request', async () => {
    const { server, drop, ...inbox } = await anInbox();
    const place = inboxAt(server.endpoint, { expectedOwner: '111122223333' });
    await drop('a.csv', 'one');

    const file = await only(place);
    await place.read(file);
    await place.writeNote('a.csv.erro.txt', 'first');
    await place.writeNote('a.csv.erro.txt', 'second');
    await place.remove(file, digest('one'));
    await place.removeNote('a.csv.erro.txt');

    expect(await inbox.textOf('a.csv')).toBeUndefined();
    const owners = server.asked.map(({ headers }) => headers['x-amz-expected-bucket-owner']);
    expect(new Set(owners)).toEqual(new Set(['111122223333']));
  });
});

const FILE: DroppedFile = { name: 'a.csv', size: 3, version: '"e"', modified: 0 };

async function anInbox(
  options: BucketServerOptions = {},
): Promise<InboxUnderTest & { readonly server: BucketServer }> {
  const server = await bucketServer(options);
  return {
    server,
    place: inboxAt(server.endpoint),
    drop: async (name, text) => server.put(`${FOLDER}/${name}`, text),
    textOf: async (name) => server.textOf(`${FOLDER}/${name}`),
  };
}

function inboxAt(endpoint: string, options: Partial<InboxBucketOptions> = {}): InboxPlace {
  const client = { ...QUICK, endpoint };
  return openInboxBucket({ bucket: 'lake', folder: FOLDER, pathStyle: true, client, ...options });
}

async function only(place: InboxPlace): Promise<DroppedFile> {
  const [file, ...others] = await place.list();
  if (file === undefined || others.length > 0) throw new TypeError('Expected one file');
  return file;
}

function digest(text: string): string {
  return sha256(new TextEncoder().encode(text));
}
