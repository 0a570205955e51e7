/** The part of snappyjs that the tests use; the package ships no types. */
declare module 'snappyjs' {
  export function uncompress(compressed: Uint8Array): Uint8Array;
}
