import { type Chance, chanceOf } from './chance.ts';
import { type CallKind, callFaults, type Fault, possible } from './faults.ts';

/** A period in which one class of faults is frequent. */
interface Outage {
  readonly fault: Fault;
  readonly from: number;
  readonly to: number;
  readonly probability: number;
}

/** The faults of one simulated world and their frequencies. */
export interface Weather {
  /** Draws the fault of a call at a moment, or `undefined` for none. */
  faultOf(kind: CallKind, now: number, chance: Chance): Fault | undefined;
}

/**
 * Faults that end a process. They are rarer than others, because otherwise no process would get
 * far.
 */
const DEADLY = new Set<Fault>(['killed before a call', 'killed after a call', 'machine crashed']);

/** Faults that each take longer than the rest of a run. */
const LONG = new Set<Fault>(['hanging call', 'credentials expired']);

const MOST_OUTAGES = 4;
const LONGEST_OUTAGE_MS = 36 * 3_600_000;

/**
 * Factor for synchronous listings. Listing a folder makes one call per hour, so that all of them
 * together fail about as often as another call.
 */
const SYNCHRONOUS = 0.02;

/**
 * Draws the weather of a seed between two moments. Afterwards nothing fails.
 *
 * @param faults those that may occur. Default: those of a lake and its catalog.
 */
export function weatherOf(
  seed: string,
  { from, to }: { readonly from: number; readonly to: number },
  faults: readonly Fault[] = callFaults,
): Weather {
  const chance = chanceOf(seed, 'weather');
  // In some worlds few classes of faults occur, which shows the effect of each.
  const share = chance.pick([0.1, 0.3, 0.3, 0.6, 1]);
  const probabilities = new Map(
    faults.map((fault) => [fault, chance.happens(share) ? probabilityOf(fault, chance) : 0]),
  );
  const outages: readonly Outage[] = Array.from({ length: chance.below(MOST_OUTAGES + 1) }, () => {
    const begin = chance.between(from, to);
    const fault = faults[chance.below(faults.length)] ?? 'disk full';
    return {
      fault,
      from: begin,
      to: begin + chance.below(LONGEST_OUTAGE_MS),
      probability: DEADLY.has(fault) || LONG.has(fault) ? 0.05 : chance.pick([0.3, 0.7, 1]),
    };
  });

  function faultOf(kind: CallKind, now: number, draws: Chance): Fault | undefined {
    if (now >= to) return undefined;
    let roll = draws.share();
    if (kind === 'readdirSync') roll /= SYNCHRONOUS;
    for (const outage of outages) {
      if (now < outage.from || now > outage.to || !possible[kind].includes(outage.fault)) continue;
      roll -= outage.probability;
      if (roll < 0) return outage.fault;
    }
    for (const fault of possible[kind]) {
      roll -= probabilities.get(fault) ?? 0;
      if (roll < 0) return fault;
    }
    return undefined;
  }

  return { faultOf };
}

function probabilityOf(fault: Fault, chance: Chance): number {
  if (DEADLY.has(fault)) return chance.pick([0.0005, 0.002, 0.01]);
  if (LONG.has(fault)) return chance.pick([0.0002, 0.001]);
  return chance.pick([0.001, 0.005, 0.02, 0.08]);
}
