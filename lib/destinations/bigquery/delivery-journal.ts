import pMap from 'p-map';
import { StoreError } from '../../errors.ts';
import { objectOf } from '../../lake/object.ts';
import type { Period } from '../../model/period.ts';
import { parsePeriod } from '../../model/period.ts';
import type { Store } from '../../stores/store.ts';

/** A period in a load. */
export interface JournalPeriod {
  readonly period: Period;
  /** SHA-256 of its object, in lower-case hexadecimal. */
  readonly sha256: string;
  readonly rows: number;
}

/** A load that was begun: the periods that go into a table together. */
export interface JournalEntry {
  /** From 1, without gaps. */
  readonly number: number;
  /** When the table was created, as BigQuery says. */
  readonly created: string;
  /** In order. */
  readonly periods: readonly JournalPeriod[];
}

/** How a load ended: its rows are in the table, or none of them ever will be. */
export type JournalEnd = 'loaded' | 'failed';

/** What a journal says. */
export interface JournalState {
  /** Periods whose rows are in the table. */
  readonly delivered: ReadonlyMap<Period, JournalPeriod>;
  /** Loads whose end is not known, oldest first. */
  readonly open: readonly JournalEntry[];
  /** Number of the last load; 0 where there is none. */
  readonly last: number;
}

/** The store of the lake, as far as a journal needs it. */
export type JournalStore = Pick<Store, 'name' | 'list' | 'read' | 'putIfAbsent'>;

const ENTRY = /\/(?<number>\d{8})(?:\.(?<end>loaded|failed))?\.json$/;

const DIGITS = 8;

/** Objects that are read at the same time. */
const CONCURRENCY = 16;

/**
 * What was loaded into a table, in the lake itself. A load is written down before it begins, and its end
 * when it is known. Its number decides between two deliveries: only one can put the next one. So each period
 * belongs to one load at a time, and a delivery that finds an unfinished load continues it.
 */
export class DeliveryJournal {
  readonly #store: JournalStore;
  readonly #folder: string;
  /** Entries never change, so each is read once. */
  readonly #entries = new Map<number, JournalEntry>();

  /** @param folder key of the journal, without a slash at its end */
  constructor(store: JournalStore, folder: string) {
    this.#store = store;
    this.#folder = folder;
  }

  /** How a person finds the journal. */
  get name(): string {
    return `${this.#folder}/ in ${this.#store.name}`;
  }

  /** @throws StoreError when it cannot be read, or was not written by a delivery. */
  async read(): Promise<JournalState> {
    const numbers: number[] = [];
    const ends = new Map<number, string>();
    for await (const key of this.#store.list(this.#folder)) {
      const { number, end } = ENTRY.exec(key)?.groups ?? {};
      if (number === undefined) continue;
      if (end === undefined) numbers.push(Number(number));
      else ends.set(Number(number), end);
    }
    const wanted = numbers.filter((number) => ends.get(number) !== 'failed').sort((a, b) => a - b);
    const entries = await pMap(wanted, (number) => this.#entry(number), {
      concurrency: CONCURRENCY,
    });
    const loaded = entries.filter(({ number }) => ends.has(number));
    return {
      delivered: new Map(
        loaded.flatMap(({ periods }) => periods.map((each) => [each.period, each])),
      ),
      open: entries.filter(({ number }) => !ends.has(number)),
      last: Math.max(0, ...numbers),
    };
  }

  /** Writes a load down. @returns whether its number was free */
  async begin({ number, created, periods }: JournalEntry): Promise<boolean> {
    return this.#put(`${this.#stem(number)}.json`, { created, periods });
  }

  /** Writes down how a load ended. @returns whether this call was the first to do so */
  async end({ number }: JournalEntry, end: JournalEnd): Promise<boolean> {
    return this.#put(`${this.#stem(number)}.${end}.json`, {});
  }

  async #put(key: string, content: object): Promise<boolean> {
    const bytes = new TextEncoder().encode(`${JSON.stringify(content)}\n`);
    return (await this.#store.putIfAbsent(key, objectOf(bytes))) === 'created';
  }

  async #entry(number: number): Promise<JournalEntry> {
    const known = this.#entries.get(number);
    if (known !== undefined) return known;
    const key = `${this.#stem(number)}.json`;
    const text = new TextDecoder().decode(await this.#store.read(key));
    const entry = parsedEntry(number, text);
    if (entry === undefined) throw notAnEntry(this.#store.name, key);
    this.#entries.set(number, entry);
    return entry;
  }

  #stem(number: number): string {
    return `${this.#folder}/${String(number).padStart(DIGITS, '0')}`;
  }
}

function parsedEntry(number: number, text: string): JournalEntry | undefined {
  try {
    const { created, periods }: { created?: unknown; periods?: unknown } = JSON.parse(text);
    if (typeof created !== 'string' || !Array.isArray(periods)) return undefined;
    return { number, created, periods: periods.map(parsedPeriod) };
  } catch {
    return undefined;
  }
}

function parsedPeriod(value: unknown): JournalPeriod {
  const { period, sha256, rows }: Readonly<Record<string, unknown>> = Object(value);
  if (typeof sha256 !== 'string' || typeof rows !== 'number') throw new TypeError('No period');
  return { period: parsePeriod(String(period)), sha256, rows };
}

function notAnEntry(store: string, key: string): StoreError {
  return new StoreError(
    {
      expected: `the object ${key} of ${store} to be one that a delivery wrote`,
      got: 'something else',
      advice: 'Restore it. It says which periods are in BigQuery already.',
    },
    { key },
  );
}
