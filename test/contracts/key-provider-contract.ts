import { describe, expect, it } from 'vitest';
import { KeyError } from '../../lib/errors.ts';
import type { KeyProvider } from '../../lib/secrets/key-provider.ts';
import { keyText } from '../../lib/secrets/key-text.ts';

/** A place of a test that keys are kept in. */
export interface APlace {
  /** Opens the place as a new process does. */
  open(): KeyProvider;
  /** Puts a text where the key is kept. */
  put(text: string): Promise<void>;
}

const KEY = Uint8Array.from({ length: 64 }, (_, index) => 255 - index);

/** Texts that are not a key, and what the error says of each. */
const UNUSABLE = [
  ['32 bytes', keyText(KEY.subarray(0, 32)), '32 bytes'],
  ['65 bytes', keyText(Uint8Array.of(1, ...KEY)), '65 bytes'],
  ['words', 'correct horse battery staple', '28 characters that are not base64'],
  ['a key that was cut', keyText(KEY).slice(0, -1), '87 characters that are not base64'],
  ['two keys', `${keyText(KEY)}\n${keyText(KEY)}\n`, '178 characters that are not base64'],
] as const;

/** What every place of keys keeps to. */
export function keyProviderContract(name: string, aPlace: () => Promise<APlace>): void {
  describe(`${name}, as a place of keys,`, () => {
    it('has no key before one is put there', async () => {
      const place = await aPlace();

      expect(await place.open().find()).toBeUndefined();
    });

    it('gives the key, with or without a line feed at its end', async () => {
      const place = await aPlace();

      for (const text of [keyText(KEY), `${keyText(KEY)}\n`, `${keyText(KEY)}\r\n`]) {
        await place.put(text);
        expect(await place.open().find()).toEqual(KEY);
      }
    });

    it.each(UNUSABLE)('refuses %s without repeating any of it', async (_, text, got) => {
      const place = await aPlace();
      await place.put(text);

      const error = await place
        .open()
        .find()
        .catch((thrown: unknown) => thrown);

      expect(error).toBeInstanceOf(KeyError);
      const { message } = error as KeyError;
      expect(message).toContain(`got ${got}.`);
      expect(message).toContain(place.open().name);
      for (const piece of text.trim().split(/\s+/))
        expect(message).not.toContain(piece.slice(0, 8));
    });

    it('makes a key once, if it makes keys at all', async () => {
      const place = await aPlace();
      const { make } = place.open();
      if (make === undefined) return;

      const made = await Promise.all([make(), make(), make()]);

      const keys = new Set(made.map((key) => keyText(key)));
      expect(keys.size).toBe(1);
      expect(await place.open().find()).toEqual(made[0]);
      expect(await place.open().make?.()).toEqual(made[0]);
    });

    it('says in words what to do without a key', async () => {
      const { advice } = (await aPlace()).open();

      expect(advice).toMatch(/^[A-Z].*\.$/);
    });
  });
}
