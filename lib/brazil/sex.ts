/** Sex as registered at birth: {@link WOMAN} or {@link MAN}. A number, to be an index. */
export type Sex = 0 | 1;

/** Registered as female. */
export const WOMAN = 0;

/** Registered as male. */
export const MAN = 1;
