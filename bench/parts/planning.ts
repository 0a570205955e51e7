import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fakeAccounts } from '../../jobs/fake-accounts.ts';
import { objectKey } from '../../lib/lake/object-key.ts';
import { addPeriods, parseHour, periodRange } from '../../lib/model/period.ts';
import type { Bench } from '../bench.ts';
import { outputOf } from '../measured-command.ts';
import { say } from '../say.ts';

/** Time to plan a run over a long lake. */
export interface Planning {
  readonly hours: number;
  /** Milliseconds, each in a new process. */
  readonly repetitions: readonly { readonly wall: number; readonly cpu: number }[];
}

const FROM = parseHour('2016-01-01T00');

/** Lists a folder where all hours have landed as empty files, and plans a run over them. */
export async function planning({ amounts, compiled, scratch }: Bench): Promise<Planning> {
  const { landedHours, plannings } = amounts;
  say(`planning: creating a lake of ${landedHours} hours`);
  const lake = join(scratch, 'planning');
  for (const hour of periodRange(FROM, addPeriods(FROM, landedHours))) {
    const file = join(lake, objectKey(fakeAccounts, hour));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
  }
  const args = [compiled.process('plan-lake'), lake, FROM, String(landedHours)];
  const repetitions: Planning['repetitions'][number][] = [];
  for (let repetition = 1; repetition <= plannings; repetition += 1) {
    say(`planning: ${repetition} of ${plannings}`);
    const { wall, cpu } = JSON.parse(await outputOf(args));
    repetitions.push({ wall: Math.round(wall), cpu: Math.round(cpu) });
  }
  rmSync(lake, { recursive: true });
  return { hours: landedHours, repetitions };
}
