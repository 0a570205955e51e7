import { plainTexts } from '../lib/columns/plain-encoding.ts';
import { TextColumn } from '../lib/model/text-column.ts';

/** A column of these texts, as bytes. */
export function textColumnOf(texts: readonly string[]): TextColumn {
  return new TextColumn(plainTexts([texts]), texts.length);
}
