import type { ChatCompletion } from 'openai/resources/chat/completions';
import type { JsonObject } from '../model/prompt.ts';
import type { ModelFacts } from '../models/model-facts.ts';
import type { SentEvent } from '../wire/response-events.ts';
import type { SentResponse } from '../wire/response-object.ts';

export interface StoredCompletion {
  readonly completion: ChatCompletion;
  readonly metadata: Readonly<Record<string, string>>;
  readonly messages: readonly JsonObject[];
}

export interface StoredResponse {
  /** As it is when it is finished. */
  readonly response: SentResponse;
  /** The items of its own input, with ids, oldest first. */
  readonly input: readonly JsonObject[];
  /** Everything that the model had read and written when it was finished: what a next response builds on. */
  readonly items: readonly JsonObject[];
  readonly events: readonly SentEvent[];
  /** When it was made, in milliseconds since 1970. */
  readonly madeAt: number;
  readonly cancelledAt: number | null;
}

export interface StoredFile {
  readonly id: string;
  readonly filename: string;
  readonly purpose: string;
  readonly bytes: Uint8Array;
  /** Seconds since 1970. */
  readonly createdAt: number;
}

/** One line of a batch's input, and its answer. */
export interface BatchLine {
  readonly id: string;
  readonly customId: string;
  readonly status: number;
  readonly requestId: string;
  readonly body: unknown;
}

export interface StoredBatch {
  readonly id: string;
  readonly endpoint: string;
  readonly inputFileId: string;
  readonly completionWindow: string;
  readonly metadata: Readonly<Record<string, string>> | null;
  /** Milliseconds since 1970, as all times of jobs. */
  readonly madeAt: number;
  readonly cancelledAt: number | null;
  readonly problems: readonly BatchProblem[];
  readonly lines: readonly BatchLine[];
}

export interface BatchProblem {
  readonly code: string;
  readonly message: string;
  readonly param: string | null;
  readonly line: number | null;
}

/** An input and the answer that a fine-tuned model has learnt for it. */
export interface TunedExample {
  readonly input: string;
  readonly output: string;
}

export interface StoredJob {
  readonly id: string;
  readonly model: ModelFacts;
  readonly suffix: string | null;
  readonly seed: number;
  readonly trainingFile: string;
  readonly validationFile: string | null;
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRateMultiplier: number;
  readonly metadata: Readonly<Record<string, string>> | null;
  readonly examples: readonly TunedExample[];
  readonly trainedTokens: number;
  /** Mean loss a token at each step, and the share of tokens that were the most probable one. */
  readonly curve: readonly { readonly loss: number; readonly accuracy: number }[];
  readonly problem: {
    readonly code: string;
    readonly message: string;
    readonly param: string;
  } | null;
  readonly madeAt: number;
  readonly cancelledAt: number | null;
  /** From when to when it was paused; the last may be open. */
  readonly pauses: readonly { readonly from: number; readonly to: number | null }[];
}

/** A model that a job has made. */
export interface TunedModel {
  readonly facts: ModelFacts;
  readonly examples: readonly TunedExample[];
}

/** Everything that outlives a request. */
export interface Store {
  readonly completions: Map<string, StoredCompletion>;
  readonly responses: Map<string, StoredResponse>;
  readonly files: Map<string, StoredFile>;
  readonly batches: Map<string, StoredBatch>;
  readonly jobs: Map<string, StoredJob>;
  readonly tuned: Map<string, TunedModel>;
}

export function createStore(): Store {
  return {
    completions: new Map(),
    responses: new Map(),
    files: new Map(),
    batches: new Map(),
    jobs: new Map(),
    tuned: new Map(),
  };
}

export function clearStore(store: Store): void {
  for (const map of Object.values(store)) map.clear();
}

const mostKept = 1_000;

/** Keeps a value, and of more than a thousand the newest. */
export function keep<T>(map: Map<string, T>, id: string, value: T): void {
  map.delete(id);
  map.set(id, value);
  const [oldest] = map.keys();
  if (map.size > mostKept && oldest !== undefined) map.delete(oldest);
}
