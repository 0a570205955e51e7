/** A brand of the chain. */
export interface Brand {
  /** `ID_MARCA`. */
  readonly id: number;
  /** `MARCA`. */
  readonly name: string;
}

/** The brands, in the order of their numbers. */
export const brands: readonly Brand[] = [
  { id: 1, name: 'BOTICÁRIO' },
  { id: 2, name: 'EUDORA' },
  { id: 3, name: 'QUEM DISSE BERENICE' },
  { id: 4, name: 'VULT' },
  { id: 5, name: 'BELEZA NA WEB' },
];

/** How much of something each month has, January first; 100 is an ordinary month. */
type Months = readonly [
  jan: number,
  feb: number,
  mar: number,
  apr: number,
  may: number,
  jun: number,
  jul: number,
  aug: number,
  sep: number,
  oct: number,
  nov: number,
  dec: number,
];

/** A product line, and how it sells. All numbers are approximate. */
export interface ProductLine {
  /** `ID_LINHA`. */
  readonly id: number;
  /** `LINHA`. */
  readonly name: string;
  /** How often it is sold on an ordinary day; only proportions matter. */
  readonly weight: number;
  /** How often each of the {@link brands} is the one that is sold; only proportions matter. */
  readonly brands: readonly [number, number, number, number, number];
  /** Percentage of an ordinary month that is sold in each month. */
  readonly months: Months;
  /** Percentage of an ordinary day that is sold on a day before a date on which gifts are made. */
  readonly asGift: number;
}

/** The product lines, in the order of their numbers. */
export const productLines: readonly ProductLine[] = [
  {
    id: 1,
    name: 'CABELOS',
    weight: 24,
    brands: [20, 30, 2, 3, 45],
    months: [105, 100, 100, 95, 95, 95, 95, 100, 100, 100, 105, 110],
    asGift: 110,
  },
  {
    id: 2,
    name: 'PERFUMARIA',
    weight: 30,
    brands: [60, 25, 5, 1, 9],
    months: [80, 85, 90, 95, 105, 105, 90, 105, 95, 100, 105, 115],
    asGift: 280,
  },
  {
    id: 3,
    name: 'MAQUIAGEM',
    weight: 22,
    brands: [15, 20, 30, 25, 10],
    months: [90, 115, 95, 95, 100, 105, 95, 95, 100, 105, 105, 125],
    asGift: 150,
  },
  {
    id: 4,
    name: 'SOLAR',
    weight: 10,
    brands: [35, 10, 5, 10, 40],
    months: [230, 200, 120, 70, 45, 35, 35, 45, 75, 110, 150, 220],
    asGift: 100,
  },
  {
    id: 5,
    name: 'HIDRATANTES',
    weight: 14,
    brands: [45, 25, 5, 5, 20],
    months: [80, 80, 85, 95, 115, 140, 145, 130, 105, 90, 85, 85],
    asGift: 170,
  },
];

/** How often 1, 2, ... 20 units are sold: mostly few, and packs of 6, 10, 12 and 20. */
export const quantityWeights: readonly number[] = [
  300, 190, 120, 75, 50, 62, 26, 24, 16, 32, 9, 38, 6, 5, 8, 5, 3, 4, 2, 12,
];
