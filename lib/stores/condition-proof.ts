/** What came of one conditional put. */
export type PutOutcome =
  /** The server stored the object. */
  | 'created'
  /** The server refused it, because the key is taken (412). */
  | 'refused'
  /** An earlier try of the same request was carried out, and nobody knows how it ended. */
  | 'unknown';

/** The server ignores `If-None-Match`. */
export class ConditionIgnored extends Error {}

/** Puts of one object until there is a proof, or until it is left to the next object. */
const ATTEMPTS = 4;

/**
 * Makes sure that a server honours `If-None-Match: *` before the store relies on it.
 *
 * Some S3-compatible servers ignore the condition and overwrite. As long as no put has been refused,
 * an object that was stored is put again, with the same bytes under the same key: a server that
 * honours the condition refuses it, and one that ignores it overwrites bytes by themselves. Until
 * then puts wait for each other, so that at most one object can be overwritten. A run stores a small
 * declaration first, so this costs one small request in each process.
 */
export class ConditionProof {
  #isProven = false;
  #isIgnored = false;
  #attempt: Promise<unknown> | undefined;

  /**
   * Stores an object by a conditional put, which may be carried out twice.
   *
   * @returns whether the object was stored; when not, the key is taken, maybe by the object itself.
   * @throws ConditionIgnored when the server ignores the condition, from then on without a request;
   *   what `put` throws.
   */
  async put(put: () => Promise<PutOutcome>): Promise<boolean> {
    while (!this.#isProven) {
      if (this.#isIgnored) throw new ConditionIgnored();
      if (this.#attempt === undefined) return this.#prove(put);
      await this.#attempt;
    }
    return (await put()) === 'created';
  }

  /** @throws ConditionIgnored when the server is known to ignore the condition. */
  check(): void {
    if (this.#isIgnored) throw new ConditionIgnored();
  }

  async #prove(put: () => Promise<PutOutcome>): Promise<boolean> {
    const attempt = this.#putUntilRefused(put);
    // Others wait for its end, however it ends.
    this.#attempt = attempt.catch(() => {});
    try {
      return await attempt;
    } finally {
      this.#attempt = undefined;
    }
  }

  async #putUntilRefused(put: () => Promise<PutOutcome>): Promise<boolean> {
    let isStored = false;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const outcome = await put();
      if (outcome === 'refused') {
        this.#isProven = true;
        return isStored;
      }
      if (outcome === 'created') {
        if (isStored) {
          this.#isIgnored = true;
          throw new ConditionIgnored();
        }
        isStored = true;
      }
    }
    return isStored;
  }
}
