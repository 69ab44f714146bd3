import { type Draft, draft } from '../model/draft.ts';
import type { Fault } from './fault.ts';

/** The model declines: `refusal` is set and the content is null. */
export function refusal(text = "I'm sorry, I can't help with that."): Fault {
  return { name: 'refusal', draftInstead: draft('scripted', { refusal: text }) };
}

/** The content filter ends the answer halfway. */
export function contentFilter(): Fault {
  return {
    name: 'contentFilter',
    draft: (draft) => ({
      ...draft,
      content: firstHalf(draft.content ?? ''),
      toolCalls: [],
      scored: null,
      finishReason: 'content_filter',
    }),
  };
}

/** The token limit falls in the middle of the arguments (or of the text): `finish_reason: 'length'`. */
export function truncated(): Fault {
  return {
    name: 'truncated',
    draft: (draft) => ({
      ...withArguments(draft, firstHalf),
      content: draft.content === null ? null : firstHalf(draft.content),
      scored: null,
      finishReason: 'length',
    }),
  };
}

/** The model writes arguments that are not JSON, and ends as if all were well. */
export function invalidArguments(text = "{'sku': 'A1',}"): Fault {
  return { name: 'invalidArguments', draft: (draft) => withArguments(draft, () => text) };
}

/** An answer whose `choices` are empty. */
export function emptyChoices(): Fault {
  return { name: 'emptyChoices', draftInstead: null };
}

function withArguments(draft: Draft, change: (text: string) => string): Draft {
  return {
    ...draft,
    toolCalls: draft.toolCalls.map((call) => ({ ...call, arguments: change(call.arguments) })),
  };
}

function firstHalf(text: string): string {
  const characters = [...text];
  return characters.slice(0, Math.ceil(characters.length / 2)).join('');
}
