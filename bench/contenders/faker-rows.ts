import { faker } from '@faker-js/faker/locale/pt_BR';

const encoder = new TextEncoder();

/** The usual script: for each row, values of faker and a line of JSON. Returns the number of bytes. */
export function fakerRows(make: (row: number) => object, rows: number): number {
  let bytes = 0;
  for (let row = 0; row < rows; row += 1) {
    bytes += encoder.encode(`${JSON.stringify(make(row))}\n`).length;
  }
  return bytes;
}

/** A row of `schemas/flat.json`. */
export function flatRow(row: number): object {
  const price = faker.number.float({ min: 1, max: 500, fractionDigits: 2 });
  const quantity = faker.number.int({ min: 1, max: 20 });
  const sold = faker.date.past({ refDate: '2026-01-01T00:00:00Z' });
  return {
    id_venda: row + 1,
    dth_venda: sold.toISOString(),
    dat_entrega: faker.date.soon({ refDate: sold }).toISOString().slice(0, 10),
    nome_cliente: faker.person.fullName(),
    num_cpf: faker.string.numeric(11),
    email: faker.internet.email(),
    telefone: faker.phone.number(),
    dat_nascimento: faker.date.birthdate().toISOString().slice(0, 10),
    cep: faker.location.zipCode(),
    cidade: faker.location.city(),
    uf: faker.location.state({ abbreviated: true }),
    cod_produto: faker.number.int({ min: 1, max: 500 }),
    des_produto: faker.commerce.productName(),
    qtd_produto: quantity,
    vlr_unitario: price.toFixed(2),
    vlr_total: (price * quantity).toFixed(2),
    pct_desconto: faker.number.float({ min: 0, max: 100, fractionDigits: 2 }),
    sts_pedido: faker.helpers.arrayElement(['ABERTO', 'PAGO', 'ENVIADO', 'ENTREGUE']),
    flg_pago: faker.datatype.boolean(),
    cod_transacao: faker.string.uuid(),
  };
}

/** A row of `pypi_file_downloads.json`. */
export function nestedRow(): object {
  const project = faker.word.noun();
  const version = faker.system.semver();
  return {
    timestamp: faker.date.past({ refDate: '2026-01-01T00:00:00Z' }).toISOString(),
    country_code: faker.location.countryCode(),
    url: faker.internet.url(),
    project,
    file: { filename: faker.system.fileName(), project, version, type: faker.word.noun() },
    details: {
      installer: { name: faker.word.noun(), version: faker.system.semver() },
      python: faker.system.semver(),
      implementation: { name: faker.word.noun(), version: faker.system.semver() },
      distro: {
        name: faker.word.noun(),
        version: faker.system.semver(),
        id: faker.word.noun(),
        libc: { lib: faker.word.noun(), version: faker.system.semver() },
      },
      system: { name: faker.word.noun(), release: faker.system.semver() },
      cpu: faker.word.noun(),
      openssl_version: faker.system.semver(),
      setuptools_version: faker.system.semver(),
      rustc_version: faker.system.semver(),
      ci: faker.datatype.boolean(),
    },
    tls_protocol: faker.word.noun(),
    tls_cipher: faker.word.noun(),
  };
}
