import type { Bench } from '../bench.ts';
import { type ContenderName, contenderNames, workOf } from '../contenders/contenders.ts';
import { say } from '../say.ts';
import {
  type Measured,
  NotThereError,
  pinning,
  type ServedContender,
  serveContender,
} from '../served-contender.ts';

/** Measurements of all contenders in the same rounds. */
export interface RowsPerSecond {
  /** Whether each contender was pinned to one core. */
  readonly pinned: boolean;
  readonly contenders: readonly MeasuredContender[];
  /** Versions of software that only the processes know, such as Python packages. */
  readonly versions: Readonly<Record<string, string>>;
}

/** One contender, with one repetition per round. */
export interface MeasuredContender {
  readonly name: ContenderName;
  readonly repetitions: readonly Measured[];
  /** Why it was not measured. */
  readonly leftOut?: string;
}

/**
 * Runs each contender in its own process, with one repetition of each per round, so that a
 * disturbance of the machine affects all of them. Only one runs at a time.
 */
export async function rowsPerSecond(bench: Bench): Promise<RowsPerSecond> {
  const { rounds, warmUps } = bench.amounts;
  const served = new Map<ContenderName, ServedContender>();
  const leftOut = new Map<ContenderName, string>();
  const repetitions = new Map<ContenderName, Measured[]>();
  for (const name of contenderNames) {
    say(`rows per second: starting ${name}`);
    try {
      served.set(name, await serveContender(commandOf(name, bench)));
    } catch (error) {
      if (name !== 'python-way' || !(error instanceof NotThereError)) throw error;
      leftOut.set(name, withoutPython(error));
      say(`rows per second: skipping ${name}, ${leftOut.get(name)}`);
    }
  }
  try {
    for (let round = -warmUps; round < rounds; round += 1) {
      say(`rows per second: ${round < 0 ? 'warm-up' : `round ${round + 1} of ${rounds}`}`);
      for (const [name, contender] of served) {
        const measured = await contender.repeat();
        if (round >= 0) repetitions.set(name, [...(repetitions.get(name) ?? []), measured]);
      }
    }
  } finally {
    for (const contender of served.values()) contender.stop();
  }
  const contenders = contenderNames.map((name) => {
    const reason = leftOut.get(name);
    return {
      name,
      repetitions: repetitions.get(name) ?? [],
      ...(reason === undefined ? {} : { leftOut: reason }),
    };
  });
  const versions = Object.assign({}, ...[...served.values()].map((each) => each.versions));
  return { pinned: pinning().length > 0, contenders, versions };
}

function commandOf(name: ContenderName, { amounts, compiled }: Bench): string[] {
  const { hours, accountsPerHour } = workOf(name, amounts);
  const size = [String(hours), String(accountsPerHour)];
  return name === 'python-way'
    ? ['python3', 'bench/python_way.py', ...size]
    : [process.execPath, '--expose-gc', compiled.process('serve-contender'), name, ...size];
}

function withoutPython({ reason }: NotThereError): string {
  const missing = /No module named '(\w+)'/.exec(reason)?.[1];
  return missing === undefined ? 'python3 cannot run it' : `python3 has no package ${missing}`;
}
