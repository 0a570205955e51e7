import { randomStream } from '../lib/model/keyed-random.ts';

/** Records of a page. */
export const PAGE_RECORDS = 50;

const CITIES = ['Curitiba', 'Recife', 'Natal', 'Belo Horizonte', 'São Paulo', 'Manaus', 'Belém'];
const STATUSES = ['pending', 'paid', 'shipped', 'delivered', 'cancelled'];
const WORDS = 'caixa leve entrega rápida kit presente azul verde grande pequeno par novo'.split(
  ' ',
);

const random = randomStream('bench', 'orders');

/**
 * The body of a page of orders, some 400 bytes for each order. It is the same in every process, and half
 * of its members are columns of no table.
 *
 * @param options.offset number of the first order, from 0
 * @param options.total number of orders of the API
 */
export function ordersPage({
  offset,
  total,
}: {
  readonly offset: number;
  readonly total: number;
}): string {
  const count = Math.max(0, Math.min(PAGE_RECORDS, total - offset));
  const orders = Array.from({ length: count }, (_, row) => orderOf(offset + row));
  return JSON.stringify({ orders, offset, limit: PAGE_RECORDS, total });
}

function orderOf(number: number): object {
  const pick = <Item>(items: readonly Item[], choice: number): Item | undefined =>
    items[random.below(number * 16 + choice, items.length)];
  const below = (bound: number, choice: number): number =>
    random.below(number * 16 + choice, bound);
  const id = 1_000_001 + number;
  const customer = below(200_000, 0);
  const cents = 500 + below(90_000, 1);
  return {
    id,
    created_at: new Date(Date.UTC(2026, 10, 20) + below(86_400_000, 2)).toISOString(),
    updated_at: new Date(Date.UTC(2026, 10, 20) + below(86_400_000, 13)).toISOString(),
    status: pick(STATUSES, 3),
    amount: `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`,
    items: 1 + below(9, 4),
    note: [pick(WORDS, 5), pick(WORDS, 6), pick(WORDS, 7)].join(' '),
    customer: { id: `c${customer}`, email: `cliente.${customer}@example.com` },
    address: {
      city: pick(CITIES, 8),
      postal_code: `${10_000 + below(89_999, 9)}-${String(below(1000, 10)).padStart(3, '0')}`,
    },
    etag: [11, 12]
      .map((choice) =>
        below(2 ** 32, choice)
          .toString(16)
          .padStart(8, '0'),
      )
      .join(''),
    gift: null,
    links: { self: `/v1/orders/${id}`, invoice: `/v1/orders/${id}/invoice` },
  };
}
