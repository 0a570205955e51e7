export { fiscalRegionOf, formatCpf, isValidCpf } from './cpf.ts';
export { areaCodeOf } from './phone.ts';
export { isCepOf } from './postal-code.ts';
export { type State, stateOf, states } from './states.ts';
