import { describe, expect, it } from 'vitest';
import type { Connector, FetchResult, SettlingConnector } from '../../lib/capture/connector.ts';
import { CaptureError } from '../../lib/errors.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import type { TimedPeriod } from '../../lib/model/period.ts';
import type { RawRows } from '../../lib/model/raw-rows.ts';
import type { Answer } from '../../lib/model/source.ts';

/** A connector, and its outside. */
export interface ConnectorUnderTest<Tested extends Connector = Connector> {
  readonly connector: Tested;
  /** Puts an item of this name outside, or changes it. */
  readonly put: (name: string, text: string) => Promise<void>;
  /** What is outside, by name. Notes to people are left out. */
  readonly outside: () => Promise<readonly string[]>;
}

/** What a connector is tested with. */
export interface ConnectorContractOptions {
  /** Periods that are wanted. Default: none, the outside says what is due. */
  readonly wanted?: readonly TimedPeriod[];
  /** The text in the bytes that were fetched. Default: they are text. */
  readonly textOf?: (bytes: Uint8Array) => string;
}

const REFUSAL = new CaptureError({ expected: 'a', got: 'b', advice: 'C.' });

/**
 * What every connector keeps to.
 *
 * @param open a new outside, with a connector to it
 * @param names of two items, in the order in which they are discovered
 */
export function connectorContract(
  name: string,
  open: () => Promise<ConnectorUnderTest>,
  names: readonly [string, string],
  {
    wanted = [],
    textOf = (bytes) => new TextDecoder().decode(bytes),
  }: ConnectorContractOptions = {},
): void {
  const [first, second] = names;

  describe(`${name} keeps the contract of a connector`, () => {
    it('discovers what is due in the same order, and changes nothing by it', async () => {
      const { connector, put, outside } = await open();
      await put(second, 'two');
      await put(first, 'one');

      const due = [await connector.discover(wanted), await connector.discover(wanted)];

      expect(due.map((items) => items.map((item) => item.name))).toEqual([names, names]);
      expect(await outside()).toEqual(names);
    });

    it('fetches an item completely, as often as it is asked, and leaves it there', async () => {
      const { connector, put, outside } = await open();
      await put(first, 'one');
      const [item] = await connector.discover(wanted);

      const fetched = item && [await connector.fetch(item), await connector.fetch(item)];

      expect(fetched).toHaveLength(2);
      for (const each of fetched ?? []) await checkFetched(each, textOf);
      expect(await outside()).toEqual([first]);
    });
  });
}

/** What was fetched is whole: its bytes, or the rows of an answer, which can be read again. */
async function checkFetched(
  result: FetchResult,
  textOf: (bytes: Uint8Array) => string,
): Promise<void> {
  if (result.kind === 'answered') {
    const { answer } = result.answered;
    const read = [await rowsIn(answer), await rowsIn(answer)];
    expect(JSON.stringify(read[0])).toContain('one');
    expect(read[1]).toEqual(read[0]);
    expect(answer.id).not.toBe('');
    return;
  }
  if (result.kind !== 'fetched')
    throw new TypeError(`Expected it to be fetched, got ${result.kind}`);
  expect(textOf(result.fetched.bytes)).toContain('one');
  expect(sha256(result.fetched.bytes)).toBe(result.fetched.sha256);
  expect(result.fetched.name).not.toContain('/');
}

async function rowsIn(answer: Answer): Promise<RawRows[]> {
  const pieces: RawRows[] = [];
  for await (const piece of answer.rows()) pieces.push(piece);
  return pieces;
}

/**
 * What every connector keeps to whose items stay outside until they are settled.
 *
 * @param open a new outside, with a connector to it
 * @param names of two items, in the order in which they are discovered
 */
export function settlingConnectorContract(
  name: string,
  open: () => Promise<ConnectorUnderTest<SettlingConnector>>,
  names: readonly [string, string],
): void {
  const [first, second] = names;

  describe(`${name} keeps the contract of a connector that settles`, () => {
    it('settles what was captured, and nothing that changed since', async () => {
      const { connector, put } = await open();
      await put(first, 'one');
      await put(second, 'two');
      const [one, other] = await connector.discover([]);
      if (one === undefined || other === undefined) throw new TypeError('Expected two items');
      const [ofOne, ofOther] = [await connector.fetch(one), await connector.fetch(other)];
      if (ofOne.kind !== 'fetched' || ofOther.kind !== 'fetched') throw new TypeError('fetched');
      await put(second, 'changed');

      const settled = [
        await connector.settle(one, ofOne.fetched),
        await connector.settle(other, ofOther.fetched),
      ];

      expect(settled).toEqual(['removed', 'changed']);
      const [left] = (await connector.discover([])).filter((item) => item.name === second);
      expect(left === undefined ? undefined : (await connector.fetch(left)).kind).toBe('fetched');
    });

    it('refuses an item once, until it changes', async () => {
      const { connector, put } = await open();
      await put(first, 'one');
      const [item] = await connector.discover([]);
      if (item === undefined) throw new TypeError('Expected an item');
      await connector.fetch(item);
      await connector.refuse(item, REFUSAL);

      const [again] = await connector.discover([]);
      const refused = again && (await connector.fetch(again));
      await put(first, 'mended');
      const [mended] = await connector.discover([]);
      const fetched = mended && (await connector.fetch(mended));

      expect(refused).toEqual({ kind: 'refused before', reason: REFUSAL.message });
      expect(fetched?.kind).toBe('fetched');
    });
  });
}
