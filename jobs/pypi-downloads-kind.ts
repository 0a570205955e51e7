import { bigQueryKind } from '../lib/capture/bigquery/captured-bigquery.ts';
import { lazyPypiRows } from '../lib/generate/pypi/lazy-pypi-rows.ts';
import { pypiSettings } from '../lib/generate/pypi/pypi-settings.ts';

/** The kind of source of downloads of one project on PyPI, from BigQuery or generated. */
export const pypiDownloadsKind = bigQueryKind({
  kind: 'pypi-downloads',
  settings: pypiSettings,
  whereOf: ({ project }) => ({ project }),
  generated: (settings) => (settings.origin === 'generated' ? lazyPypiRows(settings) : undefined),
});
