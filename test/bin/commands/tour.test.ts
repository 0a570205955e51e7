import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSavedQueries } from '../../../lib/engines/saved-query.ts';
import { digestsOf, hourlake } from '../../run-hourlake.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const QUERIES = await readSavedQueries(new URL('../../../queries/', import.meta.url));

describe('hourlake tour', () => {
  it('lands a day, answers every saved query, and says what to try next, as often as one likes', async () => {
    const lake = join(await temporaryFolder(), 'lake');

    const first = await hourlake(['tour'], { lake });
    const digests = await digestsOf(lake);
    const second = await hourlake(['tour'], { lake });

    const answers = (text: string) => text.split('\n').slice(1).join('\n');
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(first.stdout).toContain(': 24 hours landed');
    expect(second.stdout).toContain(', 24 already there.');
    for (const { description } of QUERIES) {
      expect(first.stdout).toContain(`${description}\n┌`);
    }
    expect(first.stdout).toContain('What to try next:');
    expect(answers(second.stdout)).toBe(answers(first.stdout));
    expect(Object.keys(digests)).toHaveLength(24);
    expect(await digestsOf(lake)).toEqual(digests);
  });
});
