export { fiscalRegionOf, formatCpf, isValidCpf } from './brazil/cpf.ts';
export { areaCodeOf } from './brazil/phone.ts';
export { isCepOf } from './brazil/postal-code.ts';
export { type State, stateOf, states } from './brazil/states.ts';
export { HourlakeError, InputError } from './errors.ts';
export {
  type GenerateAccountsOptions,
  generateAccounts,
} from './generate/accounts/generate-accounts.ts';
export { type Account, accounts } from './tables/accounts.ts';
