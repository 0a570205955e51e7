import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../lib/lake/sha256.ts';
import { HOUR_MS, parsePeriod } from '../../../lib/model/period.ts';
import { renderReport } from '../../../lib/report/render-report.ts';
import { reportLanguages } from '../../../lib/report/texts/texts.ts';
import { allFacts, jobFactsWith, lakeFactsWith } from './some-facts.ts';

const HOSTILE = `"><script>alert('x')</script><img src=//evil.example/a.png onerror=alert(1)>\u202e&amp;`;

describe.each(reportLanguages)('a report in %s', (language) => {
  it('has a text for everything', async () => {
    const page = await renderReport(allFacts(), language);

    expect(page).not.toMatch(/undefined|NaN|Infinity|\[object|function/);
    expect(page).toContain('new-rule');
  });

  it('is the same for the same facts', async () => {
    const [one, other] = [
      await renderReport(allFacts(), language),
      await renderReport(JSON.parse(JSON.stringify(allFacts())), language),
    ];

    expect(sha256(Buffer.from(other))).toBe(sha256(Buffer.from(one)));
  });

  it('has no script, and nothing that is loaded from elsewhere', async () => {
    const page = await renderReport(allFacts(), language);

    expect(page).not.toMatch(/<script|<link|<iframe|<object|<img|@import|url\(|\son\w+=/i);
    expect(page.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|src=/);
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  it('escapes names and values of others', async () => {
    const facts = lakeFactsWith({
      lake: HOSTILE,
      command: `hourlake report --lake '${HOSTILE}'`,
      foreign: [HOSTILE],
      jobs: [
        jobFactsWith({
          foreign: [HOSTILE],
          unread: HOSTILE,
          problems: [{ kind: 'corrupt', key: HOSTILE, reason: HOSTILE }],
          hidden: [HOSTILE],
          distributions: [
            {
              kind: 'words',
              column: HOSTILE,
              top: [{ value: HOSTILE, rows: 20 }],
              rest: 0,
              restValues: 0,
            },
            {
              kind: 'numbers',
              column: HOSTILE,
              width: 1,
              bins: [
                { from: 1, rows: 20 },
                { from: 2, rows: 20 },
              ],
              rest: 0,
            },
          ],
          quality: {
            from: undefined,
            rows: 1,
            rules: [{ rule: { kind: 'saved', text: HOSTILE }, broken: 1 }],
          },
          rejects: {
            job: 'hourly-rejects',
            uncounted: undefined,
            rules: [{ rule: HOSTILE, column: HOSTILE, rows: 1 }],
          },
        }),
      ],
    });

    const page = await renderReport(facts, language);

    expect(page).not.toMatch(/<script|<img|\u202e/);
    expect(page.match(/&lt;script&gt;/g)?.length).toBeGreaterThan(10);
    expect(elementsLeftOpen(page)).toEqual([]);
  });

  it('is well formed', async () => {
    expect(elementsLeftOpen(await renderReport(allFacts(), language))).toEqual([]);
  });

  it('links to each job, and each link leads somewhere', async () => {
    const page = await renderReport(allFacts(), language);
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, name]) => name);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);

    expect(links).toEqual(expect.arrayContaining(['hourly', 'daily', 'files', 'empty']));
    expect(ids).toEqual(expect.arrayContaining(links));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('a report', () => {
  it('says what is wrong in one sentence, and in words where nothing is', async () => {
    const [good, bad, empty] = [
      await renderReport(lakeFactsWith(), 'en'),
      await renderReport(allFacts(), 'en'),
      await renderReport(lakeFactsWith({ jobs: [] }), 'pt'),
    ];

    expect(good).toContain('<span>Everything is there.</span>');
    expect(bad).toContain(
      '<span>2 missing periods, 1 corrupt file, 1 file made with other settings, 1 unreadable file, 1 unusable declaration, 1 table that could not be read, 6 broken rules, rejects that could not be counted, 13 rejects, 1 period not captured in time, 13 foreign files and 2 leftovers of killed runs.</span>',
    );
    expect(empty).toContain('O lake está vazio.');
  });

  it('writes numbers and dates as its language does', async () => {
    const [english, portuguese] = [
      await renderReport(allFacts(), 'en'),
      await renderReport(allFacts(), 'pt'),
    ];

    expect(english).toContain('Made 2026-11-20 14:05 UTC');
    expect(portuguese).toContain('Gerado em 20/11/2026 14:05 UTC');
    expect(english).toContain('4,780');
    expect(portuguese).toContain('4.780');
    expect(portuguese).toContain('<html lang="pt-BR">');
  });

  it('names ten of many things, and how many more there are', async () => {
    const page = await renderReport(allFacts(), 'en');

    expect(page).toContain('hourly/9.txt');
    expect(page).not.toContain('hourly/10.txt');
    expect(page).toContain('and 2 more');
  });

  it('does not say that nothing has landed where all files are corrupt', async () => {
    const job = jobFactsWith({
      periods: [{ period: parsePeriod('2026-11-20T13'), state: 'corrupt' }],
      problems: [{ kind: 'corrupt', key: 'a', reason: 'no footer' }],
    });

    const page = await renderReport(lakeFactsWith({ jobs: [job] }), 'en');

    expect(page).toContain('no footer');
    expect(page).not.toContain('Nothing has landed');
  });

  it('draws the last 14 days by hour, however few hours they have', async () => {
    const { counts } = jobFactsWith();
    const newest = Date.UTC(2026, 10, 20, 13);
    const perHour = [400, 336, 335, 20, 0].map((ago) => ({
      start: newest - ago * HOUR_MS,
      rows: 10,
    }));
    const facts = lakeFactsWith({ jobs: [jobFactsWith({ counts: { ...counts, perHour } })] });

    const page = await renderReport(facts, 'en');

    expect(page).toContain('Rows per hour, from 2026-11-06 14:00 to 2026-11-20 13:00');
  });

  it('stays small for a year of hours', async () => {
    const periods = Array.from({ length: 8760 }, (_, n) => ({
      period: new Date(Date.UTC(2025, 10, 20, n)).toISOString().slice(0, 13),
      state: 'landed',
      rows: n % 50,
      bytes: 1,
    }));
    const facts = JSON.parse(JSON.stringify(lakeFactsWith()));
    facts.jobs[0].periods = periods;

    const page = await renderReport(facts, 'en');

    expect(page.length).toBeLessThan(400_000);
  });
});

/** Names of elements without a matching end tag. */
function elementsLeftOpen(page: string): string[] {
  const empty = new Set(['meta', 'br', '!doctype']);
  const open: string[] = [];
  const wrong: string[] = [];
  const tags = page
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .matchAll(/<(\/?)([a-z!][\w-]*)[^>]*?(\/?)>/gi);
  for (const [, end, name = '', closed] of tags) {
    if (empty.has(name.toLowerCase()) || closed === '/') continue;
    if (end !== '/') open.push(name);
    else if (open.pop() !== name) wrong.push(name);
  }
  return [...wrong, ...open];
}

describe('the marks below a histogram', () => {
  it('differ where the bins are narrower than a hundredth', async () => {
    const bins = Array.from({ length: 10 }, (_, place) => ({ from: place * 0.001, rows: 20 }));
    const distributions = [{ kind: 'numbers' as const, column: 'x', width: 0.001, bins, rest: 0 }];

    const page = await renderReport(
      lakeFactsWith({ jobs: [jobFactsWith({ distributions })] }),
      'en',
    );

    expect(page).toContain('>0.005</text>');
    expect(page).toContain('>0.01</text>');
  });
});
