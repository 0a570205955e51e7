import type { InputObject } from '../../lib/model/source.ts';

/** A message names this many inputs. */
const NAMED = 3;

/**
 * The inputs that are missing, by name: each once, and what was not captured as such unless its rows are
 * missing too.
 *
 * @example
 * inputNames([{ job: 'podcasts', period: parsePeriod('2026-11-20'), part: 'raw' }]) // => 'the capture of podcasts 2026-11-20'
 */
export function inputNames(inputs: readonly InputObject[]): string {
  const landed = new Set(inputs.filter((input) => !isCapture(input)).map(nameOf));
  const names = new Set(
    inputs
      .filter((input) => !isCapture(input) || !landed.has(nameOf(input)))
      .map((input) => (isCapture(input) ? `the capture of ${nameOf(input)}` : nameOf(input))),
  );
  const rest = names.size - NAMED;
  return `${[...names].slice(0, NAMED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function isCapture({ part = 'landed' }: InputObject): boolean {
  return part !== 'landed';
}

function nameOf({ job, period }: InputObject): string {
  return `${job} ${period}`;
}
