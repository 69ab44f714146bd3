import { isJsonObject, type PromptMessage } from '../prompt.ts';
import type { PlannedCall } from './calls-for-wish.ts';
import { isFailure } from './tool-results.ts';

const mostTries = 2;

/** A call that was made, and whether its result was an error. */
export interface Done {
  readonly name: string;
  readonly arguments: string;
  readonly failed: boolean;
}

/** The calls in some messages, oldest first. */
export function callsSince(messages: readonly PromptMessage[]): readonly Done[] {
  const results = new Map(
    messages
      .filter(({ role }) => role === 'tool')
      .map(({ toolCallId, text }) => [toolCallId, text]),
  );
  return messages.flatMap(({ toolCalls }) =>
    toolCalls.map((call) => ({
      name: call.name,
      arguments: call.arguments,
      failed: isFailure(results.get(call.id) ?? ''),
    })),
  );
}

/** Whether a call need not be made: it succeeded, or it failed too often. */
export function isDone({ tool, arguments: values }: PlannedCall, done: readonly Done[]): boolean {
  const same = done.filter(({ name }) => name === tool.name);
  const wanted = canonical(JSON.stringify(values));
  const succeeded = same.some(
    (call) => !call.failed && (canonical(call.arguments) === wanted || same.length >= 8),
  );
  return succeeded || same.filter(({ failed }) => failed).length >= mostTries;
}

/** Arguments in an order that does not hang on who wrote them. */
export function canonical(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value)
      ? JSON.stringify(Object.entries(value).toSorted(([a], [b]) => a.localeCompare(b)))
      : text;
  } catch {
    return text;
  }
}
