import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { aCheckout, followGuide, hourlakeIn } from './follow-guide.ts';

describe('docs/adding-a-table.md', () => {
  it('leads to a daily table that lands, verifies and answers its query', async () => {
    const guide = await readFile('docs/adding-a-table.md', 'utf8');
    const checkout = await aCheckout();

    const { files, outputs, typeErrors } = await followGuide(guide, checkout);
    const jobs = await hourlakeIn(checkout, ['jobs', '--json']);

    const [landed, status, verified, asked] = outputs;
    expect(files).toEqual([
      'lib/tables/cotacoes.ts',
      'lib/generate/cotacoes/generated-cotacoes.ts',
      'jobs/source-kinds.ts',
      'jobs/cotacoes.ts',
      'jobs/index.ts',
      'queries/average-rates.sql',
    ]);
    expect(landed).toMatch(/^cotacoes in \.\/lake: 31 days landed \(93 rows, /);
    expect(status).toContain('31 days landed, 2026-01-01 to 2026-01-31 (UTC)');
    expect(status).toContain(`2026-01  ${Array(7).fill('█████').join(' ').slice(0, 37)}\n`);
    expect(verified).toBe('cotacoes in ./lake: 31 days identical, 0 not.\n');
    expect(asked).toMatch(/2026-01 │ USD +│ +5\.\d+ │ +5\.\d+ │ +31 │/);
    expect(JSON.parse(jobs).map(({ name }: { name: string }) => name)).toContain('cotacoes');
    expect(typeErrors).toBe('');
  });
});
