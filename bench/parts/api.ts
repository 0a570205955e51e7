import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PAGE_RECORDS } from '../api-orders.ts';
import type { Bench } from '../bench.ts';
import { outputOf } from '../measured-command.ts';
import { plainEnvironment } from '../plain-environment.ts';
import { say } from '../say.ts';

/** An API that is captured and landed. */
export interface Api {
  /** A day of many pages, as fast as they come. */
  readonly days: readonly CapturedDay[];
  /** Fewer pages, captured once within a rate and once without a limit in each round. */
  readonly paces: readonly {
    readonly limited: CapturedDay;
    readonly unlimited: CapturedDay;
  }[];
  /** Requests a second of the rate. */
  readonly requestsPerSecond: number;
}

/** A day of an API, captured and landed by a new process. */
export interface CapturedDay {
  readonly pages: number;
  readonly rows: number;
  /** Bytes of all answers, and of the raw object. */
  readonly answerBytes: number;
  readonly rawBytes: number;
  readonly capture: Spent;
  readonly landing: Spent;
  /** Peak resident set size of the process. */
  readonly peakBytes: number;
}

/** Milliseconds by the clock, and of CPU time. */
export interface Spent {
  readonly wall: number;
  readonly cpu: number;
}

/** So many that no request waits for its turn. */
const NO_LIMIT = 1_000_000;

/** Captures days from a server in a process of its own, and lands them. */
export async function api(bench: Bench): Promise<Api> {
  const { apiPages, apiRounds, pacedPages, pacedRate, pacedRounds } = bench.amounts;
  const days: CapturedDay[] = [];
  const paces: Api['paces'][number][] = [];
  for (let round = 1; round <= apiRounds; round += 1) {
    say(`api: round ${round} of ${apiRounds}`);
    days.push(await capturedDay(bench, apiPages, NO_LIMIT));
  }
  for (let round = 1; round <= pacedRounds; round += 1) {
    say(`api: pace, round ${round} of ${pacedRounds}`);
    const limited = await capturedDay(bench, pacedPages, pacedRate);
    paces.push({ limited, unlimited: await capturedDay(bench, pacedPages, NO_LIMIT) });
  }
  return { days, paces, requestsPerSecond: pacedRate };
}

async function capturedDay(
  { compiled, scratch }: Bench,
  pages: number,
  requestsPerSecond: number,
): Promise<CapturedDay> {
  const server = spawn(
    process.execPath,
    [compiled.process('serve-api'), String(pages * PAGE_RECORDS)],
    { env: plainEnvironment(), stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const folder = join(scratch, 'api');
  try {
    const { value: origin = '' } = await createInterface({ input: server.stdout })
      [Symbol.asyncIterator]()
      .next();
    const script = compiled.process('capture-api');
    const day: CapturedDay = JSON.parse(
      await outputOf([script, origin, join(folder, 'lake'), String(requestsPerSecond)]),
    );
    if (day.pages === pages && day.rows === pages * PAGE_RECORDS) return day;
    throw new Error(`Expected ${pages} pages, got ${day.pages} with ${day.rows} rows that landed.`);
  } finally {
    server.stdin.end();
    rmSync(folder, { recursive: true, force: true });
  }
}
