import { costText } from '../../lib/capture/bigquery/query/price.ts';
import type { CaptureOutcome } from '../../lib/capture/capture.ts';
import { HourlakeError } from '../../lib/errors.ts';
import type { CaptureReport } from '../../lib/land/report.ts';
import { grainOf } from '../../lib/model/period.ts';
import { escapeUnprintable } from '../../lib/printable.ts';
import { counted } from '../terminal/numbers.ts';

/** More answers than these are shown together. */
const SHOWN_ANSWERS = 3;

/** What became of the items of a place, one line each; nothing for a place that had none. */
export function captureAsText({ place, outcomes, settled }: CaptureReport): string {
  if (outcomes.length === 0) return '';
  const answers = outcomes.filter(isAnswer);
  const together = answers.length > SHOWN_ANSWERS ? answers : [];
  const others = outcomes.filter((outcome) => !together.some((answer) => answer === outcome));
  const lines = others.map((outcome) => {
    const told = outcome.status === 'captured' ? sentencesOf(outcome) : [];
    return paragraph(`${outcome.item}: ${captureSentence(outcome, settled)}`, told);
  });
  return `  From ${place}:\n${answersAsText(together)}${lines.join('')}`;
}

type Captured = Extract<CaptureOutcome, { status: 'captured' }>;

type Answer = Captured & Required<Pick<Captured, 'cost'>>;

function isAnswer(outcome: CaptureOutcome): outcome is Answer {
  return outcome.status === 'captured' && outcome.cost !== undefined;
}

/** Many answers, with what they took in all. */
function answersAsText(answers: readonly Answer[]): string {
  const [first, last] = [answers[0], answers.at(-1)];
  if (first === undefined || last === undefined) return '';
  const cost = answers.reduce(
    (sum, { cost: { bytes, dollars, isKnown } }) => ({
      bytes: sum.bytes + bytes,
      dollars: sum.dollars + dollars,
      isKnown: sum.isKnown && isKnown,
    }),
    { bytes: 0, dollars: 0, isKnown: true },
  );
  const told = [costText(cost), ...new Set(answers.flatMap((answer) => answer.told))];
  const periods = `${first.period} to ${last.period}`;
  return paragraph(`${counted(answers.length, grainOf(first.period))} captured, ${periods}.`, told);
}

function sentencesOf({ cost, told }: Captured): readonly string[] {
  return cost === undefined ? told : [costText(cost), ...told];
}

function paragraph(line: string, sentences: readonly string[]): string {
  return [
    `  ${escapeUnprintable(line)}\n`,
    ...sentences.map((sentence) => `      ${sentence}\n`),
  ].join('');
}

/** The same as JSON. */
export function captureAsJson({ place, outcomes, settled }: CaptureReport) {
  return {
    place,
    items: outcomes.map((outcome) => {
      const settlement = settled?.get(outcome.item);
      return {
        ...outcome,
        ...('error' in outcome ? { error: outcome.error.message } : {}),
        ...(settlement === undefined
          ? {}
          : { settled: settlement instanceof HourlakeError ? settlement.message : settlement }),
      };
    }),
  };
}

/** What became of one item, as a sentence that follows its name. */
export function captureSentence(
  outcome: CaptureOutcome,
  settled: CaptureReport['settled'],
): string {
  return `${sentenceOf(outcome)}${settlementOf(outcome, settled)}`;
}

function sentenceOf(outcome: CaptureOutcome): string {
  switch (outcome.status) {
    case 'captured':
      return outcome.item === outcome.period ? 'captured' : `captured as ${outcome.period}`;
    case 'known':
      if (outcome.as === outcome.period) return 'captured by another run';
      return outcome.as === outcome.item
        ? `captured before as ${outcome.period}`
        : `the same bytes as ${outcome.as}, which was captured before as ${outcome.period}`;
    case 'waits':
      return `left for the next run. ${outcome.reason}`;
    case 'refused':
      return `refused, see the note beside it. ${outcome.error.message}`;
    case 'refused before':
      return `refused before, and not changed since. ${outcome.reason}`;
    case 'failed':
      return `failed. ${outcome.error.message}`;
  }
}

function settlementOf(outcome: CaptureOutcome, settled: CaptureReport['settled']): string {
  if (outcome.status !== 'captured' && outcome.status !== 'known') return '';
  if (settled === undefined) return '.';
  switch (settled.get(outcome.item)) {
    case undefined:
      return '; it stays in the inbox, because its rows have not all landed.';
    case 'removed':
      return '; removed from the inbox.';
    case 'gone':
      return '; it is not in the inbox any more.';
    case 'changed':
      return '; the inbox has another file under its name now, which the next run takes.';
    default:
      return '; it could not be removed from the inbox.';
  }
}
