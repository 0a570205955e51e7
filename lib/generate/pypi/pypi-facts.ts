/** Raised whenever the same settings would give other downloads. */
const VERSION = 1;

/** Generator of downloads, and its version. */
export const pypiFacts = { generator: `generated-pypi-downloads/${VERSION}` } as const;
