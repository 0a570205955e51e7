import { InvalidArgumentError, Option } from 'commander';
import { type Origins, parseOrigins } from '../../lib/capture/rest/http/origins.ts';
import { InputError } from '../../lib/errors.ts';
import { environment } from './environment.ts';

/** `--origin`, which may be repeated. */
export function originOption(): Option {
  return new Option(
    '--origin <from=to>',
    'ask a stand-in, or a proxy, in place of an API; may be repeated',
  )
    .env(environment.origins)
    .argParser(
      (text, before: Origins | undefined) => new Map([...(before ?? []), ...originsIn(text)]),
    );
}

/** @param text replacements with blanks between them, as the environment has them */
function originsIn(text: string): Origins {
  const words = text.split(/\s+/).filter((word) => word !== '');
  try {
    return parseOrigins(words);
  } catch (error) {
    if (error instanceof InputError) throw new InvalidArgumentError(error.message);
    throw error;
  }
}
