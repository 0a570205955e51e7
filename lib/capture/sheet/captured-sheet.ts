import { type Contract, openContract } from '../../contract/contract.ts';
import { contractDigest } from '../../contract/contract-digest.ts';
import { InputError } from '../../errors.ts';
import { type CaptureRecord, parseCaptureRecord } from '../../lake/capture-record.ts';
import { captureKey } from '../../lake/raw-key.ts';
import type { Period } from '../../model/period.ts';
import { rawRow } from '../../model/raw-rows.ts';
import type {
  InputObject,
  ReadInput,
  Source,
  SourceContext,
  SourceInput,
  SourceKind,
} from '../../model/source.ts';
import type { Table } from '../../model/table.ts';
import { withoutLineage } from '../../tables/lineage.ts';
import { isKnownSound, rememberSound } from '../known-sound.ts';
import type { ParsedRows } from './parse-sheets.ts';
import { type SheetData, sheetDataOf } from './sheet-data.ts';

/** Raised whenever the same file, contract and settings would give other rows. */
const VERSION = 1;

type NoSettings = Record<never, never>;

/** The kind of source that parses dropped spreadsheets. Its job is made by `sheetJob`. */
export const capturedSheetKind: SourceKind<NoSettings> = {
  kind: 'captured-sheet',
  settings: {},
  open: ({ table, data }) => acceptedRows(table, sheetDataOf(data)),
};

/** The kind of source that has the rows of dropped spreadsheets that do not fit. Its input is the job of those that do. */
export const sheetRejectsKind: SourceKind<NoSettings> = {
  kind: 'sheet-rejects',
  settings: {},
  open: (context) => rejectedRows(context, inputOf(context)),
};

/** A file as it was captured. */
interface CapturedSheet {
  /** Its name when it was first captured. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** In lower-case hexadecimal. */
  readonly sha256: string;
}

function acceptedRows(table: Table, data: SheetData): Source {
  const contract = openContract(withoutLineage(table), data.contract);
  const shared = parsed(data, contract, 'captured-sheet');
  return {
    ...shared,
    table,
    async *batches(period, read) {
      const { lineageOf } = await import('./lineage-of.ts');
      const record = await recordOf(data.job, period, read);
      const capture = await captureOf(record, period, read);
      const lineageOfRows = lineageOf(capture);
      let rejects = 0;
      for await (const { sheet, checked } of await parse(capture, { ...data, contract })) {
        rejects += checked.rejects.length;
        if (checked.positions.length > 0)
          yield { ...checked.accepted, ...lineageOfRows(sheet, checked.positions) };
      }
      if (rejects === 0) rememberSound(capture.sha256, shared.facts);
    },
    async checkCapture(capture) {
      const { parseSheets } = await import('./parse-sheets.ts');
      let told: readonly string[] = [];
      const rules = { contract, sheets: data.sheets };
      for await (const _ of parseSheets(capture, rules, (sentences) => (told = sentences)));
      return told;
    },
  };
}

function rejectedRows({ table }: SourceContext, input: SourceInput): Source {
  const data = sheetDataOf(input.data);
  const contract = openContract(withoutLineage(input.source.table), data.contract);
  const shared = parsed(data, contract, 'sheet-rejects');
  return {
    ...shared,
    table,
    // Rejects land after the rows that fit, and only if these did.
    inputs: (period) => [{ job: input.job, period }, ...partsOf(data.job, period)],
    async *batches(period, read) {
      const record = await recordOf(data.job, period, read);
      if (isKnownSound(record.sha256, shared.facts)) return;
      const { rejectsBatch } = await import('../../contract/rejects-table.ts');
      const capture = await captureOf(record, period, read);
      for await (const { raw, checked } of await parse(capture, { ...data, contract })) {
        if (checked.rejects.length === 0) continue;
        yield rejectsBatch(checked.rejects, {
          job: data.job,
          capture: capture.name,
          asItCame: ({ row }) => rawRow(raw, row),
        });
      }
    },
  };
}

/** What a source has that parses captured files. */
function parsed(
  { job, sheets }: SheetData,
  contract: Contract,
  kind: string,
): Pick<Source, 'grain' | 'facts' | 'inputs'> {
  return {
    grain: 'file',
    facts: {
      generator: `${kind}/${VERSION}`,
      contract: contractDigest(contract),
      sheets: typeof sheets === 'string' ? sheets : JSON.stringify(sheets.named),
    },
    inputs: (period) => partsOf(job, period),
  };
}

function partsOf(job: string, period: Period): readonly [InputObject, InputObject] {
  return [
    { job, period, part: 'record' },
    { job, period, part: 'raw' },
  ];
}

async function captureOf(
  { job, name, sha256 }: CaptureRecord,
  period: Period,
  read: ReadInput,
): Promise<CapturedSheet> {
  const [, raw] = partsOf(job, period);
  return { name: name.toWellFormed(), bytes: await read(raw), sha256 };
}

async function recordOf(job: string, period: Period, read: ReadInput): Promise<CaptureRecord> {
  const [record] = partsOf(job, period);
  const key = captureKey(job, period);
  return parseCaptureRecord(await read(record), { place: key, key });
}

/** Loaded with the first file: most commands parse none. */
async function parse(
  capture: CapturedSheet,
  rules: Pick<SheetData, 'sheets'> & { readonly contract: Contract },
): Promise<AsyncIterable<ParsedRows>> {
  const { parseSheets } = await import('./parse-sheets.ts');
  return parseSheets(capture, rules);
}

function inputOf({ inputs: [input] }: SourceContext): SourceInput {
  if (input !== undefined) return input;
  throw new InputError({
    expected: 'rejects of spreadsheets to have the job of the spreadsheets as their input',
    got: 'no input',
    advice: 'Make both jobs with sheetJob in a file of jobs/.',
  });
}
