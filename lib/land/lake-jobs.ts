import { DeclarationError, InputError, ParquetError } from '../errors.ts';
import {
  type Declaration,
  declarationBytes,
  declaredTable,
  LARGEST_DECLARATION,
  parseDeclaration,
} from '../lake/declaration.ts';
import { takeInventory } from '../lake/inventory.ts';
import { objectOf } from '../lake/object.ts';
import { DECLARATIONS, declarationKey, objectKey } from '../lake/object-key.ts';
import { sha256 } from '../lake/sha256.ts';
import { findJob, type Job } from '../model/job.ts';
import type { Period } from '../model/period.ts';
import { completeSettings, type SettingValues } from '../model/settings.ts';
import type { SourceKind } from '../model/source.ts';
import type { Store } from '../stores/store.ts';
import { factsInFooter, storedFooter } from './footer.ts';
import { type OpenJob, openJob, settingsOfJob, sourceKindOf } from './open-job.ts';

/** What the jobs of a lake are opened with. */
export interface LakeJobsOptions {
  readonly store: Store;
  /** All jobs, the inputs of others included. */
  readonly jobs: readonly Job[];
  readonly kinds: readonly SourceKind[];
  /** Settings that a person gave for this run, by job. Default: none. */
  readonly asked?: ReadonlyMap<string, SettingValues>;
}

/** A job as one lake has it. */
export interface LakeJob extends OpenJob {
  readonly inputs: readonly LakeJob[];
  /** What the lake says of the job; `undefined` before its first run. */
  readonly declaration: Declaration | undefined;
  /**
   * Where the declaration comes from: the lake's own object; the footers of its files, in a lake that
   * has objects of the job and no declaration; or nowhere yet.
   */
  readonly declared: 'in the lake' | 'by footers' | 'not yet';
}

/** Some files may be corrupt. Nothing is derived from a lake in which this many in a row are. */
const FOOTERS_TRIED = 100;

/**
 * Opens the jobs of one lake with the settings that the lake was filled with: those of its
 * declarations. Settings of the job and defaults count only where there is no declaration yet.
 */
export class LakeJobs {
  readonly #options: LakeJobsOptions;
  readonly #opened = new Map<string, Promise<LakeJob>>();
  #listing: Promise<ReadonlySet<string>> | undefined;

  constructor(options: LakeJobsOptions) {
    this.#options = options;
  }

  /** All jobs that it can open. */
  get jobs(): readonly Job[] {
    return this.#options.jobs;
  }

  /**
   * Opens a job, and its inputs.
   *
   * @throws DeclarationError when the declaration is not usable; InputError when it has another value
   *   for a setting that was asked for; StoreError when the lake cannot be read.
   */
  open(job: Job): Promise<LakeJob> {
    const known = this.#opened.get(job.name);
    if (known !== undefined) return known;
    const opening = this.#openFrom(job, () => this.#find(job));
    this.#opened.set(job.name, opening);
    return opening;
  }

