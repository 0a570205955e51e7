import { describe, expect, it } from 'vitest';
import { capturedSheetKind, sheetRejectsKind } from '../../../lib/capture/sheet/captured-sheet.ts';
import { type SheetJobOptions, sheetJob } from '../../../lib/capture/sheet/sheet-job.ts';
import { rows } from '../../../lib/columns/rows.ts';
import { CaptureError, InputError } from '../../../lib/errors.ts';
import { capturedFile, captureRecordBytes } from '../../../lib/lake/capture-record.ts';
import { sha256 } from '../../../lib/lake/sha256.ts';
import { type Period, parsePeriod } from '../../../lib/model/period.ts';
import type { ReadInput, Source } from '../../../lib/model/source.ts';
import type { Table } from '../../../lib/model/table.ts';
import { withLineage } from '../../../lib/tables/lineage.ts';
import { sourceContract } from '../../contracts/source-contract.ts';

const table: Table = {
  name: 'pedidos',
  description: 'Orders',
  columns: withLineage([
    { name: 'codigo', type: 'string', description: '', example: 'A1', statistics: false },
    { name: 'quantidade', type: 'integer', description: '', example: '1', statistics: false },
    {
      name: 'nota',
      type: 'string',
      nullable: true,
      description: '',
      example: 'x',
      statistics: false,
    },
  ]),
};

const contract = { columns: { quantidade: { min: 1, max: 9 } }, ceiling: 50 };

const FILE = 'Código;Quantidade;Cor\nA1;3;azul\nA2;0;verde\nA3;9;\nA4;x;vermelho\n';

const opened = open();
const captured = aCapture('pedidos.csv', FILE);
const another = aCapture('outros.csv', FILE.replace('A1', 'B1').replace('A2', 'B2'));

sourceContract('the rows of a sheet', () => open().accepted, captured.period, {
  read: (input) => (input.period === another.period ? another : captured).read(input),
  other: another.period,
});
sourceContract('the rejects of a sheet', () => open().rejected, captured.period, {
  read: (input) => (input.period === another.period ? another : captured).read(input),
  other: another.period,
});

