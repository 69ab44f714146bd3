/** From not at all to very long. */
export const efforts = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh'] as const;
/** How long a reasoning model may think. */
export type Effort = (typeof efforts)[number];

const blocks: Readonly<Record<Effort, number>> = {
  none: 0,
  minimal: 0,
  low: 1,
  medium: 3,
  high: 7,
  xhigh: 12,
};
const block = 64;

/**
 * Tokens that a reasoning model spends before it answers: a multiple of 64, as in every recorded
 * answer, and more for a longer prompt. How many a real model spends cannot be foreseen.
 */
export function reasoningTokens(effort: Effort, promptTokens: number): number {
  if (blocks[effort] === 0) return 0;
  return block * (blocks[effort] + Math.floor(promptTokens / 500));
}