  /**
   * Makes sure that the lake has the declaration of a job, before its first object. If another run
   * is first, its declaration stands.
   *
   * @param since where the time of the job begins, if nothing is declared yet
   * @returns the job as it is declared
   * @throws InputError when the declaration of the other run has another value for a setting that
   *   was asked for; StoreError when the store does not take it.
   */
  async declare({ job }: LakeJob, since: Period | undefined): Promise<LakeJob> {
    const opened = await this.open(job);
    const declaration = opened.declaration ?? this.#newDeclaration(opened, since);
    const bytes = declarationBytes(declaration);
    const key = declarationKey(job.name);
    const outcome = await this.#options.store.putIfAbsent(key, objectOf(bytes, sha256(bytes)));
    const declared = this.#openFrom(job, async () => ({
      declaration: outcome === 'taken' ? await this.#read(job) : declaration,
      declared: 'in the lake',
    }));
    // What failed can be asked for again.
    await declared;
    this.#opened.set(job.name, declared);
    return declared;
  }

  async #openFrom(
    job: Job,
    find: () => Promise<Pick<LakeJob, 'declaration' | 'declared'>>,
  ): Promise<LakeJob> {
    const { jobs, kinds } = this.#options;
    const kind = sourceKindOf(job, kinds);
    const inputs = await Promise.all(
      (job.inputs ?? []).map((input) => this.open(findJob(jobs, input))),
    );
    const { declaration, declared } = await find();
    const settings = this.#settings(job, kind, declaration);
    return { ...openJob({ job, settings, inputs }, kinds), inputs, declaration, declared };
  }

  #settings(job: Job, kind: SourceKind, declaration: Declaration | undefined): SettingValues {
    const asked = this.#options.asked?.get(job.name) ?? {};
    if (declaration === undefined) return settingsOfJob(job, kind, asked);
    const owner = { owner: job.name };
    const declared: SettingValues = completeSettings(kind.settings, declaration.settings, owner);
    const wanted: SettingValues = completeSettings(kind.settings, { ...declared, ...asked }, owner);
    const name = Object.keys(wanted).find((each) => wanted[each] !== declared[each]);
    if (name === undefined) return declared;
    throw new InputError({
      expected: `${job.name}.${name} to be ${JSON.stringify(declared[name])}, which ${this.#options.store.name} was filled with`,
      got: JSON.stringify(wanted[name]),
      advice:
        'Leave the setting out, or use another lake: a lake keeps the settings of its first run.',
    });
  }

  async #find(job: Job): Promise<Pick<LakeJob, 'declaration' | 'declared'>> {
    this.#listing ??= this.#list();
    if ((await this.#listing).has(declarationKey(job.name))) {
      return { declaration: await this.#read(job), declared: 'in the lake' };
    }
    const declaration = await this.#derive(job);
    return { declaration, declared: declaration === undefined ? 'not yet' : 'by footers' };
  }

  async #list(): Promise<ReadonlySet<string>> {
    const keys = new Set<string>();
    for await (const key of this.#options.store.list(DECLARATIONS)) keys.add(key);
    return keys;
  }

  async #read(job: Job): Promise<Declaration> {
    const { store } = this.#options;
    const key = declarationKey(job.name);
    const bytes = await store.read(key, { offset: 0, length: LARGEST_DECLARATION });
    return parseDeclaration(bytes, job, { lake: store.name });
  }

  /** From the oldest file whose footer can be read: the one that the first run would have declared. */
  async #derive(job: Job): Promise<Declaration | undefined> {
    const { store, kinds } = this.#options;
    const { landed } = await takeInventory(store, job);
    const since = landed[0];
    if (since === undefined) return undefined;
    const facts = await this.#firstFacts(job, landed.slice(0, FOOTERS_TRIED));
    const { settings: known } = sourceKindOf(job, kinds);
    const settings = Object.keys(known).map((name): [string, string] => {
      const value = facts[name];
      if (value === undefined) throw withoutFacts(store, job);
      return [name, value];
    });
    return this.#declarationOf(job, since, {
      settings: completeSettings(known, Object.fromEntries(settings), { owner: job.name }),
      generator: facts.generator ?? '',
    });
  }

  async #firstFacts(job: Job, periods: readonly Period[]): Promise<Record<string, string>> {
    const { store } = this.#options;
    for (const period of periods) {
      try {
        const { metadata } = await storedFooter(store, objectKey(job, period));
        return factsInFooter(metadata);
      } catch (error) {
        // A corrupt file says nothing of its settings; the doctor names it.
        if (!(error instanceof ParquetError)) throw error;
      }
    }
    throw withoutFacts(store, job);
  }

  #newDeclaration({ job, settings, source }: OpenJob, since: Period | undefined): Declaration {
    const generator = source.facts.generator ?? '';
    return this.#declarationOf(job, since, { settings, generator });
  }

  #declarationOf(
    job: Job,
    since: Period | undefined,
    { settings, generator }: { settings: SettingValues; generator: string },
  ): Declaration {
    return {
      job: job.name,
      layer: job.layer,
      grain: job.grain,
      since,
      source: job.source.kind,
      settings,
      inputs: job.inputs ?? [],
      versions: { generator },
      table: declaredTable(job.table),
    };
  }
}

function withoutFacts(store: Store, job: Job): DeclarationError {
  return new DeclarationError({
    expected: `the files of ${job.name} in ${store.name} to say which settings made them, since the lake has no declaration`,
    got: 'footers without settings',
    advice:
      'Another tool wrote these files, or they are corrupt. Move them away, and run the same command again.',
  });
}
