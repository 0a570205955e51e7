import { InputError } from '../../errors.ts';
import { sha256 } from '../../lake/sha256.ts';
import type { Batch } from '../../model/batch.ts';
import { isTimed, type Period, periodIndex, type TimedPeriod } from '../../model/period.ts';
import { completeSettings, settingsAsText } from '../../model/settings.ts';
import type { Source, SourceContext, SourceInput, SourceKind } from '../../model/source.ts';
import type { TableSchema } from '../../schemas/table-schema.ts';
import { lakeBatch } from './lake-batch.ts';
import { type MockData, mockDataOf } from './mock-data.ts';
import { mockModel, type TableWishes } from './mock-model.ts';
import { type MockSettings, mockSettings } from './mock-settings.ts';
import type { MockTable } from './mock-table.ts';
import { dailyTime, hourlyTime } from './mock-time.ts';
import { countsAround } from './row-counts.ts';

/** Raised whenever the same schema, settings and period would give other rows. */
const VERSION = 1;

const encoder = new TextEncoder();

/** One job of mock rows with what its rows refer to. */
interface MockJobFacts extends MockData {
  readonly settings: MockSettings;
}

/** The kind of source that makes rows for a schema. Its inputs are jobs whose tables it refers to. */
export const generatedMockKind: SourceKind<typeof mockSettings> = {
  kind: 'generated-mock',
  settings: mockSettings,
  needsSince: true,
  usualRows: ({ rows }) => rows,
  open: (context) => new MockSource(context),
};

class MockSource implements Source {
  readonly table: SourceContext['table'];
  readonly grain: SourceContext['grain'];
  readonly facts: Source['facts'];
  readonly readsInputs = false;
  readonly #since: TimedPeriod | undefined;
  readonly #schema: TableSchema;
  readonly #jobs: readonly MockJobFacts[];
  readonly #inputs: readonly string[];
  #opened: { readonly since: TimedPeriod; readonly table: MockTable } | undefined;

  constructor({ settings, table, grain, inputs, data, since }: SourceContext<typeof mockSettings>) {
    const own = { ...mockDataOf(data), settings };
    this.table = table;
    this.grain = grain;
    this.#since = since;
    this.#schema = own.schema;
    this.#jobs = [own, ...inputs.flatMap(factsOf)];
    this.#inputs = inputs.map(({ job }) => job);
    this.facts = {
      // The digest tells schemas apart: a lake that was begun with another one gets no rows of this.
      generator: `generated-mock/${VERSION} of ${digestOf(this.#jobs)}`,
      since: since ?? '',
      ...settingsAsText(settings),
    };
  }

  inputs(period: Period): ReturnType<NonNullable<Source['inputs']>> {
    return this.#inputs.map((job) => ({ job, period }));
  }

  checkSpan(first: Period, last: Period): void {
    if (!isTimed(first) || !isTimed(last)) throw new TypeError('mock rows have a period of time');
    const since = this.#since ?? first;
    const { periods } = this.#rowsFrom(since);
    const wanted = periodIndex(last) - periodIndex(since) + 1;
    if (wanted <= periods) return;
    throw new InputError({
      expected: `at most ${periods} periods of ${this.table.name} in a lake, for which its keys have values`,
      got: `${wanted}, from ${since} to ${last}`,
      advice:
        'Ask for fewer rows in a period, use another lake, or leave the key out of the schema.',
    });
  }

  *batches(period: Period): Generator<Batch> {
    const since = this.#since;
    if (!isTimed(period) || since === undefined || period < since) {
      throw new InputError({
        expected: `periods of ${this.table.name} from the beginning of its lake on${since === undefined ? '' : `, ${since}`}`,
        got: period,
        advice: 'Its keys are numbered from there. Use another lake for earlier periods.',
      });
    }
    const table = this.#rowsFrom(since);
    for (const rows of table.rowSets(periodIndex(period))) {
      yield lakeBatch(this.table, table.records(rows));
    }
  }

  #rowsFrom(since: TimedPeriod): MockTable {
    if (this.#opened?.since !== since) this.#opened = { since, table: this.#open(since) };
    return this.#opened.table;
  }

  #open(since: TimedPeriod): MockTable {
    const byTable = new Map(this.#jobs.map((job) => [job.schema.name, job]));
    const settingsOf = (table: string) => byTable.get(table)?.settings;
    const first = periodIndex(since);
    const [own] = this.#jobs;
    const tables = mockModel(
      this.#jobs.map(({ schema }) => schema),
      {
        ...(own as MockJobFacts).settings,
        time: this.grain === 'day' ? dailyTime : hourlyTime,
        counts: countsAround((table) => settingsOf(table)?.rows ?? 1, {
          first,
          seedOf: (table) => settingsOf(table)?.seed ?? '',
        }),
        wishes: Object.fromEntries([...byTable].map(([name, job]) => [name, wishesOf(job)])),
      },
    );
    const made = tables.find(({ schema }) => schema.name === this.#schema.name);
    if (made === undefined) throw new TypeError(`no table ${this.#schema.name}`);
    return made;
  }
}

function wishesOf({ wishes, settings }: MockJobFacts): TableWishes {
  const { rows: _, ...chances } = settings;
  return { ...wishes, ...chances };
}

/** An input and its own inputs. */
function factsOf({ data, settings, inputs, job }: SourceInput): MockJobFacts[] {
  const own = {
    ...mockDataOf(data),
    settings: completeSettings(mockSettings, settings, { owner: job }),
  };
  return [own, ...inputs.flatMap(factsOf)];
}

/** Twelve hexadecimal digits. */
function digestOf(jobs: readonly MockJobFacts[]): string {
  const data = jobs.map(({ schema, wishes }) => ({ schema, wishes }));
  return sha256(encoder.encode(JSON.stringify(data))).slice(0, 12);
}
