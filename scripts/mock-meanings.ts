import { readFileSync, writeFileSync } from 'node:fs';
import { InputError } from '../lib/errors.ts';
import { meanings } from '../lib/generate/mock/meanings/all-meanings.ts';
import type { Meaning } from '../lib/generate/mock/meanings/meaning.ts';
import { planFields } from '../lib/generate/mock/plan-fields.ts';
import { drawsOfTable } from '../lib/generate/mock/rows/draws.ts';
import { fixedTime, ONLY_PERIOD } from '../lib/generate/mock/rows/mock-time.ts';
import { rowsOf } from '../lib/generate/mock/rows/row-set.ts';
import type { FieldType } from '../lib/schemas/field-types.ts';
import type { Field } from '../lib/schemas/table-schema.ts';
import { withPart } from './marked-part.ts';

/** The document with the table of meanings. */
export const document = 'docs/mock-meanings.md';

/** Types of the examples, the likeliest first. */
const TYPES: readonly FieldType[] = ['string', 'timestamp', 'decimal', 'integer', 'geography'];

/** Returns the meanings as a Markdown table. */
export function meaningsTable(): string {
  return [
    '| meaning | what the values are | said by names such as | example |',
    '|---|---|---|---|',
    ...meanings.map((meaning) => {
      const { name, about } = meaning;
      return `| \`${name}\` | ${about} | ${phrasesOf(meaning)} | \`${exampleOf(name)}\` |`;
    }),
  ].join('\n');
}

/** Returns the document with the current table between its marks. */
export function withMeanings(text: string): string {
  const marks = {
    begin: '<!-- meanings: written by "npm run docs" -->',
    end: '<!-- end of meanings -->',
  };
  return withPart(text, marks, meaningsTable());
}

/** The first phrases, as names of fields. */
function phrasesOf({ said }: Meaning): string {
  const phrases = Object.entries(said)
    .sort(([one], [other]) => Number(other) - Number(one))
    .flatMap(([, text]) => text.split(', '))
    .map((phrase) => phrase.replace(/[$^]/g, '').replaceAll(' ', '_'));
  return (
    [...new Set(phrases)]
      .slice(0, 4)
      .map((phrase) => `\`${phrase}\``)
      .join(', ') || 'other times'
  );
}

function exampleOf(meaning: string): string {
  for (const type of TYPES) {
    const field: Field = { name: 'example', type, mode: 'required' };
    try {
      const plans = planFields([field], {
        draws: drawsOfTable('hourlake', 'examples'),
        time: fixedTime,
        overrides: { example: meaning },
      });
      return String(plans.get(field)?.make(rowsOf(ONLY_PERIOD, 0, 1))[0]);
    } catch (error) {
      // The meaning does not fit the type: another one is tried.
      if (!(error instanceof InputError)) throw error;
    }
  }
  throw new Error(`No type of an example fits ${meaning}`);
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(document, withMeanings(readFileSync(document, 'utf8')));
}
