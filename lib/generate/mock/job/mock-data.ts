import type { TableSchema } from '../../../schemas/table-schema.ts';
import type { TableWishes } from '../mock-model.ts';

/** What a job of mock rows has besides its settings, as plain data. */
export interface MockData {
  readonly schema: TableSchema;
  readonly wishes: Pick<TableWishes, 'fields' | 'references'>;
}

/**
 * The data of a job of mock rows.
 *
 * @throws TypeError when it is not what `mockJob` made.
 */
export function mockDataOf(data: unknown): MockData {
  const { schema, wishes } = (data ?? {}) as Partial<MockData>;
  if (schema === undefined || wishes === undefined) {
    throw new TypeError('a job of mock rows is made by mockJob');
  }
  return { schema, wishes };
}
