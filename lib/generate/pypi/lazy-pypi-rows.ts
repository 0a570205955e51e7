import type { TimedPeriod } from '../../model/period.ts';
import type { RawRows } from '../../model/raw-rows.ts';
import { pypiFacts } from './pypi-facts.ts';
import type { PypiRowsOptions } from './pypi-rows.ts';

/** Downloads whose generator is loaded with the first row: most commands make none. */
export interface LazyPypiRows {
  /** Generator and version. */
  readonly facts: Readonly<Record<string, string>>;
  /** About how many rows a day has. */
  usualRows(): number;
  /** As `pypiRows` makes them. */
  rows(period: TimedPeriod, columns: readonly string[]): AsyncGenerator<RawRows, void, undefined>;
}

/**
 * The downloads of `pypiRows`.
 *
 * @example
 * lazyPypiRows({ project: 'duckdb', seed: 'demo', downloads: 100, dirt: 0 }).facts // => { generator: 'generated-pypi-downloads/1' }
 */
export function lazyPypiRows(options: PypiRowsOptions): LazyPypiRows {
  return {
    facts: pypiFacts,
    usualRows: () => options.downloads,
    async *rows(period, columns) {
      const { pypiRows } = await import('./pypi-rows.ts');
      yield* pypiRows(options).rows(period, columns);
    },
  };
}
