import type { ResponseOutputItem, ResponseOutputText } from 'openai/resources/responses/responses';
import { hashNumber, hashOf } from '../core/hash.ts';
import type { Generated } from '../generation/generate.ts';
import type { ResponseRequest } from '../validation/response-request.ts';
import type { LogprobOptions } from './logprobs.ts';
import type { SentResponse } from './response-object.ts';
import { logprobOptions, responseLogprobs } from './response-output.ts';

/** An event as it is sent; its other fields hang on its type. */
export interface SentEvent {
  readonly type: string;
  readonly sequence_number: number;
  readonly [field: string]: unknown;
}

export interface EventOptions {
  readonly request: ResponseRequest;
  readonly generated: Generated;
  /** The response without output and usage, `in_progress`. */
  readonly started: SentResponse;
  readonly finished: SentResponse;
}

/** The events of a streamed response, in the recorded order. There is no `[DONE]`: the last event ends it. */
export function* responseEvents(options: EventOptions): Generator<SentEvent> {
  let sequence = 0;
  for (const event of events(options)) yield { ...event, sequence_number: sequence++ };
}

type Unnumbered = { readonly type: string; readonly [field: string]: unknown };

function* events({ request, generated, started, finished }: EventOptions): Generator<Unnumbered> {
  yield {
    type: 'response.created',
    response: request.background ? { ...started, status: 'queued' } : started,
  };
  if (request.background)
    yield { type: 'response.queued', response: { ...started, status: 'queued' } };
  yield { type: 'response.in_progress', response: started };
  const asked = logprobOptions(generated, request);
  for (const [output_index, item] of finished.output.entries()) {
    yield { type: 'response.output_item.added', item: opened(item), output_index };
    yield* itemEvents(item, { output_index, generated, asked, pad: padding(finished.id, request) });
    yield { type: 'response.output_item.done', item, output_index };
  }
  const isDone = finished.status === 'completed';
  yield { type: isDone ? 'response.completed' : 'response.incomplete', response: finished };
}

interface ItemPlace {
  readonly output_index: number;
  readonly generated: Generated;
  readonly asked: LogprobOptions | null;
  readonly pad: (place: string) => { readonly obfuscation?: string };
}

function* itemEvents(item: ResponseOutputItem, place: ItemPlace): Generator<Unnumbered> {
  const { output_index, generated, asked, pad } = place;
  const [choice] = generated.choices;
  if (choice === undefined) return;
  if (item.type === 'message') {
    const [part] = item.content;
    if (part === undefined) return;
    const at = { item_id: item.id, output_index, content_index: 0 };
    const kind = part.type === 'output_text' ? 'output_text' : 'refusal';
    const empty =
      kind === 'output_text'
        ? { type: kind, annotations: [], logprobs: [], text: '' }
        : { type: kind, refusal: '' };
    yield { type: 'response.content_part.added', ...at, part: empty };
    let token = 0;
    for (const piece of choice.pieces) {
      const scored = choice.scored?.slice(token, token + piece.tokens.length) ?? null;
      token += piece.tokens.length;
      const logprobs =
        asked === null
          ? []
          : responseLogprobs({ pieces: [piece], scored }, asked).map(withoutBytes);
      yield {
        type: `response.${kind}.delta`,
        ...at,
        delta: piece.text,
        ...(kind === 'output_text' && { logprobs }),
        ...pad(`${output_index} ${token}`),
      };
    }
    yield part.type === 'output_text'
      ? {
          type: 'response.output_text.done',
          ...at,
          text: part.text,
          logprobs: (part.logprobs ?? []).map(withoutBytes),
        }
      : { type: 'response.refusal.done', ...at, refusal: part.refusal };
    yield { type: 'response.content_part.done', ...at, part };
  }
  if (item.type === 'function_call') {
    const at = { item_id: item.id ?? '', output_index };
    const call = choice.toolCalls.find(({ id }) => id === item.call_id);
    for (const [index, delta] of (call?.pieces ?? []).entries()) {
      yield {
        type: 'response.function_call_arguments.delta',
        ...at,
        delta,
        ...pad(`${output_index} ${index}`),
      };
    }
    yield {
      type: 'response.function_call_arguments.done',
      ...at,
      name: item.name,
      arguments: item.arguments,
    };
  }
}

// In events the tokens come without their bytes.
function withoutBytes({ token, logprob, top_logprobs }: ResponseOutputText.Logprob): {
  readonly token: string;
  readonly logprob: number;
  readonly top_logprobs: readonly { readonly token: string; readonly logprob: number }[];
} {
  const top = top_logprobs.map((other) => ({ token: other.token, logprob: other.logprob }));
  return { token, logprob, top_logprobs: top };
}

// An item as it is when it begins: still empty.
function opened(item: ResponseOutputItem): ResponseOutputItem {
  if (item.type === 'message') return { ...item, status: 'in_progress', content: [] };
  if (item.type === 'function_call') return { ...item, status: 'in_progress', arguments: '' };
  return item;
}

function padding(id: string, { includeObfuscation }: ResponseRequest): ItemPlace['pad'] {
  return (place) =>
    includeObfuscation
      ? { obfuscation: hashOf(id, place).slice(0, 1 + (hashNumber(id, place, 'length') % 16)) }
      : {};
}
