/** The types of bank account that a movement can be on. */
export type AccountType = 'current' | 'savings';

/** One kind of movement: what it says, and how much it is. All numbers are approximate. */
export interface MovementKind {
  /** As `des_transacao` has it. */
  readonly description: string;
  readonly on: readonly AccountType[];
  /** Whether money comes in. Default: it is spent. */
  readonly comesIn?: true;
  /** Half of the amounts are below, in reais. */
  readonly median: number;
  /** How far amounts spread: two thirds lie within the median divided and multiplied by two to this power. */
  readonly spread: number;
  /** Amounts are multiples of it, in reais. Default: a centavo. */
  readonly unit?: number;
  /** How often, in each {@link partOfDay}. */
  readonly weights: readonly [
    night: number,
    morning: number,
    midday: number,
    afternoon: number,
    evening: number,
  ];
  /** Whether it happens from Monday to Friday only, and not on holidays. Default: on all days. */
  readonly onWorkdays?: true;
}

const CURRENT = ['current'] as const;
const SAVINGS = ['savings'] as const;
const BOTH = ['current', 'savings'] as const;

/** All kinds of movement. */
export const movementKinds: readonly MovementKind[] = [
  kind('Supermercado', CURRENT, 118, 1.1, [1, 90, 110, 150, 210]),
  kind('Padaria', CURRENT, 19, 0.8, [2, 190, 40, 60, 90]),
  kind('Posto de combustível', CURRENT, 145, 0.6, [20, 70, 55, 70, 85]),
  kind('Farmácia', CURRENT, 58, 1, [10, 50, 45, 60, 75]),
  kind('Restaurante', CURRENT, 64, 0.9, [10, 5, 210, 25, 130]),
  kind('Lanchonete', CURRENT, 29, 0.7, [20, 45, 60, 60, 80]),
  kind('Aplicativo de entrega', CURRENT, 57, 0.6, [60, 10, 80, 20, 150]),
  kind('Aplicativo de transporte', CURRENT, 19.5, 0.8, [110, 60, 40, 60, 100]),
  kind('Estacionamento', CURRENT, 18, 0.6, [5, 30, 35, 35, 25]),
  kind('Loja de roupas', CURRENT, 139, 1, [0, 20, 35, 55, 45]),
  kind('Material de construção', CURRENT, 165, 1.4, [0, 30, 15, 25, 2]),
  kind('Compra online', CURRENT, 112, 1.3, [60, 40, 50, 60, 95]),
  kind('Assinatura de streaming', CURRENT, 39.9, 0.4, [45, 12, 8, 8, 8]),
  kind('Conta de luz', CURRENT, 172, 0.8, [5, 30, 15, 20, 12], { onWorkdays: true }),
  kind('Conta de água', CURRENT, 88, 0.6, [5, 25, 12, 16, 9], { onWorkdays: true }),
  kind('Recarga de celular', CURRENT, 25, 0.6, [10, 18, 15, 20, 22], { unit: 5 }),
  kind('Aluguel', CURRENT, 1250, 0.8, [0, 14, 6, 8, 2], { onWorkdays: true }),
  kind('Pix enviado', CURRENT, 92, 1.9, [60, 100, 95, 110, 120]),
  kind('Pix recebido', BOTH, 105, 1.9, [40, 70, 65, 80, 90], { comesIn: true }),
  kind('Salário', CURRENT, 2650, 0.9, [150, 60, 5, 3, 0], { comesIn: true, onWorkdays: true }),
  kind('Estorno de compra', CURRENT, 74, 1.3, [2, 4, 3, 4, 3], { comesIn: true }),
  kind('Saque', BOTH, 180, 0.9, [6, 35, 30, 35, 25], { unit: 10 }),
  kind('Depósito', BOTH, 320, 1.3, [0, 18, 15, 14, 1], {
    comesIn: true,
    unit: 10,
    onWorkdays: true,
  }),
  kind('Aplicação na poupança', SAVINGS, 240, 1.2, [10, 40, 30, 35, 30], { comesIn: true }),
  kind('Resgate da poupança', SAVINGS, 290, 1.3, [8, 35, 30, 35, 25]),
  kind('Rendimento da poupança', SAVINGS, 6.4, 2, [90, 20, 0, 0, 0], { comesIn: true }),
];

/** Number of parts of a day. */
export const PARTS = 5;

/**
 * The part of the day of an hour in Brasília: night, morning, midday, afternoon or evening.
 *
 * @param hour 0 to 23
 * @example
 * partOfDay(12) // => 2
 */
export function partOfDay(hour: number): number {
  if (hour < 6) return 0;
  if (hour < 11) return 1;
  if (hour < 14) return 2;
  return hour < 18 ? 3 : 4;
}

function kind(
  description: string,
  on: readonly AccountType[],
  median: number,
  spread: number,
  weights: MovementKind['weights'],
  more: Pick<MovementKind, 'comesIn' | 'unit' | 'onWorkdays'> = {},
): MovementKind {
  return { description, on, median, spread, weights, ...more };
}
