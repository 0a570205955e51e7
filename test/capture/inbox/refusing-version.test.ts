import { describe, expect, it } from 'vitest';
import { refusingVersion } from '../../../lib/capture/inbox/refusing-version.ts';
import { capturedSheetKind } from '../../../lib/capture/sheet/captured-sheet.ts';
import { type SheetJobOptions, sheetJob } from '../../../lib/capture/sheet/sheet-job.ts';

const table: SheetJobOptions['table'] = {
  name: 'pedidos',
  description: '',
  columns: [{ name: 'codigo', type: 'string', description: '', example: 'A1', statistics: false }],
};

describe('the version of what refuses files', () => {
  it('is the same for the same code and job', () => {
    expect(versionOf({ contract: { ceiling: 10 } })).toBe(versionOf({ contract: { ceiling: 10 } }));
  });

  it.each<[string, Partial<SheetJobOptions>]>([
    ['another ceiling', { contract: { ceiling: 20 } }],
    ['rows that are rejected, where they failed the file', { contract: { faults: 'reject' } }],
    ['another rule', { contract: { columns: { codigo: { maxLength: 3 } } } }],
    ['other sheets', { sheets: 'all' }],
    [
      'a column that is nullable now',
      { table: { ...table, columns: table.columns.map((one) => ({ ...one, nullable: true })) } },
    ],
  ])('is another one for %s', (_, options) => {
    expect(versionOf(options)).not.toBe(versionOf());
  });

  it('is another one for other code', () => {
    expect(versionOf({}, '0.2.0')).not.toBe(versionOf({}, '0.1.0'));
  });
});

function versionOf(options: Partial<SheetJobOptions> = {}, code = '0.1.0'): string {
  const [{ source, table: own }] = sheetJob({ name: 'pedidos', table, ...options });
  const { data } = source;
  if (data === undefined) throw new TypeError('Expected a job with data');
  const opened = capturedSheetKind.open({
    settings: {},
    table: own,
    grain: 'file',
    inputs: [],
    data,
  });
  return refusingVersion(code, source, opened.facts);
}
