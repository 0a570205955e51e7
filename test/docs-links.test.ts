import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import GithubSlugger from 'github-slugger';
import { describe, expect, it } from 'vitest';

interface Link {
  readonly from: string;
  /** Path of the file in the repository, and the heading in it. */
  readonly path: string;
  readonly heading: string | undefined;
}

const documents = ['.', 'docs', 'dbt', 'dashboard']
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((name) => posix.join(folder, name)))
  .filter((path) => path.endsWith('.md'));
const links = documents.flatMap(linksOf);

describe('links between the documents', () => {
  it('lead to files that there are', () => {
    expect(links.filter(({ path }) => !existsSync(path))).toEqual([]);
    expect(links.length).toBeGreaterThan(100);
  });

  it('lead to headings that there are', () => {
    const broken = links.filter(
      ({ path, heading }) =>
        heading !== undefined && existsSync(path) && !headingsOf(path).has(heading),
    );

    expect(broken).toEqual([]);
    expect(links.filter(({ heading }) => heading !== undefined).length).toBeGreaterThan(5);
  });

  it('lead from the README to every page of docs', () => {
    const linked = new Set(
      links.filter(({ from }) => from === 'README.md').map(({ path }) => path),
    );
    const pages = readdirSync('docs').filter((name) => name.endsWith('.md'));

    expect(pages.map((name) => join('docs', name)).filter((path) => !linked.has(path))).toEqual([]);
  });
});

function linksOf(from: string): Link[] {
  const text = withoutCode(readFileSync(from, 'utf8'));
  return [...text.matchAll(/\]\(([^)\s]+)(?: "[^"]*")?\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [path = '', heading] = target.split('#');
      const file = path === '' ? from : posix.join(posix.dirname(from), path);
      return { from, path: file, heading };
    });
}

/** The names by which GitHub links the headings of a document. */
function headingsOf(path: string): ReadonlySet<string> {
  const slugger = new GithubSlugger();
  const text = readFileSync(path, 'utf8').replaceAll(/^(```|~~~).*\n[\s\S]*?^\1/gm, '');
  const headings = [...text.matchAll(/^#{1,6} (.*)$/gm)].map(([, title = '']) =>
    title.replaceAll(/[`*]/g, '').replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1'),
  );
  return new Set(headings.map((title) => slugger.slug(title)));
}

function withoutCode(text: string): string {
  return text.replaceAll(/^(```|~~~).*\n[\s\S]*?^\1/gm, '').replaceAll(/`[^`\n]*`/g, '');
}
