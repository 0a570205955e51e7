import type { OwnerAct } from './inbox-scenario.ts';
import type { Trace } from './trace.ts';
import type { Outside } from './world/outside.ts';
import type { VirtualTime } from './world/virtual-time.ts';

/** Plans all that the owners of dropped files do. */
export function planOwners(
  acts: readonly OwnerAct[],
  { time, trace, outside }: { time: VirtualTime; trace: Trace; outside: Outside },
): void {
  for (const act of acts) {
    time.at(act.at, () => {
      trace.add(time.now, 'owner', `${act.kind} ${act.name}`);
      carryOut(act);
    });
  }

  function carryOut(act: OwnerAct): void {
    if (act.kind === 'removes') outside.remove(act.name);
    else if (act.kind === 'drops') outside.drop(act.name, Buffer.from(act.text));
    else grow(act);
  }

  function grow({ name, pieces }: Extract<OwnerAct, { kind: 'writes' }>): void {
    const file = outside.begin(name);
    if (file === undefined) {
      outside.drop(name, Buffer.from(pieces.map(({ text }) => text).join('')));
      return;
    }
    let after = 0;
    for (const [index, piece] of pieces.entries()) {
      after += piece.after;
      const isLast = index === pieces.length - 1;
      time.after(after, () => file.write(Buffer.from(piece.text), isLast));
    }
  }
}
