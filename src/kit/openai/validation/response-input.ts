import { badRequest } from '../core/api-error.ts';
import type { JsonObject, PromptMessage, PromptToolCall } from '../model/prompt.ts';
import { arrayAt, isAbsent, missing, objectAt, oneOf, stringAt, wrongType } from './check.ts';

const roles = ['assistant', 'system', 'developer', 'user'] as const;

/** Reads `input`: a text, or items. @throws ApiError as the API refuses it */
export function readInputItems(value: unknown): readonly JsonObject[] {
  if (isAbsent(value)) throw missing('input');
  if (typeof value === 'string') return [{ role: 'user', content: value }];
  return arrayAt(value, 'input').map((item, index) => readItem(item, `input[${index}]`));
}

function readItem(value: unknown, at: string): JsonObject {
  const item = objectAt(value, at);
  const type = isAbsent(item.type) ? 'message' : stringAt(item.type, `${at}.type`);
  switch (type) {
    case 'message':
      oneOf(item.role, `${at}.role`, roles);
      readContent(item.content, `${at}.content`);
      break;
    case 'function_call':
      for (const key of ['call_id', 'name', 'arguments']) stringAt(item[key], `${at}.${key}`);
      break;
    case 'function_call_output':
      stringAt(item.call_id, `${at}.call_id`);
      readContent(item.output, `${at}.output`);
      break;
    case 'item_reference':
      stringAt(item.id, `${at}.id`);
      break;
    case 'reasoning':
      break;
    default:
      throw badRequest(
        `Invalid value: '${type}'. The offline API reads items of type 'message', 'function_call', 'function_call_output', 'item_reference', and 'reasoning'.`,
        at,
        'invalid_value',
      );
  }
  return JSON.parse(JSON.stringify(item));
}

/** The text of a content: a string, or the texts of its parts. */
export function readContent(value: unknown, at: string): string {
  if (isAbsent(value)) throw missing(at);
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) throw wrongType(at, 'a string or array of objects', value);
  const parts: readonly unknown[] = value;
  const texts = parts.map((entry, index) => {
    const part = objectAt(entry, `${at}[${index}]`);
    const type = stringAt(part.type, `${at}[${index}].type`);
    if (type === 'input_text' || type === 'output_text')
      return stringAt(part.text, `${at}[${index}].text`);
    if (type === 'refusal') return stringAt(part.refusal, `${at}[${index}].refusal`);
    if (type === 'input_image' || type === 'input_file') return '';
    throw badRequest(
      `Invalid value: '${type}'. Supported values are: 'input_text', 'input_image', 'output_text', 'refusal', and 'input_file'.`,
      `${at}[${index}].type`,
      'invalid_value',
    );
  });
  return texts.filter((text) => text !== '').join('\n');
}

/**
 * The messages that items stand for: calls that stand side by side are one assistant's message.
 *
 * @throws ApiError when a call has no output, or an output no call
 */
export function messagesOf(items: readonly JsonObject[]): readonly PromptMessage[] {
  const messages: PromptMessage[] = [];
  const open = new Set<string>();
  for (const item of items) {
    if (item.type === 'reasoning' || item.type === 'item_reference') continue;
    if (item.type === 'function_call') {
      const call = callOf(item);
      open.add(call.id);
      const last = messages.at(-1);
      if (last?.role === 'assistant' && last.toolCalls.length > 0) {
        messages[messages.length - 1] = { ...last, toolCalls: [...last.toolCalls, call] };
      } else {
        messages.push(message({ role: 'assistant', toolCalls: [call] }));
      }
    } else if (item.type === 'function_call_output') {
      const id = String(item.call_id);
      if (!open.delete(id)) {
        throw badRequest(
          `No tool call found for function call output with call_id ${id}.`,
          'input',
          null,
        );
      }
      messages.push(
        message({ role: 'tool', text: readContent(item.output, 'input'), toolCallId: id }),
      );
    } else {
      const role = oneOf(item.role, 'input', roles);
      messages.push(message({ role, text: readContent(item.content, 'input') }));
    }
  }
  const [unanswered] = open;
  if (unanswered === undefined) return messages;
  throw badRequest(`No tool output found for function call ${unanswered}.`, 'input', null);
}

function callOf(item: JsonObject): PromptToolCall {
  return { id: String(item.call_id), name: String(item.name), arguments: String(item.arguments) };
}

function message(parts: Partial<PromptMessage> & Pick<PromptMessage, 'role'>): PromptMessage {
  return { text: '', name: null, toolCalls: [], toolCallId: null, ...parts };
}
