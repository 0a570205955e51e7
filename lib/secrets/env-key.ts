import type { KeyProvider } from './key-provider.ts';
import { parseKeyText } from './key-text.ts';

/** Environment variables, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * A key in an environment variable, as `keyText` writes it. An empty variable counts as not set.
 *
 * @example
 * await envKey('MY_KEY', {}).find() // => undefined
 */
export function envKey(name: string, environment: Environment): KeyProvider {
  const place = `env:${name}`;
  return {
    name: place,
    advice: `Set the environment variable ${name} to the text of a key file.`,
    async find() {
      const text = environment[name] ?? '';
      return text === '' ? undefined : parseKeyText(text, place);
    },
  };
}
