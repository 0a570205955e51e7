import { InputError } from '../../errors.ts';
import { didYouMean } from '../../model/nearest-name.ts';
import type { Field } from '../../schemas/table-schema.ts';
import { fitFirst, type Values } from './content/fit.ts';
import type { FieldPlan, FieldPlans, Sureness } from './field-plan.ts';
import type { Leaf } from './guess/leaves.ts';
import type { Context } from './meanings/meaning.ts';
import { overridden } from './overridden.ts';
import type { Override } from './overrides.ts';
import { pairContents } from './pair-contents.ts';
import type { DrawsOf } from './rows/draws.ts';
import type { MockTime } from './rows/mock-time.ts';
import { guessTable, type TableGuess } from './table-guess.ts';
import { distinctValues } from './typed/distinct-values.ts';
import { listedValues, listOf } from './typed/listed-values.ts';
import { typedValues } from './typed/typed-values.ts';

/** What the plans of the fields of a table are made with. */
export interface PlanOptions {
  readonly draws: DrawsOf;
  readonly time: MockTime;
  /** What a person says of a field, by its path: names of records and the field, joined by points. */
  readonly overrides: Readonly<Record<string, Override>>;
}

/**
 * Decides how the values of each field are made, from its type, its name, its description, its
 * constraints and the fields next to it.
 *
 * @throws InputError when an override names no field or no meaning, or its values do not fit the field.
 */
export function planFields(fields: readonly Field[], options: PlanOptions): FieldPlans {
  const table = guessTable(fields, options);
  checkPaths(options.overrides, table.leaves);
  return new Map(table.leaves.map((leaf) => [leaf.field, planOf(leaf, table)]));
}

/** What a field is filled with, and how that is known. */
interface Choice {
  readonly meaning: string;
  readonly sureness: Sureness;
  readonly values: Values;
}

function planOf(leaf: Leaf, table: TableGuess): FieldPlan {
  const context = table.contextOf(leaf);
  const distinct = distinctValues(context);
  const { meaning, sureness, values } = asked(leaf, context, table) ??
    paired(leaf, context, table) ??
    listedChoice(leaf, context) ??
    named(leaf, context, table) ?? {
      meaning: leaf.field.type,
      sureness: 'typed',
      values: typedValues(context, distinct),
    };
  return { meaning, sureness, make: values.make, distinct: values.distinct ?? distinct };
}

/** What a person says. */
function asked(leaf: Leaf, context: Context, table: TableGuess): Choice | undefined {
  const override = table.overrideOf(leaf);
  if (override === undefined) return undefined;
  return { sureness: 'declared', ...overridden(override, context, leaf.path) };
}

/** The list that the schema has. */
function listedChoice({ field }: Leaf, context: Context): Choice | undefined {
  const list = listOf(field);
  return list && { meaning: 'values', sureness: 'declared', values: listedValues(list, context) };
}

/** What a code or its description is filled with: the same code always has the same description. */
function paired(leaf: Leaf, context: Context, table: TableGuess): Choice | undefined {
  const pair = table.pairOf(leaf);
  const contents = pair && pairContents(pair, table);
  if (contents === undefined) return undefined;
  const meaning = leaf === pair?.code ? 'code' : 'description';
  const values = fitFirst(contents[meaning], context);
  const list = listOf(leaf.field);
  if (values === undefined || list === undefined) {
    return values && { meaning, sureness: 'named', values };
  }
  const { distinct } = listedValues(list, context);
  return {
    meaning,
    sureness: 'declared',
    values: { make: values.make, ...(distinct && { distinct }) },
  };
}

/** What the names say, as far as it fits the type. */
function named(leaf: Leaf, context: Context, table: TableGuess): Choice | undefined {
  for (const meaning of table.meaningsOf(leaf)) {
    const values = fitFirst(meaning.contents(context), context);
    if (values !== undefined) return { meaning: meaning.name, sureness: 'named', values };
  }
  return undefined;
}

function checkPaths(overrides: PlanOptions['overrides'], leaves: readonly Leaf[]): void {
  const paths = leaves.map(({ path }) => path);
  const unknown = Object.keys(overrides).find((path) => !paths.includes(path));
  if (unknown === undefined) return;
  throw new InputError({
    expected: 'fields of the table that have values of their own',
    got: JSON.stringify(unknown),
    advice: `${didYouMean(unknown, paths)}The fields are ${paths.join(', ')}.`,
  });
}
