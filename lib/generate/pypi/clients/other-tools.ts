import { type Knot, valueOn } from '../days/knots.ts';
import { newestVersion } from '../releases/version-lines.ts';

/** The newest version of setuptools on a day; the dates are approximate. */
export const newestSetuptools: (day: number) => string = newestVersion([
  { from: '2019-01-01', text: '40.6.3' },
  { from: '2020-01-15', text: '45.1.0' },
  { from: '2021-01-20', text: '52.0.0' },
  { from: '2022-02-05', text: '60.9.0' },
  { from: '2022-11-05', text: '65.5.1' },
  { from: '2023-09-05', text: '68.2.2' },
  { from: '2024-04-20', text: '69.5.1' },
  { from: '2024-06-25', text: '70.3.0' },
  { from: '2024-11-25', text: '75.6.0' },
  { from: '2025-01-10', text: '75.8.0' },
  { from: '2025-05-28', text: '80.9.0' },
  { from: '2026-02-10', text: '82.0.0' },
  { from: '2026-09-15', text: '84.#.0', days: 60 },
]);

/** The newest stable version of Rust: 1.31.0 on 6 December 2018, and a new one every six weeks. */
export const newestRust: (day: number) => string = newestVersion([
  { from: '2018-12-06', text: '1.#.0', first: 31, days: 42 },
]);

/** Protocol and cipher of a connection. */
export type TlsConnection = readonly [protocol: string, cipher: string];

/** All kinds of connections, TLS 1.3 first. */
export const tlsConnections: readonly TlsConnection[] = [
  ['TLSv1.3', 'TLS_AES_256_GCM_SHA384'],
  ['TLSv1.3', 'TLS_AES_128_GCM_SHA256'],
  ['TLSv1.3', 'TLS_CHACHA20_POLY1305_SHA256'],
  ['TLSv1.2', 'ECDHE-RSA-AES128-GCM-SHA256'],
  ['TLSv1.2', 'ECDHE-RSA-AES256-GCM-SHA384'],
  ['TLSv1.2', 'ECDHE-RSA-CHACHA20-POLY1305'],
];

/** Percentage of connections with TLS 1.3 (approximate). */
const WITH_TLS_13: readonly Knot[] = [
  ['2021-09-01', 0],
  ['2023-06-01', 78],
  ['2026-01-01', 95],
];

/**
 * Weights of {@link tlsConnections} on a day, in days since 1970-01-01.
 *
 * @example
 * tlsWeights(0) // => [0, 0, 0, 86, 12, 2]
 */
export function tlsWeights(day: number): number[] {
  const modern = valueOn(WITH_TLS_13, day) / 100;
  return [64 * modern, 34 * modern, 2 * modern, 86, 12, 2].map((weight, place) =>
    place < 3 ? weight : weight * (1 - modern),
  );
}
