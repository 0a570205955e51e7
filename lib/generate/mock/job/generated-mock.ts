import { InputError } from '../../../errors.ts';
import { sha256 } from '../../../lake/sha256.ts';
import type { Batch } from '../../../model/batch.ts';
import { isTimed, type Period, periodIndex, type TimedPeriod } from '../../../model/period.ts';
import { completeSettings, settingsAsText } from '../../../model/settings.ts';
import type {
  InputObject,
  Source,
  SourceContext,
  SourceInput,
  SourceKind,
} from '../../../model/source.ts';
import { mockSettings } from '../mock-settings.ts';
import type { MockTable } from '../mock-table.ts';
import type { JobRowsOptions, MockJobFacts } from './job-rows.ts';
import { mockDataOf } from './mock-data.ts';

/** Raised whenever the same schema, settings and period would give other rows. */
const VERSION = 1;

const encoder = new TextEncoder();

/** The kind of source that makes rows for a schema. Its inputs are jobs whose tables it refers to. */
export const generatedMockKind: SourceKind<typeof mockSettings> = {
  kind: 'generated-mock',
  settings: mockSettings,
  needsSince: true,
  open: (context) => new MockSource(context),
};

/** Its words and rules are loaded when rows are made: a command that only looks at a lake does without. */
class MockSource implements Source {
  readonly table: SourceContext['table'];
  readonly grain: SourceContext['grain'];
  readonly facts: Source['facts'];
  readonly readsInputs = false;
  readonly #rows: number;
  readonly #since: TimedPeriod | undefined;
  readonly #jobs: JobRowsOptions['jobs'];
  readonly #inputs: readonly string[];
  #loading: { readonly since: TimedPeriod; readonly rows: Promise<MockTable> } | undefined;

  constructor({ settings, table, grain, inputs, data, since }: SourceContext<typeof mockSettings>) {
    this.table = table;
    this.grain = grain;
    this.#rows = settings.rows;
    this.#since = since;
    this.#jobs = [{ ...mockDataOf(data), settings }, ...inputs.flatMap(factsOf)];
    this.#inputs = inputs.map(({ job }) => job);
    this.facts = {
      // The digest tells schemas apart: a lake that was begun with another one gets no rows of this.
      generator: `generated-mock/${VERSION} of ${digestOf(this.#jobs)}`,
      since: since ?? '',
      ...settingsAsText(settings),
    };
  }

  usualRows(): number {
    return this.#rows;
  }

  inputs(period: Period): readonly InputObject[] {
    return this.#inputs.map((job) => ({ job, period }));
  }

  async checkSpan(first: Period, last: Period): Promise<void> {
    if (!isTimed(first) || !isTimed(last)) throw new TypeError('mock rows have a period of time');
    const since = this.#since ?? first;
    if (first < since) throw this.#beforeSince(first);
    const { periods } = await this.#rowsFrom(since);
    const wanted = periodIndex(last) - periodIndex(since) + 1;
    if (wanted <= periods) return;
    throw new InputError({
      expected: `at most ${periods} periods of ${this.table.name} in a lake, for which its keys have values`,
      got: `${wanted}, from ${since} to ${last}`,
      advice:
        'Ask for fewer rows in a period, use another lake, or leave the key out of the schema.',
    });
  }

  async *batches(period: Period): AsyncGenerator<Batch> {
    const since = this.#since;
    if (!isTimed(period) || since === undefined || period < since) throw this.#beforeSince(period);
    const { lakeBatch } = await import('./lake-batch.ts');
    const rows = await this.#rowsFrom(since);
    for (const set of rows.rowSets(periodIndex(period))) {
      yield lakeBatch(this.table, rows.records(set));
    }
  }

  #rowsFrom(since: TimedPeriod): Promise<MockTable> {
    if (this.#loading?.since !== since) {
      const grain = this.grain === 'day' ? 'day' : 'hour';
      const options = { jobs: this.#jobs, grain, since } as const;
      const rows = import('./job-rows.ts').then(({ jobRows }) => jobRows(options));
      this.#loading = { since, rows };
    }
    return this.#loading.rows;
  }

  #beforeSince(period: Period): InputError {
    return new InputError({
      expected: `periods of ${this.table.name} from the beginning of its lake on, ${this.#since ?? 'which it does not say'}`,
      got: period,
      advice: 'Its keys are numbered from there. Use another lake for earlier periods.',
    });
  }
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
