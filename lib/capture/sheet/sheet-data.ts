import type { ContractData } from '../../contract/contract-data.ts';
import { InputError } from '../../errors.ts';
import type { JsonValue } from '../../model/json-row.ts';
import type { SheetChoice } from '../../sheets/xlsx/choose-sheets.ts';

/** What a job of spreadsheets has besides its table, as plain data. */
export interface SheetData {
  /** Name of the job that captures the files. */
  readonly job: string;
  readonly contract: ContractData;
  readonly sheets: SheetChoice;
}

/**
 * Reads the data of a job. The contract itself is checked when it is opened.
 *
 * @throws InputError when it is not what `sheetJob` makes.
 */
export function sheetDataOf(data: JsonValue | undefined): SheetData {
  if (isSheetData(data)) return data;
  throw new InputError({
    expected: 'a job of spreadsheets to be made by sheetJob',
    got: 'other data',
    advice: 'Make the job in its file in jobs/ with sheetJob.',
  });
}

function isSheetData(data: unknown): data is SheetData {
  if (typeof data !== 'object' || data === null) return false;
  const { job, contract, sheets }: { job?: unknown; contract?: unknown; sheets?: unknown } = data;
  return typeof job === 'string' && typeof contract === 'object' && isSheetChoice(sheets);
}

function isSheetChoice(choice: unknown): choice is SheetChoice {
  if (choice === 'first' || choice === 'all') return true;
  if (typeof choice !== 'object' || choice === null) return false;
  const { named }: { named?: unknown } = choice;
  return typeof named === 'string';
}
