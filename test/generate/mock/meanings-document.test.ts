import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { meaningNames, meanings } from '../../../lib/generate/mock/meanings/all-meanings.ts';
import { document, withMeanings } from '../../../scripts/mock-meanings.ts';

describe('the document of meanings', () => {
  it('is what "npm run docs" writes', () => {
    const text = readFileSync(document, 'utf8');

    expect(withMeanings(text)).toBe(text);
  });
});

describe('meanings', () => {
  it('have names of their own', () => {
    expect(new Set(meaningNames).size).toBe(meanings.length);
    for (const name of meaningNames) expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('are told apart by their phrases, where these are as sure', () => {
    const phrases = meanings.flatMap(({ said }) =>
      Object.entries(said).flatMap(([weight, text]) =>
        text.split(', ').map((phrase) => `${phrase} ${weight}`),
      ),
    );

    const twice = phrases.filter((phrase, place) => phrases.indexOf(phrase) !== place);

    expect(twice).toEqual([]);
  });
});
