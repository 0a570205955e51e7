/**
 * Offset of Brazil's official time (Brasília) from UTC, in hours. Brazil has had no daylight saving
 * time since 2019; earlier years are treated the same.
 */
export const BRASILIA_OFFSET = -3;
