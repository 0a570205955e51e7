import type { Batch } from '../../lib/model/batch.ts';
import type { Job } from '../../lib/model/job.ts';
import { isTimed, type Period, periodIndex } from '../../lib/model/period.ts';
import type { SourceContext, SourceKind } from '../../lib/model/source.ts';
import type { Table } from '../../lib/model/table.ts';
import { tableOf } from '../parquet/table-of.ts';

/** Rows of each period of a job of {@link relatedKind}. */
export const ROWS = 20;

const people: Table = {
  ...tableOf({ id: 'integer', name: 'string' }),
  name: 'people',
  primaryKey: 'id',
  unique: ['name'],
};

const pets: Table = {
  ...tableOf({ id: 'integer', name: 'string', owner: 'integer' }),
  name: 'pets',
  primaryKey: 'id',
  references: [{ column: 'owner', table: 'people' }],
};

function jobOf(table: Table): Job {
  return {
    name: `some-${table.name}`,
    table,
    grain: 'hour',
    layer: 'landing',
    source: { kind: 'related' },
  };
}

export const somePeople = jobOf(people);

/** Each has the number of its owner, who came in the same hour. */
export const somePets = jobOf(pets);

/** In the wrong order: the references decide. */
export const relatedJobs = [somePets, somePeople];

/** Makes rows whose numbers are unique, and refer to each other. */
export const relatedKind = relatedKindOf('related/1');

/** The same in some version of its generator. */
export function relatedKindOf(generator: string): SourceKind {
  return {
    kind: 'related',
    settings: {},
    open: ({ table, grain }: SourceContext) => ({
      table,
      grain,
      facts: { generator },
      batches: (period) => [batchOf(table, period)],
    }),
  };
}

function batchOf(table: Table, period: Period): Batch {
  const index = isTimed(period) ? periodIndex(period) : 0;
  const ids = Array.from({ length: ROWS }, (_, number) => index * 1000 + number);
  const names = ids.map((id) => `Zé ${id}`);
  return table.name === 'people' ? { id: ids, name: names } : { id: ids, name: names, owner: ids };
}
