import { createRequire } from 'node:module';
import { join } from 'node:path';
import { faker } from '@faker-js/faker/locale/pt_BR';
import type { Contender, Work } from './contender.ts';

/**
 * The parts of the package that this contender uses. The package ships no types; lib/ declares only
 * what lib/ uses.
 */
interface Parquet {
  readonly ParquetSchema: new (fields: Record<string, object>) => object;
  readonly ParquetWriter: {
    openFile(
      schema: object,
      path: string,
    ): Promise<{ appendRow(row: object): Promise<void>; close(): Promise<void> }>;
  };
}

const parquet: Parquet = createRequire(import.meta.url)('parquetjs-lite');

const text = { type: 'UTF8', compression: 'SNAPPY' };

const schema = new parquet.ParquetSchema({
  id: text,
  criado_em: { type: 'TIMESTAMP_MILLIS', compression: 'SNAPPY' },
  nome: text,
  email: text,
  telefone: text,
  cpf: text,
  data_nascimento: { type: 'DATE', compression: 'SNAPPY' },
  endereco: text,
  cidade: text,
  uf: text,
  cep: text,
  emprego: text,
});

/** The common approach in TypeScript: for each row, make values with faker and append it. */
export function naiveWay({ hours, accountsPerHour }: Work): Contender {
  return {
    async run({ folder }) {
      for (let hour = 0; hour < hours; hour += 1) {
        const writer = await parquet.ParquetWriter.openFile(
          schema,
          join(folder, `${hour}.parquet`),
        );
        for (let row = 0; row < accountsPerHour; row += 1) await writer.appendRow(fakeAccount());
        await writer.close();
      }
      return hours * accountsPerHour;
    },
  };
}

function fakeAccount(): object {
  const cidade = faker.location.city();
  const uf = faker.location.state({ abbreviated: true });
  const cep = faker.location.zipCode();
  return {
    id: faker.string.uuid(),
    criado_em: faker.date.between({ from: '2026-11-20T13:00:00Z', to: '2026-11-20T13:59:59Z' }),
    nome: faker.person.fullName(),
    email: faker.internet.email(),
    telefone: faker.phone.number(),
    cpf: fakeCpf(),
    data_nascimento: faker.date.birthdate(),
    endereco: `${faker.location.streetAddress()}, ${cidade} - ${uf}, ${cep}`,
    cidade,
    uf,
    cep,
    emprego: faker.person.jobTitle(),
  };
}

function fakeCpf(): string {
  const digits = Array.from({ length: 9 }, () => faker.number.int(9));
  digits.push(checkDigit(digits));
  digits.push(checkDigit(digits));
  return digits.join('').replace(/(\d{3})(\d{3})(\d{3})(\d{2})/, '$1.$2.$3-$4');
}

function checkDigit(digits: readonly number[]): number {
  const sum = digits.reduce(
    (total, digit, position) => total + digit * (digits.length + 1 - position),
    0,
  );
  const rest = (sum * 10) % 11;
  return rest === 10 ? 0 : rest;
}
