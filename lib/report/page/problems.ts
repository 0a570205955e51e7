import type { JobFacts } from '../report-facts.ts';
import type { ReportWords } from '../texts/words.ts';
import { type Content, html, type Markup } from './markup.ts';

/** A list names this many at most; `hourlake doctor` names all. */
const NAMED = 10;

/** What is wrong with a job, by name; `undefined` when nothing is. */
export function problemsOf(
  { name, gaps, lost, problems, foreign, unread }: JobFacts,
  words: ReportWords,
): Markup | undefined {
  const { problems: texts, job } = words.texts;
  const ranges = (some: JobFacts['gaps']) =>
    some.map(({ from, to, periods }) =>
      periods === 1
        ? words.period(from)
        : texts.range(words.period(from), words.period(to), words.number(periods)),
    );
  const objects = problems.map(
    ({ kind, key, reason }) =>
      html`<code>${key}</code> <strong>${texts.kinds[kind]}</strong>: <span lang="en">${reason}</span>`,
  );
  const lists = [
    listOf(texts.gaps, ranges(gaps), words),
    listOf(texts.objects, objects, words),
    listOf(texts.lost, ranges(lost), words),
    foreignFiles(texts.foreign, foreign, words),
    unread === undefined
      ? undefined
      : html`<p><strong>${job.unread}</strong> <span lang="en">${unread}</span></p>`,
  ].filter((list) => list !== undefined);
  if (lists.length === 0) return undefined;
  const isBad = gaps.length + problems.length > 0 || unread !== undefined;
  const command = html`<p class="note"><code>hourlake doctor --job ${name}</code> ${texts.mend}.</p>`;
  return html`<div class="problems ${isBad ? 'bad' : 'warning'}">${lists}${isBad ? command : undefined}</div>`;
}

/** Keys of foreign files; `undefined` when there are none. */
export function foreignFiles(
  title: string,
  keys: readonly string[],
  words: ReportWords,
): Markup | undefined {
  return listOf(
    title,
    keys.map((key) => html`<code>${key}</code>`),
    words,
  );
}

function listOf(title: string, items: readonly Content[], words: ReportWords): Markup | undefined {
  if (items.length === 0) return undefined;
  const rest = items.length - NAMED;
  const more =
    rest > 0 ? html`<li>${words.texts.problems.more(words.number(rest))}</li>` : undefined;
  const shown = items.slice(0, NAMED).map((item) => html`<li>${item}</li>`);
  return html`<h3>${title}</h3><ul>${shown}${more}</ul>`;
}
