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

/**
 * The planned calls that are still to be made: not those that succeeded, not those that failed too
 * often, and of a tool no more than were planned, since results may change what a call would say.
 */
export function stillOpen(
  planned: readonly PlannedCall[],
  done: readonly Done[],
): readonly PlannedCall[] {
  const left = new Map<string, number>();
  for (const { tool } of planned) left.set(tool.name, (left.get(tool.name) ?? 0) + 1);
  for (const { name, failed } of done) if (!failed) left.set(name, (left.get(name) ?? 0) - 1);
  return planned.filter(({ tool, arguments: values }) => {
    const same = done.filter(({ name }) => name === tool.name);
    const wanted = canonical(JSON.stringify(values));
    if (same.filter(({ failed }) => failed).length >= mostTries) return false;
    if (same.some((call) => !call.failed && canonical(call.arguments) === wanted)) return false;
    const room = left.get(tool.name) ?? 0;
    left.set(tool.name, room - 1);
    return room > 0;
  });
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
