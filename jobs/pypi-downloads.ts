import { bigQueryJob } from '../lib/capture/bigquery/bigquery-job.ts';
import { pypiDownloads as table } from '../lib/tables/pypi-downloads.ts';

/** The downloads of one package from PyPI, day by day, and the rows that do not fit. */
export const [pypiDownloads, pypiDownloadsRejects] = bigQueryJob({
  name: 'pypi-downloads',
  kind: 'pypi-downloads',
  table,
  from: 'bigquery-public-data.pypi.file_downloads',
  time: 'timestamp',
  fields: {
    file_filename: 'file.filename',
    file_project: 'file.project',
    file_version: 'file.version',
    file_type: 'file.type',
    details_installer_name: 'details.installer.name',
    details_installer_version: 'details.installer.version',
    details_python: 'details.python',
    details_implementation_name: 'details.implementation.name',
    details_implementation_version: 'details.implementation.version',
    details_distro: 'details.distro',
    details_system_name: 'details.system.name',
    details_system_release: 'details.system.release',
    details_cpu: 'details.cpu',
    details_openssl_version: 'details.openssl_version',
    details_setuptools_version: 'details.setuptools_version',
    details_rustc_version: 'details.rustc_version',
    details_ci: 'details.ci',
  },
  contract: {
    columns: {
      details_distro: {
        shape: {
          name: 'string',
          version: 'string',
          id: 'string',
          libc: { lib: 'string', version: 'string' },
        },
      },
    },
  },
  settings: {
    // What the saved queries read: BigQuery bills by column.
    columns:
      'timestamp,country_code,project,file_version,details_python,details_system_name,details_system_release,details_cpu',
  },
  gates: { minRows: 1, nulls: { timestamp: 5, project: 5 }, within: 'timestamp' },
  variables: { project: 'PYPI_PROJECT' },
  tour: {
    day: '2026-11-22',
    hours: 35 * 24,
    next: [
      'npx hourlake deliver --job pypi-downloads --to duckdb:pypi.duckdb                 its days in a DuckDB file, each exactly once',
      'npx hourlake export --table pypi_downloads --to exported --partition year,month   and as files by year and month',
      'npx hourlake check --job pypi-downloads                                           every row against its contract',
      'npx hourlake jobs                                                                 what the real table needs: docs/pypi-downloads.md',
    ],
  },
});
