import { type CheckedRows, rowChecker } from '../../contract/check-rows.ts';
import type { Contract } from '../../contract/contract.ts';
import { addChecked, judgeCapture, noCounts } from '../../contract/judge-capture.ts';
import { checkNames, looksLikeHeader, matchNames } from '../../contract/match-names.ts';
import type { RawRows } from '../../model/raw-rows.ts';
import { readSheetFile } from '../../sheets/read-sheet-file.ts';
import type { SheetChoice } from '../../sheets/xlsx/choose-sheets.ts';

/** How the rows of a dropped file are read. */
export interface SheetRules {
  readonly contract: Contract;
  readonly sheets: SheetChoice;
}

/** Some rows of a sheet, as they came and as they were checked. */
export interface ParsedRows {
  /** Name of the sheet; `null` for CSV. */
  readonly sheet: string | null;
  readonly raw: RawRows;
  readonly checked: CheckedRows;
}

/**
 * Reads the rows of a dropped file and checks them, a few thousand at a time. They count only when the
 * last ones were read: until then the file may turn out to be unusable.
 *
 * @param onTold called at the end, with sentences on how the file was understood
 * @throws CaptureError when the file cannot be used as a whole, or too many of its rows do not fit.
 */
export async function* parseSheets(
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  { contract, sheets }: SheetRules,
  onTold: (sentences: readonly string[]) => void = () => {},
): AsyncGenerator<ParsedRows> {
  const check = rowChecker(contract);
  const header = {
    isHeader: (names: readonly string[]) => looksLikeHeader(contract, names),
    isColumn: (name: string) => matchNames(contract, [name]).unknown.length === 0,
    required: contract.columns.flatMap(({ column }) => (column.nullable ? [] : [column.name])),
  };
  const file = await readSheetFile({ name, bytes, header, sheets });
  const told = new Set<string>();
  let counts = noCounts;
  for (const sheet of file.sheets) {
    let isFirst = true;
    for await (const raw of sheet.rows) {
      if (isFirst) for (const sentence of namesTold(contract, raw, name)) told.add(sentence);
      isFirst = false;
      const checked = check(raw);
      counts = addChecked(counts, checked);
      yield { sheet: sheet.name, raw, checked };
    }
  }
  judgeCapture(contract, counts, { capture: name });
  onTold([...file.told(), ...told]);
}

/** @throws CaptureError when the columns are not those of the contract. */
function namesTold(contract: Contract, { names }: RawRows, capture: string): string[] {
  const match = matchNames(contract, names);
  checkNames(contract, match, { capture });
  const missing = match.missing.map(({ column }) => column);
  return [
    ...(match.unknown.length === 0 ? [] : [`Unknown columns: ${match.unknown.join(', ')}.`]),
    ...(missing.length === 0 ? [] : [`Missing columns, without values: ${missing.join(', ')}.`]),
  ];
}
