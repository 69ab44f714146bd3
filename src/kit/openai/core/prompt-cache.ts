const shortest = 1024;
const step = 128;
const remembered = 32;

/** Remembers the beginnings of long prompts, as the API's prompt cache does. */
export interface PromptCache {
  /**
   * How many tokens at the start of this prompt were seen before: none below 1,024, then in steps
   * of 128. The prompt itself is remembered.
   */
  cachedTokens(model: string, tokens: readonly number[]): number;
  reset(): void;
}

export function createPromptCache(): PromptCache {
  let seen: { readonly model: string; readonly tokens: readonly number[] }[] = [];
  return {
    cachedTokens(model, tokens) {
      if (tokens.length < shortest) return 0;
      const shared = seen
        .filter((entry) => entry.model === model)
        .map((entry) => sharedLength(entry.tokens, tokens));
      seen = [...seen.slice(1 - remembered), { model, tokens }];
      const longest = Math.floor(Math.max(0, ...shared) / step) * step;
      return longest < shortest ? 0 : longest;
    },
    reset() {
      seen = [];
    },
  };
}

function sharedLength(a: readonly number[], b: readonly number[]): number {
  const end = Math.min(a.length, b.length);
  for (let place = 0; place < end; place += 1) if (a[place] !== b[place]) return place;
  return end;
}
