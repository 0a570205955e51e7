import { loadPlotter } from './charts/plot.ts';
import { reportPage } from './page/page.ts';
import type { LakeFacts } from './report-facts.ts';
import type { ReportLanguage } from './texts/texts.ts';
import { ReportWords } from './texts/words.ts';

/**
 * Renders what is known about a lake as one HTML document. The same facts give the same text, on any machine.
 *
 * @throws QueryError when Observable Plot or linkedom is not installed.
 */
export async function renderReport(facts: LakeFacts, language: ReportLanguage): Promise<string> {
  const plotter = await loadPlotter();
  return reportPage(facts, { plotter, words: new ReportWords(language) });
}
