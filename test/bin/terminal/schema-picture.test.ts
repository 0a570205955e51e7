import { describe, expect, it } from 'vitest';
import { drawSchema } from '../../../bin/terminal/schema-picture.ts';
import { bankAccounts } from '../../../lib/tables/bank-accounts.ts';
import { cards } from '../../../lib/tables/cards.ts';
import { members } from '../../../lib/tables/members.ts';
import { movements } from '../../../lib/tables/movements.ts';

const TABLES = [
  { table: members, rows: 4312 },
  { table: bankAccounts, rows: 5120 },
  { table: cards, rows: 1 },
  { table: movements, rows: 0 },
];

describe('drawSchema', () => {
  it('draws columns, types and keys of each table, and where references lead', () => {
    const drawn = drawSchema(TABLES.slice(0, 2), { width: 80 });

    expect(drawn.split('\n')).toEqual([
      '┌ associado ───── 4,312 rows ┐  ┌ conta ─────────────────── 5,120 rows ┐',
      '│ id         integer  key    │  │ id            integer    key         │',
      '│ nome       string          │  │ tipo          string                 │',
      '│ sobrenome  string          │  │ data_criacao  timestamp              │',
      '│ idade      integer         │  │ id_associado  integer    → associado │',
      '│ email      string   unique │  └──────────────────────────────────────┘',
      '└────────────────────────────┘',
    ]);
  });

  it.each([40, 80, 100, 200])('keeps to a terminal of %i columns', (width) => {
    const lines = drawSchema(TABLES, { width }).split('\n');

    const longest = Math.max(...lines.map(({ length }) => length));
    expect(longest).toBeLessThanOrEqual(Math.max(width, 43));
    for (const { table } of TABLES) {
      expect(lines.filter((line) => line.includes(`┌ ${table.name} `))).toHaveLength(1);
    }
  });
});
