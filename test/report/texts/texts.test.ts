import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ruleNames } from '../../../lib/contract/value-rules.ts';
import { english } from '../../../lib/report/texts/english.ts';
import { portuguese } from '../../../lib/report/texts/portuguese.ts';
import { ReportWords } from '../../../lib/report/texts/words.ts';

describe('the texts of reports', () => {
  it.each([
    ['English', english],
    ['Portuguese', portuguese],
  ])('have names of months, weekdays, and rules in %s', (_, texts) => {
    expect(texts.numbers.months).toHaveLength(12);
    expect(texts.numbers.weekdays).toHaveLength(7);
    expect(Object.keys(texts.rejects.rules).sort()).toEqual([...ruleNames].sort());
  });

  it('word every rule of the saved query data-quality', () => {
    const sql = readFileSync('queries/accounts/data-quality.sql', 'utf8');
    const rules = [...sql.matchAll(/^\s+WHEN '([^']+)' THEN/gm)].map(([, rule]) => rule);

    expect(rules).toHaveLength(19);
    expect(Object.keys(english.quality.saved)).toEqual(rules);
    expect(Object.keys(portuguese.quality.saved)).toEqual(rules);
  });

  it('count one of something in the singular', () => {
    const one = { kind: 'minRows', least: 1 } as const;

    expect(english.quality.periodsBroken('1', true)).toBe('1 period');
    expect(portuguese.quality.periodsBroken('1', true)).toBe('1 período');
    expect(english.quality.describe(one, String)).toBe('Each period has at least 1 row');
    expect(portuguese.quality.describe(one, String)).toBe('Cada período tem pelo menos 1 linha');
    expect(english.foot.read('1', true)).toContain('for the last day;');
    expect(portuguese.foot.read('1', true)).toContain('no último dia;');
  });

  it('differ between the languages, except where a word is the same', () => {
    const others = new Map(leaves(portuguese));
    const both = new Set(['bronze', 'landing', 'rejects', 'Job', 'Jobs', 'Mar']);

    const same = leaves(english).filter(([path, text]) => others.get(path) === text);

    expect(same.filter(([, text]) => !both.has(text))).toEqual([]);
    expect(others.size).toBe(leaves(english).length);
  });

  it.each([
    [0, '0', '0'],
    [999.994, '999.99', '999,99'],
    [1_234_567, '1,234,567', '1.234.567'],
    [-1234.5, '−1,234.5', '−1.234,5'],
    [-0.001, '0', '0'],
    [1e-9, '0', '0'],
  ])('write %d', (value, inEnglish, inPortuguese) => {
    expect(new ReportWords('en').number(value)).toBe(inEnglish);
    expect(new ReportWords('pt').number(value)).toBe(inPortuguese);
  });

  it.each([
    [30 * 60_000, 'less than an hour ago', 'há menos de uma hora'],
    [3_600_000, '1 hour ago', 'há 1 hora'],
    [47 * 3_600_000, '47 hours ago', 'há 47 horas'],
    [48 * 3_600_000, '2 days ago', 'há 2 dias'],
  ])('say how long ago %d milliseconds are', (milliseconds, inEnglish, inPortuguese) => {
    expect(new ReportWords('en').ago(milliseconds)).toBe(inEnglish);
    expect(new ReportWords('pt').ago(milliseconds)).toBe(inPortuguese);
  });
});

/** All texts that are not functions, with the way to them. */
function leaves(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => leaves(each, `${path}.${name}`));
}
