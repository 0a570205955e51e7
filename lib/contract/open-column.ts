import { InputError } from '../errors.ts';
import type { PresentValue } from '../model/batch.ts';
import { isRecord } from '../model/is-record.ts';
import { didYouMean } from '../model/nearest-name.ts';
import type { Column } from '../model/table.ts';
import { type Words, wordsOfTexts } from '../model/word-column.ts';
import { columnOptions } from './column-options.ts';
import { comparableName } from './comparable-name.ts';
import type { ColumnContract } from './contract-data.ts';
import { type CheckShape, openShape } from './open-shape.ts';
import { zoneMilliseconds } from './readers/clock-text.ts';
import type { ReadingRules, ReadValue } from './readers/reading.ts';
import { readingRules } from './readers/reading-rules.ts';
import { type BrokenRule, type ValueLimits, valueRules } from './value-rules.ts';

/** A column of a contract, ready to check values. */
export interface ContractColumn {
  readonly column: Column;
  /** What is declared for it, as declared. */
  readonly declared: ColumnContract;
  /** Its names outside, in the form of `comparableName`. */
  readonly names: readonly string[];
  /** Whether blanks around text are removed. */
  readonly trim: boolean;
  /** Texts that mean that there is no value. */
  readonly nulls: ReadonlySet<string>;
  readonly read: ReadValue;
  /** Default: it has no rules. */
  readonly brokenRule: BrokenRule | undefined;
  /** Checks what its documents hold. Default: they may hold anything. */
  readonly shape: CheckShape | undefined;
  /** Whether a batch may hold its values as words of a list. */
  readonly takesWords: boolean;
  /** All its texts; `undefined` where the contract does not list them. */
  readonly words: Words | undefined;
}

/**
 * Opens what a contract declares for a column.
 *
 * @param declared as a person wrote it
 * @param place how errors name it: `columns.DATA_VENDA of the contract of vendas`
 * @throws InputError when it is not usable.
 */
export function openColumn(column: Column, declared: unknown, place: string): ContractColumn {
  checkOptions(column, declared, place);
  const rules = readingRules[column.type];
  const reads = declared.reads ?? rules.usual;
  const zoneMs = declared.zone === undefined ? undefined : zoneMilliseconds(declared.zone);
  const problem = rules.problem(reads, { zoneMs });
  if (problem !== undefined) throw wrongReads(place, problem, reads, rules.examples);
  const limits = limitsOf(column, declared, place);
  const keepsEmpty = declared.empty === 'keep';
  return {
    column,
    declared,
    names: [declared.from ?? column.name].flat().map(comparableName),
    trim: declared.trim ?? true,
    nulls: new Set([...(keepsEmpty ? [] : ['']), ...(declared.nulls ?? [])]),
    read: rules.reader(column, {
      reads,
      round: declared.round ?? false,
      case: declared.case,
      zoneMs,
    }),
    brokenRule: valueRules(limits),
    shape: declared.shape === undefined ? undefined : openShape(declared.shape),
    takesWords: rules.takesWords ?? false,
    words: wordsOf(limits),
  };
}

/**
 * The error about a part of a contract.
 *
 * @param place of the part: `ceiling of the contract of vendas`
 * @param expected completes "Expected <place> to be"
 * @example
 * wrongContract('ceiling of the contract of vendas', 'a number from 0 to 100', -1).got // => '-1'
 */
export function wrongContract(
  place: string,
  expected: string,
  got: unknown,
  hint = '',
): InputError {
  return new InputError({
    expected: `${place} to be ${expected}`,
    got: got === undefined ? 'nothing' : String(JSON.stringify(got)),
    advice: `${hint}Correct the contract in the file of the job.`,
  });
}

/** Each option is known, and has one of the values that it can have. */
function checkOptions(
  { type }: Column,
  declared: unknown,
  place: string,
): asserts declared is ColumnContract {
  if (!isRecord(declared)) throw wrongContract(place, 'an object of options', declared);
  const own = Object.entries(columnOptions).filter(
    ([, { types }]) => types?.includes(type) ?? true,
  );
  const names = own.map(([name]) => name);
  const options = new Map(own);
  for (const [name, value] of Object.entries(declared)) {
    const option = options.get(name);
    if (option === undefined) {
      const expected = `an object of options of a column of type ${type}: ${names.join(', ')}`;
      throw wrongContract(place, expected, name, didYouMean(name, names));
    }
    const problem = option.problem(value);
    if (problem !== undefined) throw wrongContract(inside(place, name), problem, value);
  }
}

function limitsOf(column: Column, declared: ColumnContract, place: string): ValueLimits {
  const { usual, reader } = readingRules[column.type];
  const read = reader(column, { reads: usual, round: false });

  function batchValue(name: string, value: number | string): PresentValue {
    const found = read(value);
    if (found !== undefined) return found;
    const expected = `a value of type ${column.type}, spelled ${usual.join(' or ')}`;
    throw wrongContract(inside(place, name), expected, value);
  }

  const { min, max, allowed, maxLength, pattern } = declared;
  const bounds = {
    min: min === undefined ? undefined : batchValue('min', min),
    max: max === undefined ? undefined : batchValue('max', max),
  };
  if (bounds.min !== undefined && bounds.max !== undefined && bounds.min > bounds.max) {
    throw wrongContract(inside(place, 'min'), 'at most max', min);
  }
  return {
    ...bounds,
    maxLength,
    pattern,
    allowed: allowed?.map((value) => batchValue('allowed', value)),
  };
}

function wordsOf({ allowed }: ValueLimits): Words | undefined {
  const texts = allowed?.filter((value) => typeof value === 'string');
  return texts === undefined || texts.length === 0 ? undefined : wordsOfTexts([...new Set(texts)]);
}

function inside(place: string, option: string): string {
  const [path = '', ...others] = place.split(' of the contract of ');
  return [`${path}.${option}`, ...others].join(' of the contract of ');
}

function wrongReads(
  place: string,
  problem: string,
  reads: readonly string[],
  examples: ReadingRules['examples'],
): InputError {
  const unknown = reads.find((name) => !examples.includes(name));
  const hint = unknown === undefined ? '' : didYouMean(unknown, examples);
  return wrongContract(inside(place, 'reads'), problem, reads, hint);
}
