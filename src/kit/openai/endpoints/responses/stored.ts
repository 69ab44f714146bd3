import { jsonAnswer, streamAnswer } from '../../core/answer.ts';
import { ApiError, badRequest } from '../../core/api-error.ts';
import type { Backend, Call, Operation } from '../../core/call.ts';
import { pageOf } from '../../core/page.ts';
import type { StoredResponse } from '../../core/store.ts';
import { responseAt } from '../../jobs/background-response.ts';
import { countPrompt } from '../../tokens/prompt-tokens.ts';
import { readResponseRequest } from '../../validation/response-request.ts';
import { eventFrame } from '../../wire/sse.ts';
import { earlierItems, messagesFor } from './create.ts';
import { hasId } from './input-items.ts';

/** What is done with responses that were made before, and the counting of tokens. */
export const storedResponses: readonly Operation[] = [
  {
    name: 'responses.inputTokens.count',
    method: 'POST',
    path: '/responses/input_tokens',
    async handle({ body }, backend) {
      const request = readResponseRequest(body, backend.model);
      const messages = messagesFor(request, earlierItems(request, backend));
      const prompt = { ...request, messages };
      const input_tokens = countPrompt(prompt, request.model, await backend.tokenizer());
      return { answer: jsonAnswer({ object: 'response.input_tokens', input_tokens }) };
    },
  },
  {
    name: 'responses.retrieve',
    method: 'GET',
    path: '/responses/:id',
    handle(call, backend) {
      const stored = find(call, backend);
      if (call.query.get('stream') !== 'true') {
        return { answer: jsonAnswer(responseAt(stored, backend.clock.now())) };
      }
      const after = Number(call.query.get('starting_after') ?? -1);
      const events = stored.events.filter(({ sequence_number: place }) => place > after);
      return { answer: streamAnswer(events.map(eventFrame)) };
    },
  },
  {
    name: 'responses.delete',
    method: 'DELETE',
    path: '/responses/:id',
    handle(call, backend) {
      const { id } = find(call, backend).response;
      backend.store.responses.delete(id);
      return { answer: jsonAnswer({ id, object: 'response', deleted: true }) };
    },
  },
  {
    name: 'responses.cancel',
    method: 'POST',
    path: '/responses/:id/cancel',
    handle(call, backend) {
      const stored = find(call, backend);
      const now = backend.clock.now();
      const { background, id, status } = responseAt(stored, now);
      if (!background) {
        throw badRequest('Cannot cancel a synchronous response.', null, null);
      }
      const isOpen = status === 'queued' || status === 'in_progress';
      const changed = isOpen ? { ...stored, cancelledAt: now } : stored;
      backend.store.responses.set(id, changed);
      return { answer: jsonAnswer(responseAt(changed, now)) };
    },
  },
  {
    name: 'responses.inputItems.list',
    method: 'GET',
    path: '/responses/:id/input_items',
    handle(call, backend) {
      const items = find(call, backend).input.filter(hasId);
      return { answer: jsonAnswer(pageOf(items, call.query)) };
    },
  },
];

function find({ params }: Call, { store }: Backend): StoredResponse {
  const stored = store.responses.get(params.id ?? '');
  if (stored !== undefined) return stored;
  throw new ApiError({ status: 404, message: `Response with id '${params.id}' not found.` });
}
