import type { ChatCompletion } from 'openai/resources/chat/completions';
import { jsonAnswer, streamAnswer } from '../core/answer.ts';
import { type Backend, type Call, type Operation, seconds } from '../core/call.ts';
import { idOf } from '../core/hash.ts';
import { keep } from '../core/store.ts';
import { type Generated, generate } from '../generation/generate.ts';
import { isJsonObjects } from '../model/prompt.ts';
import { type ChatRequest, readChatRequest } from '../validation/chat-request.ts';
import { isObject } from '../validation/check.ts';
import { chatChunks } from '../wire/chat-chunks.ts';
import { type ChatResult, chatCompletion } from '../wire/chat-completion.ts';
import { dataFrame, doneFrame } from '../wire/sse.ts';
import { completionUsage } from '../wire/usage.ts';

/** `POST /chat/completions` */
export const createChat: Operation = {
  name: 'chat.completions.create',
  method: 'POST',
  path: '/chat/completions',
  async handle(call, backend) {
    const request = readChatRequest(call.body, backend.model);
    const generated = await generate({
      call,
      backend,
      model: request.model,
      prompt: { ...request, model: request.model.id },
      n: request.n,
      effort: request.effort,
      promptParam: 'messages',
    });
    const result = resultOf(request, generated, backend);
    const completion = chatCompletion(result);
    if (request.store) store(completion, request, call, backend);
    return {
      answer: request.stream ? streamAnswer(frames(result, request)) : jsonAnswer(completion),
      layer: generated.layer,
      usage: { prompt: result.usage.prompt_tokens, completion: result.usage.completion_tokens },
    };
  },
};

function resultOf(request: ChatRequest, generated: Generated, backend: Backend): ChatResult {
  const { tokenizer } = generated;
  return {
    id: idOf('chatcmpl-', 29, generated.origin),
    created: seconds(backend.clock),
    model: request.model.snapshot,
    fingerprint: generated.fingerprint,
    choices: generated.choices,
    usage: completionUsage(generated),
    logprobs: request.logprobs ? { top: request.topLogprobs, tokenizer } : null,
  };
}

function* frames(result: ChatResult, request: ChatRequest): Iterable<string> {
  for (const chunk of chatChunks(result, request)) yield dataFrame(chunk);
  yield doneFrame;
}

function store(
  completion: ChatCompletion,
  request: ChatRequest,
  call: Call,
  backend: Backend,
): void {
  const messages: unknown = isObject(call.body) ? call.body.messages : [];
  keep(backend.store.completions, completion.id, {
    completion,
    metadata: request.metadata ?? {},
    messages: isJsonObjects(messages) ? messages : [],
  });
}
