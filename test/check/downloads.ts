import { rejectsTable } from '../../lib/contract/rejects-table.ts';
import type { ShapeData } from '../../lib/contract/shape-data.ts';
import type { Job } from '../../lib/model/job.ts';
import type { JsonValue } from '../../lib/model/json-row.ts';
import type { Column, ColumnType } from '../../lib/model/table.ts';

/** What `details` of a download holds. */
export const DETAILS: ShapeData = {
  'python!': 'string',
  distro: { name: 'string', libc: { lib: 'string', version: 'string' } },
  ci: 'boolean',
};

/** Downloads, whose columns lie at several depths of a record. */
export const downloads: Job = jobOf({ details: DETAILS });

/** The job of what does not fit {@link downloads}. */
export const downloadsRejects: Job = {
  name: 'downloads-rejects',
  table: rejectsTable(downloads.table),
  grain: 'day',
  layer: 'rejects',
  source: { kind: 'rest-rejects' },
  inputs: ['downloads'],
};

/** Downloads with another shape of their details. */
export function jobOf({ details }: { readonly details: ShapeData }): Job {
  const data = {
    job: 'downloads',
    contract: {
      columns: {
        project: { maxLength: 40, pattern: '[^ ].*' },
        country: { allowed: ['BR', 'PT'] },
        size: { min: 1, max: 1000 },
        details: { shape: details },
      },
    },
    fields: { project: 'file.project', kind: 'file.type', details: 'outer.details' },
  };
  return {
    name: 'downloads',
    table: {
      name: 'downloads',
      description: 'Downloads',
      columns: [
        column('timestamp', 'timestamp', true),
        column('country', 'string', true),
        column('size', 'integer', true),
        column('url', 'string', false),
        column('project', 'string', true),
        column('kind', 'string', true),
        column('details', 'json', true),
      ],
    },
    grain: 'day',
    layer: 'landing',
    // A shape is plain data.
    source: { kind: 'captured', data: JSON.parse(JSON.stringify(data)) as JsonValue },
    gates: { minRows: 1, nulls: { timestamp: 5, project: 5 }, within: 'timestamp' },
  };
}

/** A download that fits. */
export const DOWNLOAD = {
  timestamp: '2026-11-20T13:07:42.513Z',
  country: 'BR',
  size: 7,
  url: '/simple/hourlake/',
  file: { project: 'hourlake', type: 'sdist' },
  outer: {
    details: {
      python: '3.11.5',
      distro: { name: 'Debian', libc: { lib: 'glibc', version: '2.36' } },
      ci: null,
    },
  },
};

function column(name: string, type: ColumnType, nullable: boolean): Column {
  return { name, type, nullable, description: '', example: '', statistics: false };
}
