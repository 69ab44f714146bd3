import { jsonAnswer, streamAnswer } from '../core/answer.ts';
import { badRequest } from '../core/api-error.ts';
import type { Backend, Call, Operation } from '../core/call.ts';
import { hashOf, idOf } from '../core/hash.ts';
import type { Prompt } from '../model/prompt.ts';
import { countMessages } from '../tokens/chat-tokens.ts';
import type { Tokenizer } from '../tokens/tokenizer.ts';
import { countFormat, countTools } from '../tokens/tool-tokens.ts';
import { type ChatRequest, readChatRequest } from '../validation/chat-request.ts';
import { chatChunks } from '../wire/chat-chunks.ts';
import { type ChatResult, chatCompletion } from '../wire/chat-completion.ts';
import { type Choice, finishChoice } from '../wire/choice.ts';
import { dataFrame, doneFrame } from '../wire/sse.ts';
import { completionUsage } from '../wire/usage.ts';

/** `POST /chat/completions` */
export const createChat: Operation = {
  name: 'chat.completions.create',
  method: 'POST',
  path: '/chat/completions',
  async handle(call, backend) {
    const request = readChatRequest(call.body);
    const { result, layer } = await complete(request, call, backend);
    const about = {
      layer,
      usage: { prompt: result.usage.prompt_tokens, completion: result.usage.completion_tokens },
    };
    if (!request.stream) return { answer: jsonAnswer(chatCompletion(result)), ...about };
    return { answer: streamAnswer(frames(result, request)), ...about };
  },
};

function* frames(result: ChatResult, request: ChatRequest): Iterable<string> {
  for (const chunk of chatChunks(result, request)) yield dataFrame(chunk);
  yield doneFrame;
}

async function complete(
  request: ChatRequest,
  call: Call,
  backend: Backend,
): Promise<{ readonly result: ChatResult; readonly layer: string }> {
  const tokenizer = await backend.tokenizer();
  const promptTokens = countPrompt(request, tokenizer);
  const maxTokens = roomForAnswer(request, promptTokens);
  backend.limiter.bookTokens(request.model.id, promptTokens + (request.sampling.maxTokens ?? 0));

  const { sampling } = request;
  const variation = sampling.seed === null && sampling.temperature > 0 ? backend.counter() : 0;
  const origin = hashOf(JSON.stringify(call.body), variation);
  const choices: Choice[] = [];
  let layer = 'scripted';
  for (let index = 0; index < request.n; index += 1) {
    const draft = await backend.draft(promptOf(request, index, variation), call);
    if (draft === null) continue;
    layer = draft.layer;
    choices.push(finishChoice({ draft, index, stop: sampling.stop, maxTokens, tokenizer, origin }));
  }
  const result = {
    id: idOf('chatcmpl-', 29, origin),
    created: Math.floor(backend.clock.now() / 1000),
    model: request.model.snapshot,
    fingerprint: `fp_${hashOf(request.model.snapshot).slice(0, 10)}`,
    choices,
    usage: completionUsage(promptTokens, choices),
    logprobs: request.logprobs ? { top: request.topLogprobs, tokenizer } : null,
  };
  return { result, layer };
}

function countPrompt(request: ChatRequest, tokenizer: Tokenizer): number {
  return (
    countMessages(request.messages, tokenizer) +
    countTools(request.tools, tokenizer) +
    countFormat(request.format, tokenizer)
  );
}

/** Tokens that the answer may have. @throws ApiError when the prompt leaves no room */
function roomForAnswer({ model, sampling }: ChatRequest, promptTokens: number): number {
  const room = model.contextWindow - promptTokens;
  const asked = sampling.maxTokens ?? 0;
  if (room > 0 && asked <= room) return Math.min(sampling.maxTokens ?? model.maxOutput, room);
  const limit = `This model's maximum context length is ${model.contextWindow} tokens. However,`;
  throw badRequest(
    room <= 0
      ? `${limit} your messages resulted in ${promptTokens} tokens. Please reduce the length of the messages.`
      : `${limit} you requested ${promptTokens + asked} tokens (${promptTokens} in the messages, ${asked} in the completion). Please reduce the length of the messages or completion.`,
    'messages',
    'context_length_exceeded',
  );
}

function promptOf(request: ChatRequest, choice: number, variation: number): Prompt {
  return {
    model: request.model.id,
    messages: request.messages,
    tools: request.tools,
    toolChoice: request.toolChoice,
    parallelToolCalls: request.parallelToolCalls,
    format: request.format,
    sampling: request.sampling,
    choice,
    variation,
  };
}
