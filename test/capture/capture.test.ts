import { describe, expect, it } from 'vitest';
import { captureDue } from '../../lib/capture/capture.ts';
import type { Connector, Fetched } from '../../lib/capture/connector.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { parsePeriod } from '../../lib/model/period.ts';

const period = parsePeriod('2026-11-20');
const bytes = Uint8Array.of(1, 2, 3);

const connector: Connector = {
  name: 'https://api.example.com/',
  discover: async () => [{ name: '2026-11-20' }],
  fetch: async ({ name }) => ({
    kind: 'fetched',
    fetched: { period, name, bytes, sha256: sha256(bytes) },
  }),
};

describe('capturing', () => {
  it('holds on to no bytes that are in the lake', async () => {
    const kept: Fetched[] = [];

    const { items } = await captureDue(connector, async (fetched) => {
      kept.push(fetched);
      return { status: 'captured', period, told: [] };
    });

    expect(kept).toMatchObject([{ bytes }]);
    expect(items).toEqual([
      { item: { name: '2026-11-20' }, period, from: { sha256: sha256(bytes) } },
    ]);
  });
});
