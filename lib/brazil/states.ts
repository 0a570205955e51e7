import { InputError } from '../errors.ts';

/** A federative unit of Brazil: one of the 26 states, or the federal district. */
export interface State {
  /** Two letters: `RJ`. */
  readonly uf: string;
  /** Residents in the census of 2022 (IBGE). */
  readonly population: number;
  /** Area codes (DDD) in use in the state (Anatel). */
  readonly areaCodes: readonly number[];
  /** Ranges of the first five digits of its postal codes, both ends inclusive (Correios). */
  readonly cepRanges: readonly (readonly [from: number, to: number])[];
  /** The ninth digit of every CPF issued in the state (Receita Federal). */
  readonly fiscalRegion: number;
}

type StateRow = readonly [
  uf: string,
  population: number,
  fiscalRegion: number,
  areaCodes: readonly number[],
  ...cepRanges: (readonly [from: number, to: number])[],
];

const stateRows: readonly StateRow[] = [
  ['AC', 830_018, 2, [68], [69900, 69999]],
  ['AL', 3_127_683, 4, [82], [57000, 57999]],
  ['AM', 3_941_613, 2, [92, 97], [69000, 69299], [69400, 69899]],
  ['AP', 733_759, 2, [96], [68900, 68999]],
  ['BA', 14_141_626, 5, [71, 73, 74, 75, 77], [40000, 48999]],
  ['CE', 8_794_957, 3, [85, 88], [60000, 63999]],
  ['DF', 2_817_381, 1, [61], [70000, 72799], [73000, 73699]],
  ['ES', 3_833_712, 7, [27, 28], [29000, 29999]],
  ['GO', 7_056_495, 1, [61, 62, 64], [72800, 72999], [73700, 76799]],
  ['MA', 6_776_699, 3, [98, 99], [65000, 65999]],
  ['MG', 20_539_989, 6, [31, 32, 33, 34, 35, 37, 38], [30000, 39999]],
  ['MS', 2_757_013, 1, [67], [79000, 79999]],
  ['MT', 3_658_649, 1, [65, 66], [78000, 78899]],
  ['PA', 8_120_131, 2, [91, 93, 94], [66000, 68899]],
  ['PB', 3_974_687, 4, [83], [58000, 58999]],
  ['PE', 9_058_931, 4, [81, 87], [50000, 56999]],
  ['PI', 3_271_199, 3, [86, 89], [64000, 64999]],
  ['PR', 11_444_380, 9, [41, 42, 43, 44, 45, 46], [80000, 87999]],
  ['RJ', 16_055_174, 7, [21, 22, 24], [20000, 28999]],
  ['RN', 3_302_729, 4, [84], [59000, 59999]],
  ['RO', 1_581_196, 2, [69], [76800, 76999]],
  ['RR', 636_707, 2, [95], [69300, 69399]],
  ['RS', 10_882_965, 0, [51, 53, 54, 55], [90000, 99999]],
  ['SC', 7_610_361, 9, [47, 48, 49], [88000, 89999]],
  ['SE', 2_210_004, 5, [79], [49000, 49999]],
  ['SP', 44_411_238, 8, [11, 12, 13, 14, 15, 16, 17, 18, 19], [1000, 19999]],
  ['TO', 1_511_460, 1, [63], [77000, 77999]],
];

/** The 27 federative units, in alphabetical order of their two letters. */
export const states: readonly State[] = stateRows.map(
  ([uf, population, fiscalRegion, areaCodes, ...cepRanges]) => ({
    uf,
    population,
    fiscalRegion,
    areaCodes,
    cepRanges,
  }),
);

const byUf = new Map(states.map((state) => [state.uf, state]));

/**
 * Returns the state with these two letters.
 *
 * @throws InputError if there is no such state.
 * @example
 * stateOf('RJ').areaCodes // => [21, 22, 24]
 */
export function stateOf(uf: string): State {
  const state = byUf.get(uf);
  if (state !== undefined) return state;
  throw new InputError({
    expected: 'the two letters of a Brazilian state, such as RJ',
    got: JSON.stringify(uf),
    advice: `The states are ${states.map((known) => known.uf).join(', ')}.`,
  });
}
