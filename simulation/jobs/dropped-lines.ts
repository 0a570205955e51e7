import { CaptureError, InputError } from '../../lib/errors.ts';
import { parseCaptureRecord } from '../../lib/lake/capture-record.ts';
import { captureKey } from '../../lib/lake/raw-key.ts';
import type { Batch } from '../../lib/model/batch.ts';
import type { Job } from '../../lib/model/job.ts';
import type { Period } from '../../lib/model/period.ts';
import type { InputObject, ReadInput, Source, SourceKind } from '../../lib/model/source.ts';
import type { Table } from '../../lib/model/table.ts';

/** A file that was dropped, as it is checked. */
interface Dropped {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Files that are larger are refused before they are read. In bytes. */
const LARGEST_FILE = 2_000;

const columns: Table['columns'] = [
  {
    name: 'arquivo',
    type: 'string',
    description: 'Name of the file when it was first captured',
    example: 'a.txt',
    statistics: false,
  },
  {
    name: 'linha',
    type: 'integer',
    description: 'Number of the line in the file, from 1',
    example: '2',
    statistics: false,
  },
  {
    name: 'texto',
    type: 'string',
    description: 'The line',
    example: 'one',
    statistics: false,
  },
];

/** A job that captures files of lines. */
export const droppedLines: Job = {
  name: 'dropped-lines',
  table: { name: 'dropped_lines', description: 'Lines of dropped files', columns },
  grain: 'file',
  layer: 'landing',
  source: { kind: 'dropped-lines' },
};

/** The lines that do not fit: those that begin with an exclamation mark. */
export const rejectedLines: Job = {
  name: `${droppedLines.name}-rejects`,
  table: { name: 'dropped_lines_rejects', description: 'Lines that do not fit', columns },
  grain: 'file',
  layer: 'rejects',
  source: { kind: 'rejected-lines' },
  inputs: [droppedLines.name],
};

/** The kind of source that has the lines that fit. */
export const droppedLinesKind: SourceKind<Record<never, never>> = {
  kind: 'dropped-lines',
  settings: {},
  open: () => ({
    ...linesWhere('dropped-lines/1', (line) => !isReject(line)),
    table: droppedLines.table,
    async checkCapture(capture) {
      const problem = problemOf(capture);
      if (problem !== undefined) throw refused(problem);
      return [];
    },
  }),
};

/** The kind of source that has the other lines. */
export const rejectedLinesKind: SourceKind<Record<never, never>> = {
  kind: 'rejected-lines',
  settings: {},
  open({ inputs: [input] }) {
    if (input !== undefined) {
      return {
        ...linesWhere('rejected-lines/1', isReject),
        table: rejectedLines.table,
        inputs: (period) => [{ job: input.job, period }, ...partsOf(period)],
      };
    }
    throw new InputError({
      expected: 'rejects to have the job that captures as their input',
      got: 'no input',
      advice: 'Name the job in its inputs.',
    });
  },
};

/** Why a file is refused before it is read, if it is. */
export function refusalOf({ size }: { readonly size: number }): CaptureError | undefined {
  return size > LARGEST_FILE ? refused('too large') : undefined;
}

/** Whether the bytes of a file are all of it: the last line of a book is `end`. */
export function completenessOf(
  name: string,
  bytes: Uint8Array,
): 'whole' | 'unfinished' | 'unknown' {
  if (!name.endsWith('.book')) return 'unknown';
  return Buffer.from(bytes).toString().endsWith('end\n') ? 'whole' : 'unfinished';
}

/** Why a file cannot be captured; `undefined` when it can. */
export function problemOf({ name, bytes }: Dropped): string | undefined {
  if (refusalOf({ size: bytes.length }) !== undefined) return 'too large';
  if (completenessOf(name, bytes) === 'unfinished') return 'not complete';
  return linesIn(bytes)[0] === 'bad' ? 'bad' : undefined;
}

function refused(problem: string): CaptureError {
  return new CaptureError({
    expected: 'a file of lines',
    got: problem,
    advice: 'Drop another one.',
  });
}

function isReject(line: string): boolean {
  return line.startsWith('!');
}

function linesWhere(generator: string, isWanted: (line: string) => boolean): Omit<Source, 'table'> {
  return {
    grain: 'file',
    facts: { generator },
    inputs: (period) => partsOf(period),
    async *batches(period, read) {
      const rows = await rowsOf(period, read, isWanted);
      if (rows.length > 0) yield batchOf(rows);
    },
  };
}

/** A row of either table. */
interface Row {
  readonly name: string;
  readonly number: number;
  readonly line: string;
}

async function rowsOf(
  period: Period,
  read: ReadInput,
  isWanted: (line: string) => boolean,
): Promise<Row[]> {
  const [record, raw] = partsOf(period);
  const key = captureKey(droppedLines.name, period);
  const { name } = parseCaptureRecord(await read(record), { place: key, key });
  return linesIn(await read(raw))
    .map((line, index) => ({ name, number: index + 1, line }))
    .filter(({ line }) => isWanted(line));
}

function batchOf(rows: readonly Row[]): Batch {
  return {
    arquivo: rows.map(({ name }) => name),
    linha: rows.map(({ number }) => number),
    texto: rows.map(({ line }) => line),
  };
}

function partsOf(period: Period): [InputObject, InputObject] {
  const { name: job } = droppedLines;
  return [
    { job, period, part: 'record' },
    { job, period, part: 'raw' },
  ];
}

function linesIn(bytes: Uint8Array): string[] {
  return Buffer.from(bytes).toString().split('\n').slice(0, -1);
}
