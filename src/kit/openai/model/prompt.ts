/** A value that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

export interface PromptToolCall {
  readonly id: string;
  readonly name: string;
  /** JSON, as the model wrote it. */
  readonly arguments: string;
}

export interface PromptMessage {
  readonly role: 'system' | 'developer' | 'user' | 'assistant' | 'tool';
  /** The text parts in one string; images and files are left out. */
  readonly text: string;
  readonly name: string | null;
  readonly toolCalls: readonly PromptToolCall[];
  /** The call that a tool message answers. */
  readonly toolCallId: string | null;
}

export interface PromptTool {
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonObject | null;
  readonly strict: boolean;
}

export type ToolChoice = 'none' | 'auto' | 'required' | { readonly name: string };

export type AnswerFormat =
  | { readonly type: 'text' }
  | { readonly type: 'json_object' }
  | {
      readonly type: 'json_schema';
      readonly name: string;
      readonly description: string;
      readonly schema: JsonObject;
      readonly strict: boolean;
    };

export interface Sampling {
  readonly temperature: number;
  readonly topP: number;
  readonly seed: number | null;
  readonly frequencyPenalty: number;
  readonly presencePenalty: number;
  /** Token number to bias, from −100 to 100. */
  readonly logitBias: Readonly<Record<string, number>>;
  /** Strings that end the answer; they are not part of it. */
  readonly stop: readonly string[];
  /** Tokens of the answer at most; null for the model's own limit. */
  readonly maxTokens: number | null;
}

/**
 * All that the model sees, in one form for chat completions and responses. The model is a function
 * of this and of {@link Prompt.variation}.
 */
export interface Prompt {
  readonly model: string;
  readonly messages: readonly PromptMessage[];
  readonly tools: readonly PromptTool[];
  readonly toolChoice: ToolChoice;
  readonly parallelToolCalls: boolean;
  readonly format: AnswerFormat;
  readonly sampling: Sampling;
  /** Which of the `n` choices this is. */
  readonly choice: number;
  /** Differs from call to call when the answer is sampled without a seed; 0 otherwise. */
  readonly variation: number;
}

/** True for a JSON object: a value of parsed JSON that is neither an array nor null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for an array of JSON objects. */
export function isJsonObjects(value: unknown): value is readonly JsonObject[] {
  return Array.isArray(value) && value.every(isJsonObject);
}
