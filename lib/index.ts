/** Documents, phone numbers, postal codes and states of Brazil. */
export * from './brazil/index.ts';
export { HourlakeError, InputError } from './errors.ts';
export {
  type GenerateAccountsOptions,
  generateAccounts,
} from './generate/accounts/generate-accounts.ts';
export { type Account, accounts } from './tables/accounts.ts';
