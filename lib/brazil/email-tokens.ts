/** Number of different tokens of an e-mail address: six characters, each one of 36. */
export const EMAIL_TOKENS = 36 ** 6;
