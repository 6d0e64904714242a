/** What so great a share of sorted figures does not exceed: 0.5 is the middle one, 0.95 leaves one in twenty above it. */
export const at = (sorted: readonly number[], share: number): number => sorted[Math.floor((sorted.length - 1) * share)]!
