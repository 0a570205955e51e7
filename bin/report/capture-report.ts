import type { CaptureOutcome } from '../../lib/capture/capture.ts';
import { HourlakeError } from '../../lib/errors.ts';
import type { CaptureReport } from '../../lib/land/report.ts';
import { escapeUnprintable } from '../../lib/printable.ts';

/** What became of the items of a place, one line each; nothing for a place that had none. */
export function captureAsText({ place, outcomes, settled }: CaptureReport): string {
  if (outcomes.length === 0) return '';
  const lines = outcomes.map((outcome) => {
    const told = outcome.status === 'captured' ? outcome.told : [];
    return [
      `  ${escapeUnprintable(outcome.item)}: ${captureSentence(outcome, settled)}\n`,
      ...told.map((sentence) => `      ${sentence}\n`),
    ].join('');
  });
  return `  From ${place}:\n${lines.join('')}`;
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
