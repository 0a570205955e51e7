import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../lib/errors.ts';
import { escapeUnprintable, printable, printableLines, wordsOf } from '../lib/printable.ts';
import { anyText } from './any-text.ts';

describe('text of somebody else', () => {
  it('stays as it is where it can be printed', () => {
    const text = 'João, 😀, "quotes", \\ and — dashes';

    expect(printable(text)).toBe(text);
  });

  it.each([
    ['an escape sequence', '\u001b[2J', '\\u001b[2J'],
    ['one of eight bits', '\u009b2J', '\\u009b2J'],
    ['an end of a line', 'a\r\nb', 'a\\r\\nb'],
    ['an end of a line that JavaScript knows', 'a\u2028b', 'a\\u2028b'],
    ['a change of direction', 'a\u202eb', 'a\\u202eb'],
    ['half of a pair', 'a\ud800b', 'a\\ud800b'],
    ['a format character beyond the first 65,536', '\u{e0001}', '\\udb40\\udc01'],
  ])('has %s written out', (_, text, written) => {
    expect(escapeUnprintable(text)).toBe(written);
  });

  it('in JSON is the same when JSON is read', () => {
    fc.assert(
      fc.property(fc.jsonValue(), anyText, (value, text) => {
        const json = JSON.stringify([value, text], null, 1);

        expect(JSON.parse(printableLines(json))).toEqual(JSON.parse(json));
      }),
    );
  });

  it('keeps its beginning and its end when it is very long', () => {
    const path = `/lake/${'x'.repeat(1_000_000)}/file.parquet`;

    const error = new InputError({ expected: 'a path', got: path, advice: 'Pass a short one.' });

    expect(error.message.length).toBeLessThan(5000);
    expect(error.got).toMatch(/^\/lake\/x+ … \(1000019 characters\) … x+\/file\.parquet$/);
  });

  it('that says nothing is told as such', () => {
    const error = new InputError({ expected: 'words', got: ' ', advice: 'Say something.' });

    expect(error.message).toBe('Expected words, got nothing. Say something.');
  });

  it.each([
    [new Error('no'), 'no'],
    ['no', 'no'],
    [undefined, 'undefined'],
    [Object.assign(new Error(), { message: 7 }), '7'],
    [Object.create(null), 'a value that has no text'],
  ])('is found in whatever was thrown: %j', (thrown, words) => {
    expect(wordsOf(thrown)).toBe(words);
  });
});
