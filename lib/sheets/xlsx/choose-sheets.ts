import { CaptureError } from '../../errors.ts';
import type { Worksheet } from './open-workbook.ts';

/** Which sheets of a workbook are read: the first that is shown, all that are, or the one of a name. */
export type SheetChoice = 'first' | 'all' | { readonly named: string };

/** The sheets that are read, and sentences on those that are not. */
export interface ChosenSheets {
  readonly chosen: readonly Worksheet[];
  readonly told: readonly string[];
}

/**
 * Chooses sheets. A sheet that the workbook hides is read by its name only.
 *
 * @throws CaptureError when there is none.
 */
export function chooseSheets(sheets: readonly Worksheet[], choice: SheetChoice): ChosenSheets {
  const chosen = matching(sheets, choice);
  if (chosen.length === 0) throw noSheet(sheets, choice);
  const left = sheets.filter((sheet) => !chosen.includes(sheet));
  return {
    chosen,
    told: left.length === 0 ? [] : [`Sheets that were not read: ${namesOf(left)}.`],
  };
}

function matching(sheets: readonly Worksheet[], choice: SheetChoice): readonly Worksheet[] {
  const shown = sheets.filter(({ hidden }) => !hidden);
  if (choice === 'all') return shown;
  if (choice === 'first') return shown.slice(0, 1);
  return sheets.filter(({ name }) => name === choice.named);
}

function noSheet(sheets: readonly Worksheet[], choice: SheetChoice): CaptureError {
  const named = typeof choice === 'object';
  return new CaptureError({
    expected: named ? `a sheet ${JSON.stringify(choice.named)}` : 'a sheet that is shown',
    got: sheets.length === 0 ? 'a workbook without sheets of cells' : `only ${namesOf(sheets)}`,
    advice: named
      ? 'Rename the sheet, or change the name in the settings of the job.'
      : 'Show the sheet in a spreadsheet program, save it, and drop the file again.',
  });
}

function namesOf(sheets: readonly Worksheet[]): string {
  return sheets
    .map(({ name, hidden }) => `${JSON.stringify(name)}${hidden ? ' (hidden)' : ''}`)
    .join(', ');
}
