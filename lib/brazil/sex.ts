/** Sex as registered at birth: {@link WOMAN} or {@link MAN}. A number, to be an index. */
export type Sex = 0 | 1;

/** Registered as female. */
export const WOMAN = 0;

/** Registered as male. */
export const MAN = 1;

/** Percentage of women (IBGE, census of 2022: 51.5). */
const WOMEN = 52;

/** The sexes of people, each from one 32-bit integer. */
export function drawSexes(draws: Uint32Array): Uint8Array {
  const sexes = new Uint8Array(draws.length);
  for (let row = 0; row < draws.length; row += 1) {
    sexes[row] = (draws[row] as number) % 100 < WOMEN ? WOMAN : MAN;
  }
  return sexes;
}
