import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ABigQuery, PROJECT } from './capture/bigquery/a-bigquery.ts';
import type { AField } from './capture/bigquery/wire-rows.ts';
import { aCheckout, followGuide } from './follow-guide.ts';

const FIELDS: readonly AField[] = [
  { name: 'inicio', type: 'TIMESTAMP', mode: 'REQUIRED' },
  { name: 'origem', type: 'RECORD', fields: [{ name: 'cidade', type: 'STRING' }] },
  { name: 'valor', type: 'NUMERIC' },
  {
    name: 'avaliacao',
    type: 'RECORD',
    fields: [
      { name: 'nota', type: 'INTEGER' },
      { name: 'comentario', type: 'STRING' },
    ],
  },
  { name: 'cancelada', type: 'BOOLEAN' },
];

function aTrip(inicio: string, cidade: string | null, valor: string, nota: unknown = 5) {
  return {
    inicio,
    origem: { cidade },
    valor,
    avaliacao: { nota, comentario: null },
    cancelada: false,
  };
}

const TRIPS = [
  aTrip('2026-11-19T10:00:00Z', 'Recife', '23.90'),
  aTrip('2026-11-20T08:00:00Z', 'Recife', '18.00'),
  aTrip('2026-11-20T09:30:00Z', 'Natal', '31.50'),
  aTrip('2026-11-20T10:00:00Z', 'Natal', '-4.00'),
  aTrip('2026-11-20T11:00:00Z', 'Natal', '12.00', 'boa'),
  aTrip('2026-11-20T12:00:00Z', null, '9.00'),
  { ...aTrip('2026-11-20T13:00:00Z', 'Recife', '99.00'), cancelada: true },
];

describe('docs/adding-a-bigquery-table.md', () => {
  it('leads from a table to rows, rejects, the answer of a query, and a check', async () => {
    const guide = await readFile('docs/adding-a-bigquery-table.md', 'utf8');
    const checkout = await aCheckout();
    const bigQuery = await ABigQuery.start('minha-empresa.operacao.viagens', FIELDS);
    bigQuery.rows = TRIPS;

    const { files, outputs, typeErrors } = await followGuide(guide, checkout, {
      GCP_PROJECT: PROJECT,
      HOURLAKE_ORIGINS: `https://bigquery.googleapis.com=${bigQuery.endpoint}`,
      HOURLAKE_NOW: '2026-11-21T10:00:00Z',
    });
    const [landed, asked, rejects, checked] = outputs;

    expect(files).toEqual(['jobs/viagens.ts', 'jobs/index.ts', 'queries/viagens-por-cidade.sql']);
    expect(landed).toContain('viagens in ./lake: 2 days landed (4 rows, ');
    for (const shown of [asked, rejects, checked])
      expect(guide).toContain(`\`\`\`text\n${shown}\`\`\``);
    expect(typeErrors).toBe('');
  });
});
