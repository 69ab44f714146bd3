import { type Draft, draft } from './draft.ts';
import type { Json, Prompt } from './prompt.ts';

export interface ScriptedToolCall {
  readonly name: string;
  /** An object is written as JSON; a string is sent as it is, so that it may be broken. */
  readonly arguments: string | Readonly<Record<string, Json>>;
  readonly id?: string;
}

/** An answer that a spec or a walk-through lays down: text, or its parts. */
export type ScriptedReply =
  | string
  | {
      readonly content?: string;
      readonly refusal?: string;
      readonly toolCalls?: readonly ScriptedToolCall[];
      readonly finishReason?: 'stop' | 'length' | 'tool_calls' | 'content_filter';
    };

/** Decides by the prompt; undefined leaves the prompt to the next script, and at last to the model. */
export type Script = (prompt: Prompt) => ScriptedReply | undefined;

/** The draft that a scripted reply stands for. */
export function scriptedDraft(reply: ScriptedReply): Draft {
  if (typeof reply === 'string') return draft('scripted', { content: reply });
  const calls = reply.toolCalls ?? [];
  return draft('scripted', {
    content: reply.content ?? null,
    refusal: reply.refusal ?? null,
    finishReason: reply.finishReason ?? null,
    toolCalls: calls.map((call) => ({
      ...call,
      arguments:
        typeof call.arguments === 'string'
          ? call.arguments
          : writeArguments(call.arguments, calls.length > 1),
    })),
  });
}

/** Arguments as the API writes them: without spaces for one call, with spaces for parallel calls. */
export function writeArguments(value: Readonly<Record<string, Json>>, spaced: boolean): string {
  return spaced ? spacedJson(value) : JSON.stringify(value);
}

function spacedJson(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${value.map(spacedJson).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, field]) => field !== undefined);
    return `{${entries.map(([key, field]) => `${JSON.stringify(key)}: ${spacedJson(field)}`).join(', ')}}`;
  }
  return JSON.stringify(value ?? null);
}
