import { describe, expect, it } from 'vitest';
import { slowPattern } from '../../lib/contract/safe-pattern.ts';
import { wholePattern } from '../../lib/contract/value-rules.ts';

const safe = [
  '[A-Z]{2}-\\d{4}',
  '\\d{3}(\\.\\d{3}){2}-\\d{2}',
  '(?:a|b)c?',
  '(a+)?b',
  '(?<year>\\d{4})-(?:0[1-9]|1[0-2])',
  '[(+*)|]+',
  '\\(\\d+\\)+',
  '(?=a+)b*',
  '[\\]+]{2}(x){3}',
  '\\p{L}+(?: de)?',
  '(a+){1}',
];

const slow = [
  '(a+)+',
  '(a*)*b',
  '(?:a|aa)+',
  '(a?){30}',
  '((a{2,3}))*',
  '([a-z]+ ?)+',
  '(?:(?:a+)b){2,}',
  '(a|b){2}',
  '(a)\\1',
  '(?<n>a)\\k<n>',
];

describe('patterns', () => {
  it.each(safe)('may be %s', (source) => {
    expect(slowPattern(source)).toBeUndefined();
  });

  it.each(slow)('may not be %s', (source) => {
    expect(slowPattern(source)).toMatch(/^a pattern /);
  });

  it('of both lists are valid', () => {
    for (const source of [...safe, ...slow]) expect(() => wholePattern(source)).not.toThrow();
  });
});
