import { DeclarationError, InputError, MissingObjectError } from '../errors.ts';
import {
  type Declaration,
  declarationBytes,
  LARGEST_DECLARATION,
  newDeclaration,
  parseDeclaration,
} from '../lake/declaration.ts';
import { objectOf } from '../lake/object.ts';
import { declarationKey } from '../lake/object-key.ts';
import { sha256 } from '../lake/sha256.ts';
import { findJob, type Job } from '../model/job.ts';
import { type Day, isTimed, type Period, type TimedPeriod } from '../model/period.ts';
import { completeSettings, type SettingValues } from '../model/settings.ts';
import type { SourceKind } from '../model/source.ts';
import type { KeyProvider } from '../secrets/key-provider.ts';
import type { Store } from '../stores/store.ts';
import { deriveDeclaration } from './derive-declaration.ts';
import { firstCapturable, firstKeptDay } from './expiry.ts';
import { findLakeKey, type LakeKey } from './lake-key.ts';
import { type OpenJob, openJob, settingsOfJob, sourceKindOf } from './open-job.ts';

/** What the jobs of a lake are opened with. */
export interface LakeJobsOptions {
  readonly store: Store;
  /** All jobs, the inputs of others included. */
  readonly jobs: readonly Job[];
  readonly kinds: readonly SourceKind[];
  /** Settings that a person gave for this run, by job. Default: none. */
  readonly asked?: ReadonlyMap<string, SettingValues>;
  /** Where the key of a job is kept. Default: no job has a key, and those that need one fail. */
  readonly keyOf?: (job: Job) => KeyProvider | undefined;
  /** What time it is, in milliseconds since 1970-01-01T00:00:00Z: decides what has expired. */
  readonly instant: number;
}

/** A job as one lake has it. */
export interface LakeJob extends OpenJob {
  readonly inputs: readonly LakeJob[];
  /** The job as the lake declares it; `undefined` before its first run. */
  readonly declaration: Declaration | undefined;
  /**
   * Where the declaration comes from: the lake's own object; the footers of its files, in a lake that
   * has objects of the job and no declaration; or nowhere yet.
   */
  readonly declared: 'in the lake' | 'by footers' | 'not yet';
  /** Days for which the lake keeps its objects; `undefined`: for ever. */
  readonly keepDays: number | undefined;
  /** The first day that is still kept; earlier periods have expired. `undefined`: nothing expires. */
  readonly keptFrom: Day | undefined;
  /** The first day whose captures are still kept as they came. `undefined`: all are. */
  readonly rawKeptFrom: Day | undefined;
  /** The first period that can still be captured. Earlier ones without a capture are lost. `undefined`: none is lost. */
  readonly capturableFrom: TimedPeriod | undefined;
}

/**
 * The version of the generator that began the lake, where that is another one than the source has;
 * else `undefined`.
 */
export function otherVersionIn({ source, declaration }: LakeJob): string | undefined {
  const begun = declaration?.versions.generator ?? '';
  return begun === '' || begun === source.facts.generator ? undefined : begun;
}

/** The inputs of a job, and theirs. */
export function inputsBelow({ inputs }: LakeJob): LakeJob[] {
  return inputs.flatMap((input) => [input, ...inputsBelow(input)]);
}

/**
 * Opens the jobs of one lake with the settings that the lake was filled with: those of its
 * declarations. Settings of the job and defaults count only where there is no declaration yet.
 */
