import { InputError, StoreError } from '../errors.ts';
import { objectOf } from '../lake/object.ts';
import { objectKey } from '../lake/object-key.ts';
import { captureKey, forgottenKey, rawFolder } from '../lake/raw-key.ts';
import type { Job } from '../model/job.ts';
import type { CapturedFile, Day } from '../model/period.ts';
import type { Store } from '../stores/store.ts';
import { capturingJob } from './raw-objects.ts';

/** What is taken out of a lake for good. */
export interface ForgetInput {
  readonly store: Store;
  /** The job that captured the file. */
  readonly job: Job;
  /** All jobs: those that are made from the captures of the job lose the file too. */
  readonly jobs: readonly Job[];
  readonly file: CapturedFile;
  /** The day (UTC) that is written down. */
  readonly today: Day;
}

/** What was taken out. */
export interface Forgotten {
  /** Keys of the objects that this call removed, in the order in which it did. */
  readonly removed: readonly string[];
  /** Key of what was written down. */
  readonly record: string;
}

const encoder = new TextEncoder();

/**
 * Takes a captured file out of every layer of a lake, and writes down that it did, without its name or
 * any value. What is written down comes first, so that no run makes the file's rows again: one that was
 * interrupted is finished by the same call.
 *
 * @throws InputError when the lake has nothing of the file; StoreError when an object cannot be removed,
 *   or the store cannot remove any.
 */
export async function forget(input: ForgetInput): Promise<Forgotten> {
  const { store, job, file, today } = input;
  const record = forgottenKey(job.name, file);
  const keys = await keysOf(input);
  const wasForgotten = await isThere(store, record);
  if (keys.length === 0 && !wasForgotten) throw nothingToForget(input);
  if (store.erase === undefined) throw cannotErase(store, record);
  if (!wasForgotten) {
    const text = JSON.stringify({ format: 1, job: job.name, file, forgotten: today }, null, 2);
    // Another call may have written it on another day.
    await store.putIfAbsent(record, objectOf(encoder.encode(`${text}\n`)));
  }
  const removed: string[] = [];
  for (const key of keys) if (await store.erase(key)) removed.push(key);
  return { removed, record };
}

/** The keys of a file in every layer, those of rows first. */
async function keysOf({ store, job, jobs, file }: ForgetInput): Promise<string[]> {
  const made = jobs.filter((each) => each.grain === 'file' && capturingJob(each) === job.name);
  const raw: string[] = [];
  for await (const key of store.list(rawFolder(job.name, file))) raw.push(key);
  const keys = [...made.map((each) => objectKey(each, file)), ...raw, captureKey(job.name, file)];
  const there: string[] = [];
  for (const key of keys) if (await isThere(store, key)) there.push(key);
  return there;
}

async function isThere(store: Store, key: string): Promise<boolean> {
  const folder = key.slice(0, key.lastIndexOf('/'));
  for await (const found of store.list(folder)) if (found === key) return true;
  return false;
}

function nothingToForget({ store, job, file }: ForgetInput): InputError {
  return new InputError({
    expected: `a file that ${job.name} captured into ${store.name}`,
    got: `${file}, of which there is nothing`,
    advice:
      'Name the file by the first twelve digits of its SHA-256, as the column "file" has them, or by all of them.',
  });
}

function cannotErase(store: Store, key: string): StoreError {
  return new StoreError(
    {
      failed: `Could not take the file out of ${store.name}`,
      got: 'this kind of store removes no objects',
      advice: 'Remove the objects of the file by hand.',
    },
    { key },
  );
}
