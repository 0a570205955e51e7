import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { aCheckout, followGuide } from './follow-guide.ts';
import { SHOP_TOKEN, shopApi } from './shop-api.ts';

describe('docs/adding-an-api.md', () => {
  it('leads from lists that are paged in three ways to rows, rejects, and the answer of a query', async () => {
    const guide = await readFile('docs/adding-an-api.md', 'utf8');
    const checkout = await aCheckout();
    const api = await shopApi();

    const { files, outputs, typeErrors } = await followGuide(guide, checkout, {
      LOJA_TOKEN: SHOP_TOKEN,
      HOURLAKE_ORIGINS: `https://api.loja.example=${api.origin}`,
      HOURLAKE_NOW: '2026-11-21T10:00:00Z',
    });
    const [landed, asked, rejects, backfilled, replayed] = outputs;
    expect(files).toEqual([
      'jobs/loja.ts',
      'jobs/pedidos.ts',
      'jobs/clientes.ts',
      'jobs/entregas.ts',
      'jobs/index.ts',
      'queries/pedidos-por-cidade.sql',
    ]);
    expect(landed).toContain('pedidos in ./lake: 1 day landed (4 rows, ');
    expect(landed).toContain('clientes in ./lake: 2 days landed (2 rows, ');
    expect(landed).toContain('entregas in ./lake: 1 day landed (4 rows, ');
    for (const shown of [asked, rejects]) expect(guide).toContain(`\`\`\`text\n${shown}\`\`\``);
    expect(backfilled).toContain('clientes in ./lake: 1 day landed (1 row, ');
    expect(replayed).toContain('pedidos in ./lake: 0 days replaced, 1 the same.');
    expect(typeErrors).toBe('');
    expect(api.asked.filter((path) => path.startsWith('/v1/pedidos'))).toEqual([
      '/v1/pedidos?limit=2&offset=0',
      '/v1/pedidos?limit=2&offset=2',
      '/v1/pedidos?limit=2&offset=4',
    ]);
  });
});
