import type { QualityFacts, RejectFacts, RuleFact } from '../report-facts.ts';
import type { ReportWords } from '../texts/words.ts';
import { html, type Markup } from './markup.ts';
import { dataTable, stateBadge } from './parts.ts';

/** The rules of a table, and what breaks them. */
export function qualityOf(facts: QualityFacts, words: ReportWords): Markup {
  const { quality: texts } = words.texts;
  const from = facts.from === undefined ? undefined : words.period(facts.from);
  const rows = facts.rules.map((fact) => [
    ruleText(fact, words),
    brokenText(fact, words),
    fact.broken === 0 ? stateBadge('good', texts.passed) : stateBadge('bad', texts.failed),
  ]);
  const columns = [
    { title: texts.rule },
    { title: texts.broken, isNumber: true },
    { title: texts.state },
  ];
  return html`<h3>${texts.title}</h3><p class="note">${texts.checked(words.number(facts.rows), facts.rows === 1, from)}</p>${dataTable(texts.title, columns, rows, 'rules')}`;
}

/** The rejects of a job by rule. */
export function rejectsOf(job: string, facts: RejectFacts, words: ReportWords): Markup {
  const { rejects: texts } = words.texts;
  const { rules, uncounted } = facts;
  const title = html`<h3>${texts.title}</h3>`;
  if (uncounted !== undefined) {
    return html`${title}<p><strong>${texts.uncounted}</strong> <span lang="en">${uncounted}</span></p>`;
  }
  if (rules.length === 0) return html`${title}<p class="note">${texts.none}</p>`;
  const rows = rules.map(({ rule, column, rows: count }) => [
    textFor(texts.rules, rule),
    column === null ? '–' : html`<code>${column}</code>`,
    words.number(count),
  ]);
  const columns = [
    { title: texts.rule },
    { title: texts.column },
    { title: texts.rows, isNumber: true },
  ];
  return html`${title}${dataTable(texts.title, columns, rows, 'rules')}<p class="note"><code>hourlake rejects --job ${job} --show</code> ${texts.show}.</p>`;
}

function ruleText({ rule }: RuleFact, words: ReportWords): string {
  const { quality } = words.texts;
  if (rule.kind === 'saved') return textFor(quality.saved, rule.text);
  return quality.describe(rule, (value) => words.number(value));
}

function brokenText({ rule, broken }: RuleFact, words: ReportWords): string {
  const count = words.number(broken);
  const areOfPeriods = rule.kind === 'minRows' || rule.kind === 'nulls';
  return areOfPeriods ? words.texts.quality.periodsBroken(count, broken === 1) : count;
}

/** A name that has no text is shown as it is. */
function textFor(texts: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(texts, name) ? (texts[name] ?? name) : name;
}
