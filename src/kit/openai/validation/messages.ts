import { badRequest } from '../core/api-error.ts';
import type { PromptMessage, PromptToolCall } from '../model/prompt.ts';
import { arrayAt, isAbsent, objectAt, oneOf, stringAt, wrongType } from './check.ts';

const roles = ['system', 'assistant', 'user', 'function', 'tool', 'developer'] as const;

/** Reads the messages of a chat completion. @throws ApiError as the API refuses them */
export function readMessages(value: unknown): readonly PromptMessage[] {
  const list = arrayAt(value, 'messages');
  if (list.length === 0) {
    throw badRequest(
      "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.",
      'messages',
      'empty_array',
    );
  }
  const messages = list.map((entry, index) => readMessage(entry, `messages[${index}]`));
  checkToolOrder(messages);
  return messages;
}

function readMessage(value: unknown, at: string): PromptMessage {
  const entry = objectAt(value, at);
  const role = oneOf(entry.role, `${at}.role`, roles);
  const toolCalls = role === 'assistant' ? readToolCalls(entry.tool_calls, at) : [];
  const mayBeEmpty = role === 'assistant' && (toolCalls.length > 0 || !isAbsent(entry.refusal));
  if (isAbsent(entry.content) && !mayBeEmpty) {
    throw badRequest(
      `Invalid value for 'content': expected a string, got null.`,
      `${at}.content`,
      null,
    );
  }
  if (role === 'tool' && isAbsent(entry.tool_call_id)) {
    throw badRequest(
      `Missing parameter 'tool_call_id': messages with role 'tool' must have a 'tool_call_id'.`,
      `${at}.tool_call_id`,
      null,
    );
  }
  return {
    role: role === 'function' ? 'tool' : role,
    text: isAbsent(entry.content)
      ? typeof entry.refusal === 'string'
        ? entry.refusal
        : ''
      : readContent(entry.content, `${at}.content`),
    name: isAbsent(entry.name) ? null : stringAt(entry.name, `${at}.name`),
    toolCalls,
    toolCallId: role === 'tool' ? stringAt(entry.tool_call_id, `${at}.tool_call_id`) : null,
  };
}

const partTypes = ['text', 'image_url', 'input_audio', 'refusal', 'audio', 'file'] as const;

function readContent(value: unknown, at: string): string {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) throw wrongType(at, 'a string or array of objects', value);
  const texts = value.map((entry: unknown, index) => {
    const part = objectAt(entry, `${at}[${index}]`);
    const type = oneOf(part.type, `${at}[${index}].type`, partTypes);
    if (type === 'text') return stringAt(part.text, `${at}[${index}].text`);
    if (type === 'refusal') return stringAt(part.refusal, `${at}[${index}].refusal`);
    return '';
  });
  return texts.filter((text) => text !== '').join('\n');
}

function readToolCalls(value: unknown, at: string): readonly PromptToolCall[] {
  if (isAbsent(value)) return [];
  return arrayAt(value, `${at}.tool_calls`).map((entry, index) => {
    const place = `${at}.tool_calls[${index}]`;
    const call = objectAt(entry, place);
    const called = objectAt(call.function, `${place}.function`);
    return {
      id: stringAt(call.id, `${place}.id`),
      name: stringAt(called.name, `${place}.function.name`),
      arguments: stringAt(called.arguments, `${place}.function.arguments`),
    };
  });
}

/** Every tool call is answered right after it is made, and every tool message answers one. */
export function checkToolOrder(messages: readonly PromptMessage[]): void {
  let open = new Set<string>();
  const refuseOpen = (index: number): void => {
    if (open.size === 0) return;
    throw badRequest(
      `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${[...open].join(', ')}`,
      `messages.[${index}].role`,
      null,
    );
  };
  let answered = new Set<string>();
  for (const [index, message] of messages.entries()) {
    if (message.role === 'tool') {
      const id = message.toolCallId ?? '';
      if (!open.delete(id) && !answered.has(id)) {
        throw badRequest(
          "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
          `messages.[${index}].role`,
          null,
        );
      }
      answered.add(id);
      continue;
    }
    refuseOpen(index);
    open = new Set(message.toolCalls.map(({ id }) => id));
    answered = new Set();
  }
  refuseOpen(messages.length);
}
