import fc from 'fast-check';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { CaptureError } from '../../lib/errors.ts';
import { completeness } from '../../lib/sheets/file-content.ts';
import { readZipDirectory } from '../../lib/sheets/zip/zip-directory.ts';
import { headerWith, readAll } from '../sheets/read-all.ts';
import { textRow, workbookOf, worksheetXml } from '../sheets/workbook-of.ts';
import { FUZZ, FUZZ_TIMEOUT_MS, ourError } from './bad-texts.ts';

/** Stands in every value, so that a message that quotes one is found out. */
const MARKER = 'Segredo';

const header = headerWith('ID', 'MARCA', 'DATA');
const rows = [
  ['ID', 'MARCA', 'DATA'],
  ...Array.from({ length: 50 }, (_, row) => [row, `${MARKER} ${row}`, new Date(row * 86_400_000)]),
];
const workbook = Buffer.from(await writeXlsx({ sheets: [{ name: 'Plan1', rows }] }));
const sheetXml = worksheetXml(
  textRow(1, 'ID', 'MARCA', 'DATA') +
    `<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="s"><v>0</v></c><c r="C2" s="1"><v>43480</v></c></row>` +
    `<row r="4" hidden="1"><c r="A4"><f>1+1</f><v>2</v></c><c r="B4" t="str"><v>${MARKER}</v></c><c t="e"><v>#N/A</v></c></row>`,
  '<mergeCells><mergeCell ref="H8:I9"/></mergeCells>',
);
const csv = Buffer.from(
  `ID;MARCA;DATA\r\n1;"${MARKER} ""a"";\r\nb";2019-01-15\r\n2;${MARKER} é;\r\n;;\r\n3;${MARKER};x`,
);

/** Changes a few places of some bytes: bits flipped, parts cut, doubled, put in or set to their extremes. */
const edits = fc.array(
  fc.record({
    kind: fc.constantFrom('flip', 'cut', 'double', 'insert', 'extreme'),
    place: fc.nat(),
    length: fc.integer({ min: 1, max: 16 }),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
  }),
  { minLength: 1, maxLength: 4 },
);

function edited(
  bytes: Buffer,
  changes: readonly {
    readonly kind: string;
    readonly place: number;
    readonly length: number;
    readonly bytes: Uint8Array;
  }[],
): Buffer {
  return changes.reduce((before, { kind, place, length, bytes: put }) => {
    const at = place % (before.length + 1);
    const [left, part, right] = [
      before.subarray(0, at),
      before.subarray(at, at + length),
      before.subarray(at + length),
    ];
    switch (kind) {
      case 'flip':
        return Buffer.concat([left, part.map((byte) => byte ^ (put[0] ?? 1)), right]);
      case 'cut':
        return Buffer.concat([left, right]);
      case 'double':
        return Buffer.concat([left, part, part, right]);
      case 'insert':
        return Buffer.concat([left, put, part, right]);
      default:
        return Buffer.concat([left, part.map(() => ((put[0] ?? 0) & 1 ? 0xff : 0)), right]);
    }
  }, bytes);
}

/** Reads a file to its end: returns rows, or a CaptureError that quotes no value. */
async function outcome(name: string, bytes: Uint8Array): Promise<'read' | 'refused'> {
  completeness(bytes);
  try {
    await readAll(bytes, { name, header });
    return 'read';
  } catch (error) {
    const { message } = ourError(error);
    expect(error).toBeInstanceOf(CaptureError);
    expect(message).not.toContain(MARKER);
    return 'refused';
  }
}

describe('a file that was dropped', () => {
  it('is a damaged workbook, and is read or refused', { timeout: FUZZ_TIMEOUT_MS }, async () => {
    const outcomes = new Set<string>();

    await fc.assert(
      fc.asyncProperty(edits, async (changes) => {
        outcomes.add(await outcome('vendas.xlsx', edited(workbook, changes)));
      }),
      { numRuns: FUZZ },
    );

    expect(outcomes).toContain('refused');
  });

  it('is a whole zip with a damaged sheet, and is read or refused', {
    timeout: FUZZ_TIMEOUT_MS,
  }, async () => {
    const outcomes = new Set<string>();

    await fc.assert(
      fc.asyncProperty(edits, async (changes) => {
        const content = edited(Buffer.from(sheetXml), changes);
        const bytes = workbookOf('', { 'xl/worksheets/sheet1.xml': { content } });
        outcomes.add(await outcome('vendas.xlsx', bytes));
      }),
      { numRuns: FUZZ * 5 },
    );

    expect(outcomes).toEqual(new Set(['read', 'refused']));
  });

  it('is a zip whose directory lies, and is read or refused', {
    timeout: FUZZ_TIMEOUT_MS,
  }, async () => {
    const directory = readZipDirectory(workbook) ?? [];
    const start = workbook.readUInt32LE(workbook.length - 6);
    const field = fc.record({
      entry: fc.nat(directory.length - 1),
      at: fc.constantFrom(8, 10, 16, 20, 24, 28, 30, 32, 42),
      value: fc.oneof(fc.nat(70_000), fc.constantFrom(0x7fffffff, 0xffffffff, 0xffff, 0)),
    });

    await fc.assert(
      fc.asyncProperty(field, async ({ entry, at, value }) => {
        const lying = Buffer.from(workbook);
        let place = start;
        for (let skipped = 0; skipped < entry; skipped++) {
          place += 46 + workbook.readUInt16LE(place + 28) + workbook.readUInt16LE(place + 30);
        }
        lying.writeUInt32LE(value, place + at);
        await outcome('vendas.xlsx', lying);
      }),
      { numRuns: FUZZ },
    );
  });

  it('is damaged CSV, and is read or refused', { timeout: FUZZ_TIMEOUT_MS }, async () => {
    const outcomes = new Set<string>();

    await fc.assert(
      fc.asyncProperty(edits, async (changes) => {
        outcomes.add(await outcome('vendas.csv', edited(csv, changes)));
      }),
      { numRuns: FUZZ * 5 },
    );

    expect(outcomes).toEqual(new Set(['read', 'refused']));
  });

  it('is any bytes, and is read or refused', { timeout: FUZZ_TIMEOUT_MS }, async () => {
    const start = fc.constantFrom(
      '',
      'PK\u0003\u0004',
      'PK\u0005\u0006',
      'ID;MARCA;DATA\n',
      '\xff\xfe',
      '<',
    );
    const name = fc.constantFrom('vendas.xlsx', 'vendas.csv');

    await fc.assert(
      fc.asyncProperty(
        name,
        start,
        fc.uint8Array({ maxLength: 300 }),
        async (file, first, rest) => {
          await outcome(file, Buffer.concat([Buffer.from(first, 'latin1'), rest]));
        },
      ),
      { numRuns: FUZZ * 5 },
    );
  });
});
