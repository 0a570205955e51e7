import type { ReadingRules } from './reading.ts';

/** Base64 with its padding: RFC 4648, section 4. */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const HEX = /^(?:[0-9a-f]{2})*$/i;

const spellings: Readonly<
  Record<string, { readonly form: RegExp; readonly name: BufferEncoding }>
> = {
  base64: { form: BASE64, name: 'base64' },
  hex: { form: HEX, name: 'hex' },
};

/** Reads bytes that are written as text in Base64, or in the spelling `hex`. */
export const readBytes: ReadingRules = {
  usual: ['base64'],
  examples: Object.keys(spellings),
  problem: ({ length, 0: only = '' }) =>
    length === 1 && Object.hasOwn(spellings, only)
      ? undefined
      : `a list with one of ${Object.keys(spellings).join(', ')}`,
  reader: (_, { reads: [only = ''] }) => {
    const { form, name } = spellings[only] ?? { form: BASE64, name: 'base64' };
    return (value) =>
      typeof value === 'string' && form.test(value)
        ? Uint8Array.from(Buffer.from(value, name))
        : undefined;
  },
};
