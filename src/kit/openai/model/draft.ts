/** The part of the simulator that an answer comes from, as the header `x-sim-layer` names it. */
export type Layer =
  | 'scripted'
  | 'extractor'
  | 'classifier'
  | 'grounded-qa'
  | 'tool-planner'
  | 'instructions'
  | 'judge'
  | 'n-gram';

export interface DraftToolCall {
  readonly name: string;
  /** JSON; text that is not JSON is sent as it is. */
  readonly arguments: string;
  /** Without one, the protocol makes one. */
  readonly id?: string;
}

export interface TokenChance {
  readonly id: number;
  readonly logprob: number;
}

/** One token of an answer, with how probable it was and what else was. */
export interface ScoredToken extends TokenChance {
  /** The most probable tokens, best first. */
  readonly top: readonly TokenChance[];
}

/** What the model answers, before the protocol applies `stop`, the token limit and ids. */
export interface Draft {
  readonly content: string | null;
  readonly refusal: string | null;
  readonly toolCalls: readonly DraftToolCall[];
  /** Forces how the answer ends; null lets the protocol decide. */
  readonly finishReason: 'stop' | 'length' | 'tool_calls' | 'content_filter' | null;
  readonly layer: Layer;
  /** The tokens of the content where the model sampled them one by one. */
  readonly scored: readonly ScoredToken[] | null;
}

/** A draft with nothing in it but what is given. */
export function draft(layer: Layer, parts: Partial<Omit<Draft, 'layer'>>): Draft {
  return {
    content: null,
    refusal: null,
    toolCalls: [],
    finishReason: null,
    scored: null,
    ...parts,
    layer,
  };
}
