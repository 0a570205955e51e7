/**
 * Hours by which Brazil's official time, that of Brasília, is ahead of UTC. There has been no summer
 * time since 2019, and none is assumed before.
 */
export const BRASILIA_OFFSET = -3;
