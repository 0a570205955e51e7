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

/** What all contenders did, side by side. */
export interface RowsPerSecond {
  /** Whether each contender was kept on one core. */
  readonly pinned: boolean;
  readonly contenders: readonly MeasuredContender[];
  /** Versions of what only the processes know, Python's packages for one. */
  readonly versions: Readonly<Record<string, string>>;
}

/** One contender, with one repetition for each round. */
export interface MeasuredContender {
  readonly name: ContenderName;
  readonly repetitions: readonly Measured[];
  /** Why it did not take part. */
  readonly leftOut?: string;
}

/**
 * Each contender in a process of its own, one repetition of each in a round, so that what disturbs
 * the machine hits all of them. Only one works at a time.
 */
export async function rowsPerSecond(bench: Bench): Promise<RowsPerSecond> {
  const { rounds, warmUps } = bench.amounts;
  const served = new Map<ContenderName, ServedContender>();
  const leftOut = new Map<ContenderName, string>();
  const repetitions = new Map<ContenderName, Measured[]>();
  for (const name of contenderNames) {
    say(`rows per second: ${name} gets ready`);
    try {
      served.set(name, await serveContender(commandOf(name, bench)));
    } catch (error) {
      if (name !== 'python-way' || !(error instanceof NotThereError)) throw error;
      leftOut.set(name, withoutPython(error));
      say(`rows per second: ${name} is left out, ${leftOut.get(name)}`);
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
  return missing === undefined
    ? 'there is no python3 that runs it'
    : `python3 has no package ${missing}`;
}
