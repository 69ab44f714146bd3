import { jsonAnswer, streamAnswer } from '../../core/answer.ts';
import { badRequest } from '../../core/api-error.ts';
import { type Backend, type Call, type Operation, seconds } from '../../core/call.ts';
import { keep } from '../../core/store.ts';
import { type Generated, generate } from '../../generation/generate.ts';
import { responseAt } from '../../jobs/background-response.ts';
import type { JsonObject, PromptMessage } from '../../model/prompt.ts';
import { messagesOf } from '../../validation/response-input.ts';
import {
  checkFormat,
  type ResponseRequest,
  readResponseRequest,
} from '../../validation/response-request.ts';
import { responseEvents } from '../../wire/response-events.ts';
import { responseIds } from '../../wire/response-ids.ts';
import { endOf, responseObject, type SentResponse } from '../../wire/response-object.ts';
import { outputItems } from '../../wire/response-output.ts';
import { eventFrame } from '../../wire/sse.ts';
import { responseUsage } from '../../wire/usage.ts';
import { withIds } from './input-items.ts';

/** `POST /responses` */
export const createResponse: Operation = {
  name: 'responses.create',
  method: 'POST',
  path: '/responses',
  async handle(call, backend) {
    const request = readResponseRequest(call.body, backend.model);
    const earlier = earlierItems(request, backend);
    const messages = messagesFor(request, earlier);
    const generated = await generateFor(request, messages, call, backend);
    const { started, finished } = responsesOf(request, generated, backend);
    const events = [...responseEvents({ request, generated, started, finished })];
    const stored = {
      response: finished,
      input: withIds(request.items, finished.id),
      items: [...earlier, ...request.items, ...finished.output.map(asItem)],
      events,
      madeAt: backend.clock.now(),
      cancelledAt: null,
    };
    if (request.store || request.background) keep(backend.store.responses, finished.id, stored);
    const { input_tokens: prompt = 0, output_tokens: completion = 0 } = finished.usage ?? {};
    return {
      answer: request.stream
        ? streamAnswer(events.map(eventFrame))
        : jsonAnswer(responseAt(stored, backend.clock.now())),
      layer: generated.layer,
      usage: { prompt, completion },
    };
  },
};

/** The items of the responses that this one builds on. @throws ApiError when there is no such response */
export function earlierItems(
  { previousResponseId }: Pick<ResponseRequest, 'previousResponseId'>,
  { store }: Backend,
): readonly JsonObject[] {
  if (previousResponseId === null) return [];
  const previous = store.responses.get(previousResponseId);
  if (previous !== undefined) return previous.items;
  throw badRequest(
    `Previous response with id '${previousResponseId}' not found.`,
    'previous_response_id',
    'previous_response_not_found',
  );
}

/** What the model reads: the instructions, the earlier items, the new ones. */
export function messagesFor(
  request: ResponseRequest,
  earlier: readonly JsonObject[],
): readonly PromptMessage[] {
  const messages = messagesOf([...earlier, ...request.items]);
  checkFormat(request.format, messages);
  if (request.instructions === null || request.instructions === '') return messages;
  const system = {
    role: 'system',
    text: request.instructions,
    name: null,
    toolCalls: [],
    toolCallId: null,
  } as const;
  return [system, ...messages];
}

function generateFor(
  request: ResponseRequest,
  messages: readonly PromptMessage[],
  call: Call,
  backend: Backend,
): Promise<Generated> {
  return generate({
    call,
    backend,
    model: request.model,
    prompt: { ...request, model: request.model.id, messages },
    n: 1,
    effort: request.effort,
    promptParam: 'input',
  });
}

function responsesOf(
  request: ResponseRequest,
  generated: Generated,
  backend: Backend,
): { readonly started: SentResponse; readonly finished: SentResponse } {
  const ids = responseIds(generated.origin);
  const createdAt = seconds(backend.clock);
  const started = responseObject(request, {
    id: ids.response,
    createdAt,
    completedAt: null,
    status: 'in_progress',
    output: [],
    usage: null,
    incompleteReason: null,
  });
  const end = endOf(generated.choices[0]);
  const finished = responseObject(request, {
    ...end,
    id: ids.response,
    createdAt,
    completedAt: end.status === 'completed' ? createdAt : null,
    output: outputItems(generated, request, ids),
    usage: responseUsage(generated),
  });
  return { started, finished };
}

function asItem(item: SentResponse['output'][number]): JsonObject {
  return JSON.parse(JSON.stringify(item));
}
