import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from '../bench.ts';
import { measureCommand, type Used } from '../measured-command.ts';
import { say } from '../say.ts';
import { type Measured, type ServedContender, serveContender } from '../served-contender.ts';

/** Mock rows for a schema, with and without us. */
export interface Mock {
  readonly schemas: readonly MockSchema[];
  /** One command that writes many flat rows. */
  readonly many: Pick<Used, 'wall' | 'cpu' | 'peakBytes'> & { readonly rows: number };
  /** `hourlake mock --explain` of a table of 330 columns: wall-clock milliseconds of each. */
  readonly explain: readonly number[];
}

/** The same schema by us and by faker, one repetition of each in a round. */
export interface MockSchema {
  readonly name: MockName;
  readonly ours: readonly Measured[];
  readonly faker: readonly Measured[];
}

type MockName = (typeof names)[number];

const names = ['flat', 'nested'] as const;

/** Columns of the table that is explained, as wide tables of warehouses have. */
const WIDE = 330;

/** Makes rows of both schemas in rounds, then many rows, then explains a wide table. */
export async function mock(bench: Bench): Promise<Mock> {
  const schemas: MockSchema[] = [];
  for (const name of names) schemas.push(await compared(bench, name));
  return { schemas, many: await many(bench), explain: await explained(bench) };
}

async function compared(bench: Bench, name: MockName): Promise<MockSchema> {
  const { rounds, warmUps, mockRows, slowRows } = bench.amounts;
  const ours = await serve(bench, name, mockRows);
  const faker = await serve(bench, `${name}-faker`, slowRows);
  const measured = { name, ours: [] as Measured[], faker: [] as Measured[] };
  try {
    for (let round = -warmUps; round < rounds; round += 1) {
      say(`mock rows: ${name}, ${round < 0 ? 'warm-up' : `round ${round + 1} of ${rounds}`}`);
      const [us, them] = [await ours.repeat(), await faker.repeat()];
      if (round < 0) continue;
      measured.ours.push(us);
      measured.faker.push(them);
    }
  } finally {
    for (const contender of [ours, faker]) contender.stop();
  }
  return measured;
}

function serve({ compiled }: Bench, name: string, rows: number): Promise<ServedContender> {
  const script = compiled.process('serve-mock');
  return serveContender([process.execPath, '--expose-gc', script, name, String(rows)]);
}

async function many(bench: Bench): Promise<Mock['many']> {
  const rows = bench.amounts.manyMockRows;
  say(`mock rows: ${rows} in one command`);
  const out = join(bench.scratch, 'many.ndjson');
  const { wall, cpu, peakBytes } = await measureCommand(bench, [
    ...['mock', 'bench/schemas/flat.json', '--rows', String(rows), '--out', out],
  ]);
  rmSync(out);
  return { rows, wall, cpu, peakBytes };
}

async function explained(bench: Bench): Promise<number[]> {
  const file = join(bench.scratch, 'wide.json');
  const parts = ['id', 'num', 'cod', 'des', 'vlr', 'qtd', 'dat', 'flg', 'nom', 'pct'];
  const types = ['INTEGER', 'STRING', 'INTEGER', 'STRING', 'NUMERIC', 'INTEGER', 'DATE', 'BOOLEAN'];
  const fields = Array.from({ length: WIDE }, (_, column) => ({
    name: `${parts[column % parts.length]}_campo_${column}`,
    type: types[column % types.length],
  }));
  writeFileSync(file, JSON.stringify(fields));
  const times: number[] = [];
  for (let round = 0; round < bench.amounts.startUps; round += 1) {
    times.push((await measureCommand(bench, ['mock', file, '--explain'])).wall);
  }
  return times;
}
