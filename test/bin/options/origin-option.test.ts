import { describe, expect, it } from 'vitest';
import { originOption } from '../../../bin/options/origin-option.ts';

const parse = originOption().parseArg;

describe('--origin', () => {
  it('is repeated, or has several in one text', () => {
    const one = parse?.('https://a.example=http://127.0.0.1:4700', undefined);
    const both = parse?.('https://b.example=http://127.0.0.1:4700', one);

    expect(both).toEqual(
      parse?.(
        'https://a.example=http://127.0.0.1:4700 https://b.example:443/=http://127.0.0.1:4700/',
        undefined,
      ),
    );
    expect([...(both ?? [])]).toEqual([
      ['https://a.example', 'http://127.0.0.1:4700'],
      ['https://b.example', 'http://127.0.0.1:4700'],
    ]);
  });

  it.each([
    'https://a.example',
    '=http://127.0.0.1',
    'https://a.example=',
    'a.example=b.example',
    'https://a.example/v1=http://127.0.0.1',
    'https://a.example=http://user:secret@127.0.0.1',
    'https://a.example=ftp://127.0.0.1',
  ])('refuses %j', (text) => {
    expect(() => parse?.(text, undefined)).toThrow(
      /^Expected an origin and the one to ask instead: .* got text 1, which is not of that form\. Name/,
    );
  });
});
