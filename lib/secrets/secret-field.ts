import { KeyError } from '../errors.ts';
import { isRecord } from '../model/is-record.ts';

/**
 * The text of a field of a secret that is a JSON object; `undefined` where the object does not have it.
 *
 * @param secret how a person names it, for errors
 * @throws KeyError when it is no object, or the field is no text. No message contains the secret.
 * @example
 * fieldOfSecret('{"key": "a"}', 'key', 'my-secret') // => 'a'
 */
export function fieldOfSecret(text: string, field: string, secret: string): string | undefined {
  const fields = parsedObject(text);
  if (fields === undefined) {
    throw new KeyError({
      expected: `the secret ${secret} to be a JSON object`,
      got: `${text.length} characters that are not`,
      advice: 'Leave the field out of the reference, or store the key as a field of an object.',
    });
  }
  const found = Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (found === undefined || typeof found === 'string') return found;
  throw new KeyError({
    expected: `the field ${field} of the secret ${secret} to be a text`,
    got: `a value of type ${typeof found}`,
    advice: 'Store the content of a key file in it.',
  });
}

/** Not with the error of the parser, which quotes the text. */
function parsedObject(text: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isRecord(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
