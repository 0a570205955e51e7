import { describe, expect, it } from 'vitest';
import { completeness, formatOf } from '../../lib/sheets/file-content.ts';
import { textRow, workbookOf } from './workbook-of.ts';
import { zipOf } from './zip-of.ts';

const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

/** A compound file with a stream of this name. */
function compound(stream: string): Buffer {
  return Buffer.concat([OLE, Buffer.alloc(1000), Buffer.from(stream, 'utf16le')]);
}

describe('completeness', () => {
  it('tells a workbook that is still being written from a whole one', () => {
    const workbook = workbookOf(textRow(1, 'ID'));

    expect(completeness(workbook)).toBe('whole');
    expect(completeness(workbook.subarray(0, -1))).toBe('unfinished');
    expect(completeness(workbook.subarray(0, 4))).toBe('unfinished');
    expect(completeness(Buffer.alloc(0))).toBe('unfinished');
  });

  it('knows nothing of other files', () => {
    expect(completeness(Buffer.from('ID;MA'))).toBe('unknown');
    expect(completeness(compound('Workbook'))).toBe('unknown');
    expect(completeness(workbookOf('').subarray(0, 3))).toBe('unknown');
  });
});

describe('formatOf', () => {
  it.each(['vendas.xlsx', 'VENDAS.XLSX', 'vendas', 'vendas.xls'])(
    'takes a zip named %s',
    (name) => {
      expect(formatOf({ name, bytes: zipOf({}) })).toBe('xlsx');
    },
  );

  it.each(['vendas.csv', 'VENDAS.CSV', 'vendas.tsv', 'vendas.txt'])(
    'takes text named %s',
    (name) => {
      expect(formatOf({ name, bytes: Buffer.from('ID;MARCA\n') })).toBe('csv');
    },
  );

  it.each([
    ['vendas.csv', zipOf({}), 'a zip under the name of a text'],
    ['vendas.xlsx', Buffer.from('ID;MARCA\n'), 'no workbook under this name'],
    ['vendas.xlsx', Buffer.alloc(0), 'an empty file'],
    ['vendas.xlsx', compound('EncryptedPackage'), 'a workbook with a password'],
    ['vendas.xls', compound('Workbook'), 'a workbook of Excel before 2007 (.xls)'],
    ['vendas.xls', compound('Book'), 'a workbook of Excel before 97 (.xls)'],
    ['vendas.csv', compound('WordDocument'), 'a file of an old office program'],
    ['vendas.xls', Buffer.from('\ufeff\n<table><tr><td>1</td></tr></table>'), 'a web page'],
    ['vendas.csv', Buffer.from('<!DOCTYPE html><html>'), 'a web page'],
    ['vendas.xls', Buffer.from('<?xml version="1.0"?><Workbook/>'), 'XML'],
    ['vendas.csv', Buffer.from('%PDF-1.7'), 'a PDF'],
    ['vendas.csv', Buffer.from('PAR1....'), 'a Parquet file'],
  ])('refuses %s (%#) with what it is', (name, bytes, got) => {
    expect(() => formatOf({ name, bytes })).toThrow(
      `Expected a workbook (.xlsx) or a file of CSV (.csv), got ${got}. `,
    );
  });
});
