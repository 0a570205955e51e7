import type { RowOf } from '../columns/rows.ts';
import type { Column } from '../model/table.ts';

/** A text of the public table that may be missing. Never with statistics: they would help no query. */
function text<const Name extends string>(name: Name, description: string, example: string) {
  return {
    name,
    type: 'string',
    description,
    example,
    nullable: true,
    statistics: false,
  } as const satisfies Column;
}

/**
 * Downloads of packages from the Python Package Index, one row per download, as `file_downloads` of the
 * public dataset `bigquery-public-data.pypi` has them. Rows have no key: two equal rows are two downloads.
 * Columns that a lake does not ask for are null.
 */
export const pypiDownloads = {
  name: 'pypi_downloads',
  description: 'Downloads of packages from the Python Package Index, one row per download',
  columns: [
    {
      name: 'timestamp',
      type: 'timestamp',
      description: 'When the download was logged, UTC',
      example: '2026-11-20T13:41:05.000Z',
      statistics: true,
    },
    text('country_code', 'Country of the client, two letters (ISO 3166-1)', 'BR'),
    text('url', 'Path of the file on the server', '/packages/3b/aa/duckdb-1.4.2.tar.gz'),
    text('project', 'Name of the package, normalized', 'duckdb'),
    text('file_filename', 'Name of the file', 'duckdb-1.4.2.tar.gz'),
    text('file_project', 'Name of the package that the file belongs to', 'duckdb'),
    text('file_version', 'Version of the package', '1.4.2'),
    text('file_type', 'Kind of the file: `sdist`, `bdist_wheel`', 'bdist_wheel'),
    text('details_installer_name', 'Program that installed it', 'pip'),
    text('details_installer_version', 'Version of that program', '25.3'),
    text('details_python', 'Version of Python', '3.12.7'),
    text('details_implementation_name', 'Implementation of Python', 'CPython'),
    text('details_implementation_version', 'Version of the implementation', '3.12.7'),
    {
      name: 'details_distro',
      type: 'json',
      description:
        'Distribution of the system: `name`, `version`, `id`, and `libc` with `lib` and `version`',
      example:
        '{"name":"Ubuntu","version":"24.04","id":"noble","libc":{"lib":"glibc","version":"2.39"}}',
      nullable: true,
      statistics: false,
    },
    text('details_system_name', 'Operating system', 'Linux'),
    text('details_system_release', 'Release of the operating system', '6.8.0-48-generic'),
    text('details_cpu', 'Architecture of the processor', 'x86_64'),
    text('details_openssl_version', 'Version of OpenSSL', 'OpenSSL 3.0.13 30 Jan 2024'),
    text('details_setuptools_version', 'Version of setuptools', '75.6.0'),
    text('details_rustc_version', 'Version of the Rust compiler', '1.83.0'),
    {
      name: 'details_ci',
      type: 'boolean',
      description: 'Whether the installer ran in a known environment of continuous integration',
      example: 'true',
      nullable: true,
      statistics: false,
    },
    text('tls_protocol', 'Protocol of the connection', 'TLSv1.3'),
    text('tls_cipher', 'Cipher of the connection', 'TLS_AES_256_GCM_SHA384'),
  ],
} as const;

/** One download. */
export type PypiDownload = RowOf<typeof pypiDownloads>;
