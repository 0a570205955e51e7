import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ROW } from '../../../lib/generate/relational/expected-curve.ts';
import { hourOfId, idOf, numberOfId } from '../../../lib/generate/relational/hour-ids.ts';
import { movementKinds } from '../../../lib/generate/relational/movement-kinds.ts';
import { movementsOn } from '../../../lib/generate/relational/movements.ts';
import { movementsSettings } from '../../../lib/generate/relational/relational-settings.ts';
import { parseHour, periodFromIndex, periodIndex } from '../../../lib/model/period.ts';
import { aCooperative, SINCE } from './a-cooperative.ts';

describe('docs/relational.md', () => {
  const document = readFileSync('docs/relational.md', 'utf8');
  const seed = 'hourlake';
  const coop = aCooperative({ seed });
  const perMonth = movementsSettings['movements-per-card'].default;
  const movements = movementsOn(coop, { seed, perMonth });

  it('tells how a movement of a lake with default settings finds its card', () => {
    const hour = periodIndex(parseHour('2026-07-15T18'));
    const weight = coop.cards.expected.between(periodIndex(SINCE), hour);

    const [first = 0, second = 0] = [1, 2].map((number) => movements.parentOf(idOf(hour, number)));

    const position = Math.floor((2_543_189_143 / 2 ** 32) * weight);
    expect(document).toContain(`${grouped(weight)}, which are ${grouped(weight / ROW)} cards`);
    expect(document).toContain(`position ${grouped(position)} |`);
    expect(coop.cards.expected.hourAt(periodIndex(SINCE), hour, position)).toBe(hourOfId(first));
    expect(document).toContain(
      `| the hour at this position | ${periodFromIndex('hour', hourOfId(first))} |`,
    );
    expect(document).toContain(
      `| cards that this hour has | ${coop.cards.counts.at(hourOfId(first))} |`,
    );
    expect(document).toContain(`| second random number | the ${numberOfId(first)}th of them |`);
    expect(document).toContain(`| \`id_cartao\` | ${first} |`);
    expect([periodFromIndex('hour', hourOfId(second)), numberOfId(second)]).toEqual([
      '2026-07-05T12',
      2,
    ]);
    expect(coop.cards.counts.at(hourOfId(second))).toBe(2);
    expect(coop.cards.counts.at(periodIndex(parseHour('2026-06-07T09')))).toBe(0);
  });

  it('says how many kinds of movement there are', () => {
    expect(document).toContain(`There are ${movementKinds.length} kinds of movement.`);
  });
});

/** With commas, and at most one digit after the point. */
function grouped(number: number): string {
  return String(Math.round(number * 10) / 10).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}
