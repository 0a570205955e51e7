import { describe, expect, it } from 'vitest';
import { BatchError, HourlakeError, ParquetError, StoreError } from '../../../lib/errors.ts';
import { passedError, restoredError } from '../../../lib/land/threads/passed-error.ts';

const MESSAGE = { expected: 'text', got: '7', advice: 'Pass text.' };

describe('an error that passes between threads', () => {
  it.each([
    new BatchError(MESSAGE, { table: 'fake_accounts', column: 'nome', row: 3 }),
    new ParquetError(MESSAGE, { cause: new TypeError('no') }),
    new StoreError(MESSAGE, { key: 'a/b' }, { retryable: true, cause: 'a bare string' }),
  ])('keeps its class, its message, its facts and its stack: $name', (error) => {
    const there = restoredError(structuredClone(passedError(error)));

    expect(there).toBeInstanceOf(error.constructor);
    expect({ ...there }).toEqual({ ...error });
    expect([there.message, there.stack]).toEqual([error.message, error.stack]);
    expect(Object.keys(there)).toEqual(Object.keys(error));
  });

  it('keeps the errors that led to it, of which only ours have their facts', () => {
    const cause = Object.assign(new TypeError('not a function'), { call: () => {} });

    const there = restoredError(structuredClone(passedError(new ParquetError(MESSAGE, { cause }))));

    expect(there.cause).toBeInstanceOf(Error);
    expect(there.cause).toMatchObject({ name: 'TypeError', message: 'not a function' });
    expect(there.cause).not.toHaveProperty('call');
  });

  it('is none of ours when it was none', () => {
    const there = restoredError(structuredClone(passedError(new TypeError('a defect'))));

    expect(there).not.toBeInstanceOf(HourlakeError);
    expect(String(there)).toBe('TypeError: a defect');
  });

  it('is an error when it was none', () => {
    expect(restoredError(structuredClone(passedError('a bare string'))).message).toBe(
      'a bare string',
    );
  });
});
