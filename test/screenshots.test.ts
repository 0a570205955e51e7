import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pictures } from '../scripts/screenshots.ts';

const documents = ['README.md', 'README.pt-BR.md', 'docs/report.md', 'docs/dashboard.md'];

describe('the pictures of the report and the dashboard', () => {
  it('are those that the script takes', () => {
    const files = readdirSync('docs/images').filter((file) => file.endsWith('.png'));

    expect(files.sort()).toEqual(pictures.map(({ name }) => `${name}.png`).sort());
  });

  it.each(pictures)('is shown in a document, with words, and is small: $name', ({ name }) => {
    const shown = documents.flatMap((file) => [
      ...readFileSync(file, 'utf8').matchAll(/!\[([^\]]+)\]\((?:docs\/)?images\/([^)]+)\.png\)/g),
    ]);

    const [, words = ''] = shown.find(([, , image]) => image === name) ?? [];

    expect(words.length).toBeGreaterThan(40);
    expect(statSync(`docs/images/${name}.png`).size).toBeLessThan(300_000);
  });
});
