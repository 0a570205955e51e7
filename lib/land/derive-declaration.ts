import { DeclarationError, ParquetError } from '../errors.ts';
import { type Declaration, newDeclaration } from '../lake/declaration.ts';
import { takeInventory } from '../lake/inventory.ts';
import { declarationKey, objectKey } from '../lake/object-key.ts';
import type { Job } from '../model/job.ts';
import { isTimed, type Period, periodOfGrain } from '../model/period.ts';
import type { SettingValue, SettingValues } from '../model/settings.ts';
import type { SourceKind } from '../model/source.ts';
import type { Store } from '../stores/store.ts';
import { factsInFooter, storedFooter } from './footer.ts';

/** A lake that has objects of a job, and no declaration of it. */
export interface Undeclared {
  readonly store: Store;
  readonly job: Job;
  /** The kind of the source of the job. */
  readonly kind: SourceKind;
}

/** Some files may be corrupt. No more than this many footers are read to find settings. */
const FOOTERS_TRIED = 100;

/**
 * The declaration that the first run would have written, from the oldest file whose footer says
 * which settings made it; `undefined` when the lake has no objects of the job.
 *
 * @throws DeclarationError when no footer says enough; StoreError when the store cannot be read.
 */
export async function deriveDeclaration(undeclared: Undeclared): Promise<Declaration | undefined> {
  const { store, job, kind } = undeclared;
  const { landed } = await takeInventory(store, job);
  const [oldest] = landed;
  if (oldest === undefined) return undefined;
  const since = isTimed(oldest) ? oldest : undefined;
  for (const period of landed.slice(0, FOOTERS_TRIED)) {
    const facts = await factsOf(undeclared, period);
    const settings = facts === undefined ? undefined : settingsIn(facts, kind);
    if (facts === undefined || settings === undefined) continue;
    const { generator = '', key } = facts;
    return newDeclaration(job, {
      since: kind.needsSince ? periodOfGrain(job.grain, facts.since ?? '') : since,
      settings,
      generator,
      ...(kind.needsKey ? { key } : {}),
    });
  }
  const key = declarationKey(job.name);
  throw new DeclarationError(
    {
      expected: `the files of ${job.name} in ${store.name} to say which settings made them, since the lake has no declaration ${key}`,
      got: 'footers without usable settings',
      advice:
        'Another tool wrote these files, or they are corrupt. Restore the declaration, or move the files away.',
    },
    { key },
  );
}

/** The facts in the footer of a file; `undefined` when it is corrupt, or does not belong to the job. */
async function factsOf(
  { store, job }: Undeclared,
  period: Period,
): Promise<Readonly<Record<string, string>> | undefined> {
  try {
    const { metadata } = await storedFooter(store, objectKey(job, period));
    const facts = factsInFooter(metadata);
    return facts.table === job.table.name && facts[job.grain] === period ? facts : undefined;
  } catch (error) {
    // The doctor names corrupt files.
    if (error instanceof ParquetError) return undefined;
    throw error;
  }
}

/** The settings that a footer has; `undefined` when one is missing or not allowed. */
function settingsIn(
  facts: Readonly<Record<string, string>>,
  { settings }: SourceKind,
): SettingValues | undefined {
  const values: [string, SettingValue][] = [];
  for (const [name, { parse }] of Object.entries(settings)) {
    const text = facts[name];
    const value = text === undefined ? undefined : parse(text);
    if (value === undefined) return undefined;
    values.push([name, value]);
  }
  return Object.fromEntries(values);
}
