import type { FieldExplanation } from '../../lib/generate/mock/explain.ts';
import type { Context } from '../context.ts';
import { counted } from '../terminal/numbers.ts';
import { drawTable } from '../terminal/result-table.ts';

/** Characters of a sample that are shown. */
const SAMPLE_WIDTH = 28;

/** How the meaning of a field is known, in words. */
const SURENESS: Readonly<Record<FieldExplanation['sureness'], string>> = {
  declared: 'declared',
  named: 'by its name',
  typed: 'by its type',
  'filled by the database': 'left out',
};

/** What each field of a table is taken for, as a table for the terminal. */
export function explanationText(
  name: string,
  fields: readonly FieldExplanation[],
  context: Context,
): string {
  const rows = fields.map(({ field, type, mode, meaning, sureness, isKey, samples }) => [
    field,
    `${type}${mode === 'repeated' ? '[]' : ''}`,
    isKey ? `${meaning}, key` : meaning,
    SURENESS[sureness],
    samples.map(sampleText).join(' | ') || null,
  ]);
  const columns = ['field', 'type', 'meaning', 'known', 'samples'];
  return `${name} (${counted(fields.length, 'field')})\n${drawTable({ columns, rows }, context)}\n`;
}

function sampleText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= SAMPLE_WIDTH ? text : `${text.slice(0, SAMPLE_WIDTH - 1)}…`;
}
