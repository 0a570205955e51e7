import { Option } from 'commander';
import { countOf, parseCount } from './parse-text.ts';

/** The options that say how many periods are worked on at once. */
export interface MakingOptions {
  /** Threads that make periods. */
  readonly workers?: number;
  /** Periods in flight. */
  readonly concurrency?: number;
}

/** `--concurrency` */
export function concurrencyOption(): Option {
  return new Option(
    '--concurrency <n>',
    'periods in flight at once (default: 4, or two for each worker)',
  ).argParser(parseCount);
}

/** `--workers` */
export function workersOption(): Option {
  return new Option(
    '--workers <n>',
    'threads that make periods (default: one for each core, where there is enough to do)',
  ).argParser(parseWorkers);
}

/** Parses a number of worker threads: a whole number from 1. */
function parseWorkers(text: string): number {
  return countOf(text, 'Pass 1 to make periods in a single thread, or leave the option out.');
}
