import { isTimed } from '../../model/period.ts';
import type { Pen } from '../charts/pen.ts';
import type { JobFacts, LakeFacts } from '../report-facts.ts';
import type { ReportWords } from '../texts/words.ts';
import { verdictOnJob, verdictOnLake, verdictText } from '../verdict.ts';
import { jobSection } from './job-section.ts';
import { html, Markup } from './markup.ts';
import { dataTable, stateBadge } from './parts.ts';
import { foreignFiles } from './problems.ts';
import { styleSheet } from './style-sheet.ts';

/** How a file says that it is a report, near its beginning: a report may be overwritten by the next one. */
export const REPORT_MARK = '<meta name="generator" content="hourlake report">';

/**
 * A report as one HTML document: without scripts, and without anything that is loaded from elsewhere. The
 * same facts give the same text.
 */
export function reportPage(facts: LakeFacts, pen: Pen): string {
  const { words } = pen;
  const { texts } = words;
  const { jobs, madeAt } = facts;
  const page = html`<!doctype html>
<html lang="${texts.code}">
<head>
<meta charset="utf-8">
${new Markup(REPORT_MARK)}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${texts.title(facts.lake)}</title>
<style>${new Markup(styleSheet)}</style>
</head>
<body>
<main>
${head(facts, words)}
${jobs.length === 0 ? html`<p>${texts.nothingInLake}</p>` : overview(jobs, words)}
${facts.foreign.length === 0 ? undefined : html`<div class="problems warning">${foreignFiles(texts.problems.foreignOfLake, facts.foreign, words)}</div>`}
${jobs.map((job) => jobSection(pen, job, madeAt))}
</main>
${foot(facts, words)}
</body>
</html>
`;
  return page.text;
}

function head(facts: LakeFacts, words: ReportWords): Markup {
  const { kicker, made, verdict: texts, facts: names } = words.texts;
  const verdict = verdictOnLake(facts);
  const sum = (pick: (job: JobFacts) => number) =>
    facts.jobs.reduce((total, job) => total + pick(job), 0);
  const landed = (job: JobFacts) => job.periods.filter(({ rows }) => rows !== undefined).length;
  const figures = [
    [names.jobs, words.number(facts.jobs.length)],
    [names.periods, words.number(sum(landed))],
    [names.rows, words.number(sum(({ counts }) => counts.rows))],
    [names.size, words.bytes(sum(({ counts }) => counts.bytes))],
  ] as const;
  return html`<header class="top">
<p class="kicker">${kicker}</p>
<h1>${facts.lake}</h1>
<p class="made">${made(words.instant(facts.madeAt))}</p>
<p class="verdict ${verdict.state}">${stateBadge(verdict.state, texts.states[verdict.state])} <span>${verdictText(verdict, words)}</span></p>
<dl class="tiles">${figures.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
</header>`;
}

function overview(jobs: readonly JobFacts[], words: ReportWords): Markup {
  const { overview: texts, verdict: verdicts } = words.texts;
  const rows = jobs.map((job) => {
    const { state, counts } = verdictOnJob(job);
    const landed = job.periods.filter(({ rows: count }) => count !== undefined);
    const newest = landed.at(-1)?.period;
    return [
      html`<a href="#${job.name}">${job.name}</a>`,
      stateBadge(state, verdicts.states[state]),
      newest === undefined || !isTimed(newest) ? '–' : words.period(newest),
      words.number(landed.length),
      words.number(counts.missing),
      words.number(job.counts.rows),
      job.rejects === undefined ? '–' : words.number(counts.rejects),
      words.bytes(job.counts.bytes),
    ];
  });
  const { columns } = texts;
  const heads = [
    { title: columns.job },
    { title: columns.state },
    { title: columns.newest },
    { title: columns.periods, isNumber: true },
    { title: columns.missing, isNumber: true },
    { title: columns.rows, isNumber: true },
    { title: columns.rejects, isNumber: true },
    { title: columns.size, isNumber: true },
  ];
  return html`<nav aria-labelledby="all-jobs"><h2 id="all-jobs">${texts.title}</h2>${dataTable(texts.title, heads, rows, 'overview')}</nav>`;
}

function foot({ command, version, days }: LakeFacts, words: ReportWords): Markup {
  const { foot: texts } = words.texts;
  return html`<footer>
<h2>${texts.title}</h2>
<p>${texts.read(words.number(days), days === 1)}</p>
<dl class="meanings">${texts.meanings.map(([term, meaning]) => html`<div><dt>${term}</dt><dd>${meaning}</dd></div>`)}</dl>
<p>${texts.again}: <code>${command}</code></p>
<p class="note">${texts.version(version)}</p>
</footer>`;
}
