import fc from 'fast-check';
import { expect } from 'vitest';
import { HourlakeError } from '../../lib/errors.ts';
import { anyText } from '../any-text.ts';

/** Cases of each property about bad bytes: `HOURLAKE_TEST_FUZZ=10000 npx vitest run test/fuzz` tries more. */
export const FUZZ = Number(process.env.HOURLAKE_TEST_FUZZ ?? 100);

/** A test of so many cases is over after so long, or hangs. */
export const FUZZ_TIMEOUT_MS = 60_000 + FUZZ * 200;

/** The most characters of a text, and the most of a message. */
const [LONG, READABLE] = [1_000_000, 20_000];

/** What patterns without care take square time over. */
const unit = fc.constantFrom(
  ' ',
  '\n',
  '-',
  '/',
  '.',
  ':',
  '@',
  '0',
  '"',
  "'",
  '=',
  'a',
  '://',
  '\t\n',
  'é',
);

/** Halves of pairs too. */
const anyUnits = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
});

/** Any text, and texts that are almost one of these: changed a little, or with something long in them. */
export function badTexts(...valid: string[]): fc.Arbitrary<string> {
  const sample = fc.constantFrom('', ...valid);
  const long = fc
    .tuple(sample, fc.nat(), unit, fc.integer({ min: 1, max: LONG }))
    .map(([text, place, run, length]) => spliced(text, place, 0, run.repeat(length / run.length)));
  const edited = fc
    .tuple(sample, fc.array(edit, { minLength: 1, maxLength: 4 }))
    .map(([text, edits]) => edits.reduce((changed, change) => change(changed), text));
  return fc.oneof(
    { weight: 12, arbitrary: edited },
    { weight: 3, arbitrary: anyText },
    { weight: 3, arbitrary: anyUnits },
    { weight: 1, arbitrary: sample },
    { weight: 1, arbitrary: long },
  );
}

/** A change of a text: characters put in, taken out, doubled or moved, and single bits. */
const edit: fc.Arbitrary<(text: string) => string> = fc
  .tuple(
    fc.constantFrom('insert', 'delete', 'double', 'move', 'flip'),
    fc.nat(),
    fc.nat(8),
    anyText,
  )
  .map(([kind, place, length, inserted]) => (text: string) => {
    const start = text.length === 0 ? 0 : place % (text.length + 1);
    const part = text.slice(start, start + length);
    switch (kind) {
      case 'insert':
        return spliced(text, place, 0, inserted.slice(0, length + 1));
      case 'delete':
        return spliced(text, place, length, '');
      case 'double':
        return spliced(text, place, 0, part);
      case 'move':
        return part + spliced(text, place, part.length, '');
      default:
        return spliced(
          text,
          place,
          1,
          String.fromCharCode((text.charCodeAt(start) || 0) ^ (1 << length)),
        );
    }
  });

/** What a call gives; an error has to be one of ours, and to read well. */
export function outcomeOf<Result>(call: () => Result): Result | HourlakeError {
  try {
    return call();
  } catch (error) {
    return ourError(error);
  }
}

/** Makes sure that an error is one of ours, and that its message can be printed. */
export function ourError(error: unknown): HourlakeError {
  if (!(error instanceof HourlakeError)) throw error;
  for (const part of [error.got, error.advice, error.message]) {
    expect(part.trim()).not.toBe('');
    expectPrintable(part);
  }
  expectPrintable(error.expected);
  // Only a failure has a sentence of its own.
  expect(error.message.startsWith('Expected ')).toBe(error.expected.trim() !== '');
  return error;
}

/** Makes sure that a text does nothing to a terminal, and is not without end. */
export function expectPrintable(text: string): void {
  const [unprintable = ''] = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.exec(text) ?? [];
  expect(unprintable).toBe('');
  expect(text.length).toBeLessThan(READABLE);
}

function spliced(text: string, place: number, taken: number, put: string): string {
  const start = place % (text.length + 1);
  return text.slice(0, start) + put + text.slice(start + taken);
}