export class LakeJobs {
  readonly #options: LakeJobsOptions;
  readonly #opened = new Map<string, Promise<LakeJob>>();

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
   *   for a setting that was asked for, or the source does not take its settings; StoreError when the
   *   lake cannot be read.
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
   * @param since where the time of the job begins, if nothing is declared yet, and no input says it
   * @returns the job as it is declared
   * @throws DeclarationError when a version of the generator began the lake that this one cannot
   *   continue; InputError when the declaration of the other run has another value for a setting that
   *   was asked for; KeyError when the job needs a key, and there is none or it is not that of the
   *   lake; StoreError when the store does not take it.
   */
  async declare({ job }: LakeJob, since: Period | undefined): Promise<LakeJob> {
    const opened = await this.#withKey(await this.open(job));
    this.#checkVersion(opened);
    const declaration = opened.declaration ?? this.#newDeclaration(opened, opened.since ?? since);
    const bytes = declarationBytes(declaration);
    const key = declarationKey(job.name);
    const outcome = await this.#options.store.putIfAbsent(key, objectOf(bytes, sha256(bytes)));
    const declared = this.#openFrom(job, async () => ({
      declaration: outcome === 'taken' ? await this.#read(job) : declaration,
      declared: 'in the lake',
    }));
    // What failed can be asked for again. The other run may have had another key.
    (await declared).key?.bytes();
    this.#opened.set(job.name, declared);
    // They may have other settings now.
    for (const each of this.#jobsOver(job)) this.#opened.delete(each.name);
    return declared;
  }

  /**
   * Makes sure that a job has the key that it needs. A lake without one gets it before its declaration,
   * which states the key.
   */
  async #withKey(opened: LakeJob): Promise<LakeJob> {
    const { job, key, declaration } = opened;
    if (key === undefined) return opened;
    const make = this.#options.keyOf?.(job)?.make;
    if (key.problem === undefined || declaration !== undefined || make === undefined) {
      key.bytes();
      return opened;
    }
    if (key.isAbsent) await make();
    const again = await this.#openFrom(job, () => this.#find(job));
    again.key?.bytes();
    return again;
  }

  /** The jobs that have a job among their inputs, or among those of their inputs. */
  #jobsOver({ name }: Job): Job[] {
    const direct = this.#options.jobs.filter(({ inputs = [] }) => inputs.includes(name));
    return direct.flatMap((job) => [job, ...this.#jobsOver(job)]);
  }

  async #openFrom(
    job: Job,
    find: () => Promise<Pick<LakeJob, 'declaration' | 'declared'>>,
  ): Promise<LakeJob> {
    const { jobs, kinds, instant } = this.#options;
    const kind = sourceKindOf(job, kinds);
    const inputs = await Promise.all(
      (job.inputs ?? []).map((input) => this.open(findJob(jobs, input))),
    );
    const { declaration, declared } = await find();
    const settings = this.#settings(job, kind, declaration);
    const key = kind.needsKey ? await this.#keyOf(job, declaration) : undefined;
    const since = kind.needsSince ? sinceOf(declaration, inputs) : undefined;
    const opened = openJob({ job, settings, since, inputs }, kinds, key);
    // The lake decides: a shorter time removes data, so a person must have said it to this lake.
    const { keepDays } = declaration ?? job;
    return {
      ...opened,
      inputs,
      declaration,
      declared,
      keepDays,
      keptFrom: keptSince(instant, keepDays),
      rawKeptFrom: keptSince(instant, job.keepRawDays),
      capturableFrom: firstCapturable(job, instant),
    };
  }

  #keyOf(job: Job, declaration: Declaration | undefined): Promise<LakeKey> {
    return findLakeKey(this.#options.keyOf?.(job), {
      job: job.name,
      lake: this.#options.store.name,
      declared: declaration?.key,
    });
  }

  /** Refuses to land in a lake that this version of the generator cannot continue. */
  #checkVersion(opened: LakeJob): void {
    const begun = otherVersionIn(opened);
    const { continues = [], facts } = opened.source;
    if (begun === undefined || continues.includes(begun)) return;
    const key = declarationKey(opened.job.name);
    throw new DeclarationError(
      {
        expected: `${this.#options.store.name} to have been begun by ${[facts.generator, ...continues].join(' or ')}`,
        got: begun,
        advice: `Nothing was landed, because values that are unique in a lake could repeat. The lake can be read as before. To add to it, use the version of Hourlake that filled it; or land in another lake.`,
      },
      { key },
    );
  }

  #settings(job: Job, kind: SourceKind, declaration: Declaration | undefined): SettingValues {
    const asked = this.#options.asked?.get(job.name) ?? {};
    if (declaration === undefined) return settingsOfJob(job, kind, asked);
    const declared = this.#declaredSettings(job, kind, declaration);
    const wanted: SettingValues = completeSettings(
      kind.settings,
      { ...declared, ...asked },
      { owner: job.name },
    );
    const name = Object.keys(wanted).find((each) => wanted[each] !== declared[each]);
    if (name === undefined) return declared;
    throw new InputError({
      expected: `${job.name}.${name} to be ${JSON.stringify(declared[name])}, which ${this.#options.store.name} was filled with`,
      got: JSON.stringify(wanted[name]),
      advice:
        'Leave the setting out, or use another lake: a lake keeps the settings of its first run.',
    });
  }

  /** Names the declaration where it has settings that the source does not take. */
  #declaredSettings(job: Job, { settings }: SourceKind, declaration: Declaration): SettingValues {
    try {
      return completeSettings(settings, declaration.settings, { owner: job.name });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const key = declarationKey(job.name);
      throw new DeclarationError(
        {
          expected: `${this.#options.store.name}/${key} to have settings that this version knows: ${error.expected}`,
          got: error.got,
          advice: 'Use the version of Hourlake that filled the lake, or restore the file.',
        },
        { key },
        { cause: error },
      );
    }
  }

  async #find(job: Job): Promise<Pick<LakeJob, 'declaration' | 'declared'>> {
    const there = await this.#readIfThere(job);
    if (there !== undefined) return { declaration: there, declared: 'in the lake' };
    const kind = sourceKindOf(job, this.#options.kinds);
    const declaration = await deriveDeclaration({ store: this.#options.store, job, kind });
    return { declaration, declared: declaration === undefined ? 'not yet' : 'by footers' };
  }

  /** Not by a listing: the folder of declarations also has the records of all captures and deliveries. */
  async #readIfThere(job: Job): Promise<Declaration | undefined> {
    try {
      return await this.#read(job);
    } catch (error) {
      if (error instanceof MissingObjectError) return undefined;
      throw error;
    }
  }

  async #read(job: Job): Promise<Declaration> {
    const { store } = this.#options;
    const key = declarationKey(job.name);
    const bytes = await store.read(key, { offset: 0, length: LARGEST_DECLARATION });
    return parseDeclaration(bytes, job, { lake: store.name });
  }

  #newDeclaration(opened: OpenJob, since: Period | undefined): Declaration {
    const { job, settings, source, key } = opened;
    const generator = source.facts.generator ?? '';
    return newDeclaration(job, { since, settings, generator, key: key?.id });
  }
}

function keptSince(instant: number, days: number | undefined): Day | undefined {
  return days === undefined ? undefined : firstKeptDay(instant, days);
}

/** Where a job begins that needs to know: where it declares, or else where its inputs begin. */
function sinceOf(
  declaration: Declaration | undefined,
  inputs: readonly LakeJob[],
): TimedPeriod | undefined {
  const shared = inputs.find(({ since }) => since !== undefined)?.since;
  const since = declaration?.since ?? shared;
  return since !== undefined && isTimed(since) ? since : undefined;
}
