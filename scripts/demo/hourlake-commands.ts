import { spawn } from 'node:child_process';
import { environment } from '../../bin/options/environment.ts';
import { standIns } from '../../jobs/stand-ins.ts';
import { type Day, periodEnd } from '../../lib/model/period.ts';
import { STAND_IN_VALUE } from '../../lib/model/stand-in.ts';

/** A range of days. */
interface Range {
  readonly from: Day;
  /** The day before which it ends. */
  readonly to: Day;
}

/** Runs `hourlake` over one lake, as processes of its own, and prints each command first. */
export class HourlakeCommands {
  readonly #lake: string;
  readonly #variables: Readonly<Record<string, string>>;

  /**
   * @param lake folder of the lake
   * @param variables environment of the commands, added to that of this process. Default: none.
   */
  constructor(lake: string, variables: Readonly<Record<string, string>> = {}) {
    this.#lake = lake;
    this.#variables = variables;
  }

  /** Lands the missing periods of some jobs in a range. */
  async backfill(jobs: readonly string[], { from, to }: Range): Promise<void> {
    // The price of a query is known: nothing here is paid.
    await this.run(['backfill', '--from', from, '--to', to, '--yes', ...named(jobs)]);
  }

  /** Lands what is due of some jobs. */
  async ingest(jobs: readonly string[]): Promise<void> {
    await this.run(['ingest', ...named(jobs)]);
  }

  /**
   * Runs one command.
   *
   * @throws Error when its exit code is not 0.
   */
  async run(words: readonly string[]): Promise<void> {
    console.log(`\n$ npx hourlake ${words.join(' ')}`);
    const child = spawn(process.execPath, ['bin/hourlake.js', ...words], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, [environment.lake]: this.#lake, ...this.#variables },
    });
    const code = await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    if (code !== 0) throw new Error(`hourlake ${words[0]} exited with code ${code}`);
  }

  /** Runs commands while a stand-in of the API of a job answers, as of the end of a day. */
  async withStandIn(
    job: string,
    day: Day,
    use: (commands: HourlakeCommands) => Promise<void>,
  ): Promise<void> {
    const standIn = standIns.get(job);
    if (standIn === undefined) throw new Error(`Nothing stands in for the API of ${job}`);
    const { origin, close } = await standIn.open({ day, now: Date.now });
    const needed = standIn.variables.map((name) => [name, STAND_IN_VALUE]);
    const origins = standIn.origins.map((from) => `${from}=${origin}`).join(' ');
    try {
      await use(
        new HourlakeCommands(this.#lake, {
          ...this.#variables,
          ...Object.fromEntries(needed),
          [environment.origins]: origins,
          [environment.now]: new Date(periodEnd(day)).toISOString(),
        }),
      );
    } finally {
      await close();
    }
  }
}

function named(jobs: readonly string[]): string[] {
  return jobs.flatMap((name) => ['--job', name]);
}