describe('the rows of a sheet', () => {
  it('are those that fit, each with the place where it stood', async () => {
    const accepted = await rowsOf(opened.accepted, captured);

    const [digest] = accepted.map(({ arquivo_sha256 }) => arquivo_sha256);
    expect(digest).toBe(sha256(new TextEncoder().encode(FILE)));
    expect(accepted.map(({ arquivo_sha256: _, ...row }) => row)).toEqual([
      {
        codigo: 'A1',
        quantidade: 3,
        nota: null,
        arquivo: 'pedidos.csv',
        aba: null,
        linha_arquivo: 2,
      },
      {
        codigo: 'A3',
        quantidade: 9,
        nota: null,
        arquivo: 'pedidos.csv',
        aba: null,
        linha_arquivo: 4,
      },
    ]);
  });

  it('have rejects with the rule that they broke and the row as it came', async () => {
    const rejected = await rowsOf(opened.rejected, captured);

    expect(rejected.map(({ position, rule, field }) => [position, rule, field])).toEqual([
      [3, 'min', 'quantidade'],
      [5, 'type', 'quantidade'],
    ]);
    expect(rejected.map(({ row_json }) => JSON.parse(String(row_json)))).toEqual([
      { Código: 'A2', Quantidade: '0', Cor: 'verde' },
      { Código: 'A4', Quantidade: 'x', Cor: 'vermelho' },
    ]);
    expect(rejected[0]).toMatchObject({ job: 'pedidos', capture: 'pedidos.csv' });
  });

  it('are parsed again for their rejects only where there are some', async () => {
    const sound = aCapture('bons.csv', 'codigo;quantidade\nC1;1\nC2;2\n');
    const mixed = aCapture('mistos.csv', 'codigo;quantidade\nD1;1\nD2;0\n');
    const parts: string[] = [];
    const { accepted, rejected } = open();

    const rejects: unknown[] = [];
    for (const capture of [sound, mixed]) {
      const before = await rowsOf(open().rejected, capture);
      await rowsOf(accepted, capture);
      const after = await rowsOf(rejected, {
        ...capture,
        read(input) {
          parts.push(`${capture.file.name} ${input.part}`);
          return capture.read(input);
        },
      });
      expect(after).toEqual(before);
      rejects.push(after.length);
    }

    expect(rejects).toEqual([0, 1]);
    expect(parts.filter((part) => part.endsWith('raw'))).toEqual(['mistos.csv raw']);
  });

  it('are checked before they are captured, and unknown and missing columns are told', async () => {
    const told = await opened.accepted.checkCapture?.(captured.file);

    expect(told).toContain('Unknown columns: Cor.');
    expect(told).toContain('Missing columns, without values: nota.');
    expect(told?.join(' ')).toMatch(/UTF-8.*semicolon/i);
  });

  it('are refused above the ceiling, or because of any fault where the contract says so', async () => {
    const strict = open({ contract: { ...contract, ceiling: 49 } }).accepted;
    const failing = open({ contract: { ...contract, faults: 'fail' } }).accepted;

    for (const source of [strict, failing]) {
      const refused = source.checkCapture?.(captured.file);
      await expect(refused).rejects.toThrow(CaptureError);
      await expect(refused).rejects.toThrow(/min of quantidade.*type of quantidade/);
      await expect(refused).rejects.not.toThrow(/verde|vermelho/);
      await expect(rowsOf(source, captured)).rejects.toThrow(CaptureError);
    }
  });

  it('say in the footer which contract they passed', () => {
    const other = open({ contract: { columns: { quantidade: { min: 0 } } } });

    expect(opened.accepted.facts).toMatchObject({
      generator: 'captured-sheet/1',
      sheets: 'first',
      contract: expect.stringMatching(/^[0-9a-f]{12}$/),
    });
    expect(opened.rejected.facts.contract).toBe(opened.accepted.facts.contract);
    expect(other.accepted.facts.contract).not.toBe(opened.accepted.facts.contract);
  });

  it('need a job that sheetJob made, and its rejects an input', () => {
    const context = { settings: {}, table, grain: 'file', inputs: [] } as const;

    expect(() => capturedSheetKind.open(context)).toThrow(InputError);
    expect(() => sheetRejectsKind.open(context)).toThrow(InputError);
  });

  it('have a contract whose mistakes are named when the job is opened', () => {
    const open = () => sourceOf({ columns: { quantidad: { min: 1 } } } as never);

    expect(open).toThrow(InputError);
    expect(open).toThrow(/quantidad/);
  });
});

function sourceOf(data: SheetJobOptions['contract']): Source {
  return open({ ...(data === undefined ? {} : { contract: data }) }).accepted;
}

function open(options: Partial<SheetJobOptions> = {}): { accepted: Source; rejected: Source } {
  const [job, rejects] = sheetJob({ name: 'pedidos', table, contract, ...options });
  const { data } = job.source;
  if (data === undefined) throw new TypeError('Expected a job with data');
  const context = { settings: {}, grain: 'file', inputs: [] } as const;
  const accepted = capturedSheetKind.open({ ...context, table: job.table, data });
  const input = { job: job.name, settings: {}, data, source: accepted, inputs: [] };
  const rejected = sheetRejectsKind.open({ ...context, table: rejects.table, inputs: [input] });
  return { accepted, rejected };
}

interface ACapture {
  readonly file: { readonly name: string; readonly bytes: Uint8Array };
  readonly period: Period;
  readonly read: ReadInput;
}

function aCapture(name: string, text: string): ACapture {
  const bytes = new TextEncoder().encode(text);
  const digest = sha256(bytes);
  const captured = parsePeriod('2026-11-20') as never;
  const record = { job: 'pedidos', name, sha256: digest, bytes: bytes.length, captured };
  return {
    file: { name, bytes },
    period: capturedFile(digest),
    read: async ({ part }) => (part === 'record' ? captureRecordBytes(record) : bytes),
  };
}

async function rowsOf(source: Source, { period, read }: ACapture) {
  const all: Record<string, unknown>[] = [];
  for await (const batch of source.batches(period, read)) all.push(...rows(source.table, batch));
  return all;
}
