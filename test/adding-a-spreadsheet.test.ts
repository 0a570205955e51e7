import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { aCheckout, followGuide } from './follow-guide.ts';

describe('docs/adding-a-spreadsheet.md', () => {
  it('leads from a file in the inbox to rows, rejects, and the answer of a query', async () => {
    const guide = await readFile('docs/adding-a-spreadsheet.md', 'utf8');
    const checkout = await aCheckout();

    const { files, outputs, typeErrors } = await followGuide(guide, checkout);

    const [, , landed, rejects, asked, replayed] = outputs;
    expect(files).toEqual(['jobs/pedidos.ts', 'jobs/index.ts', 'queries/pedidos-por-dia.sql']);
    expect(landed).toContain('pedidos in ./lake: 1 file landed (2 rows, ');
    expect(landed).toContain('janeiro.csv: captured as 4cb4a094d2a2; removed from the inbox.');
    for (const shown of [rejects, asked]) expect(guide).toContain(`\`\`\`text\n${shown}\`\`\``);
    expect(replayed).toContain('pedidos in ./lake: 0 files replaced, 1 the same.');
    expect(typeErrors).toBe('');
  });
});
