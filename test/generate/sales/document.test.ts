import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generatedWorkbooks } from '../../../lib/generate/sales/generated-workbooks.ts';
import { salesSettings } from '../../../lib/generate/sales/sales-settings.ts';
import { sheetFaults } from '../../../lib/generate/sales/sheet-faults.ts';
import { sha256 } from '../../../lib/lake/sha256.ts';
import { salesSettingsOf } from './some-sales.ts';

const document = readFileSync('docs/vendas.md', 'utf8');

describe('docs/vendas.md', () => {
  it('has the settings with their defaults', () => {
    for (const [name, { default: value, description }] of Object.entries(salesSettings)) {
      expect(document).toContain(`| \`vendas.${name}\` | \`${value}\` | ${description} |`);
    }
  });

  it('has the rows and the digests of the workbooks', () => {
    for (const { name, rows, bytes } of generatedWorkbooks.files(salesSettingsOf())) {
      const digest = sha256(Buffer.concat([...bytes()])).slice(0, 12);
      const count = rows.toLocaleString('en-US');
      expect(document).toMatch(
        new RegExp(`/${name}: ${count} rows, [\\d.]+ kB, SHA-256 ${digest}\n`),
      );
    }
  });

  it('has every fault', () => {
    const listed = document.slice(document.indexOf('| fault | cell |'));

    expect([...listed.matchAll(/^\| ([a-z0-9 ]+) \| `/gm)].map(([, name]) => name)).toEqual(
      sheetFaults.map(({ name }) => name),
    );
  });
});
