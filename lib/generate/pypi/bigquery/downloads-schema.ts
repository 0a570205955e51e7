/** A field of a table, as the REST API of BigQuery describes it. */
export interface DownloadField {
  readonly name: string;
  readonly type: 'STRING' | 'TIMESTAMP' | 'BOOLEAN' | 'RECORD';
  readonly mode: 'NULLABLE' | 'REQUIRED';
  /** Those of a record. */
  readonly fields?: readonly DownloadField[];
}

function text(name: string, mode: DownloadField['mode'] = 'NULLABLE'): DownloadField {
  return { name, type: 'STRING', mode };
}

function record(
  name: string,
  fields: readonly DownloadField[],
  mode: DownloadField['mode'] = 'NULLABLE',
): DownloadField {
  return { name, type: 'RECORD', mode, fields };
}

/** The fields of `bigquery-public-data.pypi.file_downloads`. */
export const downloadFields: readonly DownloadField[] = [
  { name: 'timestamp', type: 'TIMESTAMP', mode: 'REQUIRED' },
  text('country_code'),
  text('url', 'REQUIRED'),
  text('project', 'REQUIRED'),
  record(
    'file',
    [
      text('filename', 'REQUIRED'),
      text('project', 'REQUIRED'),
      text('version', 'REQUIRED'),
      text('type', 'REQUIRED'),
    ],
    'REQUIRED',
  ),
  record('details', [
    record('installer', [text('name'), text('version')]),
    text('python'),
    record('implementation', [text('name'), text('version')]),
    record('distro', [
      text('name'),
      text('version'),
      text('id'),
      record('libc', [text('lib'), text('version')]),
    ]),
    record('system', [text('name'), text('release')]),
    text('cpu'),
    text('openssl_version'),
    text('setuptools_version'),
    text('rustc_version'),
    { name: 'ci', type: 'BOOLEAN', mode: 'NULLABLE' },
  ]),
  text('tls_protocol'),
  text('tls_cipher'),
];

/**
 * The field at a path; `undefined` where there is none.
 *
 * @example
 * downloadFieldAt('details.system.name')?.type // => 'STRING'
 */
export function downloadFieldAt(path: string): DownloadField | undefined {
  let found: DownloadField | undefined;
  let fields: readonly DownloadField[] = downloadFields;
  for (const step of path.split('.')) {
    found = fields.find(({ name }) => name === step);
    fields = found?.fields ?? [];
  }
  return found;
}
