import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { uniqueSpans } from '../scripts/plots/unique-spans.ts';
import { document, images, withPart } from '../scripts/plots.ts';

const text = readFileSync(document, 'utf8');
const files = readdirSync(images)
  .filter((file) => file.endsWith('.svg'))
  .sort();

describe('the plots', () => {
  it('are the images of the document, each with an alternative text', () => {
    const shown = [...text.matchAll(/!\[([^\]]+)\]\(images\/([^)]+)\)/g)];

    expect(shown.map(([, , file]) => file).sort()).toEqual(files);
    for (const [, words = ''] of shown) expect(words.length).toBeGreaterThan(40);
  });

  it.each(files)('are small, well-formed SVG: %s', (file) => {
    const svg = readFileSync(`${images}/${file}`, 'utf8');

    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="800"/);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    expect(svg.length).toBeLessThan(60_000);
    expect(elementsLeftOpen(svg)).toEqual([]);
  });

  it('have measured figures next to them', () => {
    const [, figures = ''] = /<!-- figures: .*?-->\n([\s\S]*?)\n<!--/.exec(text) ?? [];

    expect(figures).toMatch(/^\| figure \| measured \|\n(\|.*\|\n?){10,}$/);
  });

  it('have current spans of unique numbers next to them', () => {
    expect(withPart(text, 'unique spans', uniqueSpans())).toBe(text);
  });
});

/** Names of elements without a matching end tag. Unescaped text counts as one too. */
function elementsLeftOpen(svg: string): string[] {
  const open: string[] = [];
  const tag = /<(\/?)([a-z]+)((?:\s[a-zA-Z][\w-]*="[^"<]*")*)\s*(\/?)>/g;
  const rest = svg.replace(tag, (_, end: string, name: string, __, empty: string) => {
    if (end === '/') expect(open.pop()).toBe(name);
    else if (empty !== '/') open.push(name);
    return '';
  });
  return [...open, ...(/[<>]|&(?!\w+;|#\d+;)/.exec(rest) ?? [])];
}
