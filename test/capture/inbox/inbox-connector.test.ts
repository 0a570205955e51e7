import { appendFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { InboxConnector } from '../../../lib/capture/inbox/inbox-connector.ts';
import { CaptureError } from '../../../lib/errors.ts';
import {
  connectorContract,
  settlingConnectorContract,
} from '../../contracts/connector-contract.ts';
import { anInbox, NOW } from './an-inbox.ts';

for (const contract of [connectorContract, settlingConnectorContract]) {
  contract('the inbox', async () => {
    const { connect, put, files } = await anInbox();
    return { connector: connect(), put, outside: files };
  }, ['a.csv', 'b.csv']);
}

const REFUSAL = new CaptureError({ expected: 'a workbook', got: 'none', advice: 'Mend it.' });

describe('the inbox', () => {
  it('leaves a workbook that is being written, and refuses one that nobody goes on writing', async () => {
    const { connect, put } = await anInbox();
    await put('half.xlsx', 'PK\u0003\u0004 the beginning of a workbook');

    const writing = await fetchOnly(connect({ now: () => NOW + 60_000 }));
    const abandoned = await fetchOnly(connect({ now: () => NOW + 3_600_000 }));

    expect(writing).toEqual({ kind: 'waits', reason: 'It is not complete yet.' });
    // What refuses it is that it cannot be parsed.
    expect(abandoned.kind).toBe('fetched');
  });

  it('takes CSV when it stood for two seconds', async () => {
    const { connect, put, root } = await anInbox();
    await put('a.csv', 'A;B\n1;2\n');
    const waited: number[] = [];
    const still = connect({ sleep: async (milliseconds) => waited.push(milliseconds) });
    const growing = connect({ sleep: () => appendFile(join(root, 'a.csv'), '3;4\n') });

    const taken = await fetchOnly(still);
    const left = await fetchOnly(growing);

    expect(taken.kind).toBe('fetched');
    expect(waited).toEqual([2000]);
    expect(left).toEqual({ kind: 'waits', reason: 'It was changed a moment ago.' });
  });

  it('waits once for all files together', async () => {
    const { connect, put } = await anInbox();
    for (const name of ['a.csv', 'b.csv', 'c.csv']) await put(name, 'A\n1\n');
    let clock = NOW;
    const waited: number[] = [];
    const connector = connect({
      now: () => clock,
      async sleep(milliseconds) {
        waited.push(milliseconds);
        clock += milliseconds;
      },
    });

    for (const item of await connector.discover()) await connector.fetch(item);

    expect(waited).toEqual([2000]);
  });

  it('leaves out what programs have open or have not finished', async () => {
    const { connect, put } = await anInbox();
    for (const name of ['~$a.xlsx', 'a.xlsx.part', 'b.csv.filepart', 'c.tmp', 'a.csv.erro.txt'])
      await put(name, 'text');

    expect(await connect().discover()).toEqual([]);
  });

  it('writes why a file was refused beside it, without its content', async () => {
    const { connect, put, note } = await anInbox();
    await put('a.csv', 'NOME;CPF\nMARCADOR;123\n');

    await refuseOnly(connect());

    const text = await note('a.csv');
    expect(text?.replace(/[0-9a-f]{64}/, '…')).toBe(`a.csv was not taken in.

${REFUSAL.message}

It is tried again when the file is changed or replaced, or this note is removed.

File: sha256:…
Version: test/1
`);
    expect(text).not.toContain('MARCADOR');
  });

  it('tries a refused file again when the version changes, or the note is removed', async () => {
    const { connect, put, root } = await anInbox();
    await put('a.csv', 'A\n1\n');
    await refuseOnly(connect());

    const same = await fetchOnly(connect());
    const other = await fetchOnly(connect({ version: 'test/2' }));
    await rm(join(root, 'a.csv.erro.txt'));
    const again = await fetchOnly(connect());

    expect([same.kind, other.kind, again.kind]).toEqual(['refused before', 'fetched', 'fetched']);
  });

  it('removes the note with the file, also when a person removed the file', async () => {
    const { connect, put, root } = await anInbox();
    await put('a.csv', 'A\n1\n');
    await put('b.csv', 'A\n2\n');
    const connector = connect();
    for (const item of await connector.discover()) {
      await connector.fetch(item);
      await connector.refuse(item, REFUSAL);
    }
    await rm(join(root, 'a.csv'));
    const later = connect({ version: 'test/2' });
    for (const item of await later.discover()) {
      const result = await later.fetch(item);
      if (result.kind === 'fetched') await later.settle(item, result.fetched);
    }

    expect(await readdir(root)).toEqual([]);
  });

  it('finds the note on a file whose name leaves no room for it', async () => {
    const { connect, put, root } = await anInbox();
    const name = `${'ç'.repeat(125)}.csv`;
    await put(name, 'A\n1\n');

    await refuseOnly(connect());
    const again = await fetchOnly(connect());

    expect(again.kind).toBe('refused before');
    await rm(join(root, name));
    await connect().discover();
    expect(await readdir(root)).toEqual([]);
  });

  it('does not read a file that is too large, and says so once', async () => {
    const { connect, put } = await anInbox();
    await put('a.csv', 'A\n1\n');
    const refusalOf = () => REFUSAL;
    const connector = connect({ refusalOf });
    const [item] = await connector.discover();
    if (item === undefined) throw new TypeError('Expected a file');

    const refused = await connector.fetch(item).catch((error: unknown) => error);
    await connector.refuse(item, REFUSAL);

    expect(refused).toBe(REFUSAL);
    expect(await fetchOnly(connect({ refusalOf }))).toEqual({
      kind: 'refused before',
      reason: REFUSAL.message,
    });
    await put('a.csv', 'A\n22\n');
    await expect(fetchOnly(connect({ refusalOf }))).rejects.toBe(REFUSAL);
  });

  it('says that a file is gone which was removed meanwhile', async () => {
    const { connect, put, root } = await anInbox();
    await put('a.csv', 'A\n1\n');
    const connector = connect();
    const [item] = await connector.discover();
    await rm(join(root, 'a.csv'));

    expect(item && (await connector.fetch(item))).toEqual({ kind: 'gone' });
  });
});

async function fetchOnly(connector: InboxConnector) {
  const [item] = await connector.discover();
  if (item === undefined) throw new TypeError('Expected a file');
  return connector.fetch(item);
}

async function refuseOnly(connector: InboxConnector): Promise<void> {
  const [item] = await connector.discover();
  if (item === undefined) throw new TypeError('Expected a file');
  await connector.fetch(item);
  await connector.refuse(item, REFUSAL);
}
