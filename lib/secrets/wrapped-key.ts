import { KeyError } from '../errors.ts';

/** A key of a lake as it lies in the lake: wrapped by a KMS key, which alone can open it. */
export interface WrappedKey {
  /** The KMS key, as the first run named it. For people: who opens the key names the KMS key. */
  readonly kmsKey: string;
  /** The encryption context, without which KMS does not open it. */
  readonly context: Readonly<Record<string, string>>;
  readonly wrapped: Uint8Array;
}

/** Raised when the object says something that earlier versions would misread. */
const FORMAT = 1;

/** In bytes. A wrapped key has about 700; what is longer is something else. */
export const LARGEST_WRAPPED_KEY = 16 * 1024;

/** The bytes of the object: JSON in UTF-8, always in the same order. */
export function wrappedKeyBytes({ kmsKey, context, wrapped }: WrappedKey): Uint8Array {
  const ordered = { format: FORMAT, kmsKey, context, wrapped: base64(wrapped) };
  return new TextEncoder().encode(`${JSON.stringify(ordered, null, 2)}\n`);
}

/**
 * The wrapped bytes in such an object.
 *
 * @param place how a person names the object
 * @throws KeyError when it is not a wrapped key, or one of a newer version.
 */
export function parseWrappedKey(bytes: Uint8Array, place: string): Uint8Array {
  const { format, wrapped } = fieldsOf(bytes);
  const decoded = typeof wrapped === 'string' ? Buffer.from(wrapped, 'base64') : undefined;
  if (format === FORMAT && decoded !== undefined && decoded.length > 0) {
    return Uint8Array.from(decoded);
  }
  const isNewer = typeof format === 'number' && format > FORMAT;
  throw new KeyError({
    expected: `a wrapped key in ${place}`,
    got: isNewer ? `one of format ${format}` : `${bytes.length} bytes that are something else`,
    advice: isNewer
      ? 'Update Hourlake.'
      : 'Restore the object from its older version: without it, protected values can never be revealed.',
  });
}

function fieldsOf(bytes: Uint8Array): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
