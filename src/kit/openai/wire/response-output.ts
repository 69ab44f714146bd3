import type {
  ResponseFunctionToolCall,
  ResponseOutputItem,
  ResponseOutputMessage,
  ResponseOutputText,
} from 'openai/resources/responses/responses';
import type { Generated } from '../generation/generate.ts';
import type { ResponseRequest } from '../validation/response-request.ts';
import type { Choice } from './choice.ts';
import { type LogprobOptions, tokenLogprob } from './logprobs.ts';
import type { ResponseIds } from './response-ids.ts';

/** The items that a model's answer is made of: its reasoning, its message, its calls. */
export function outputItems(
  generated: Generated,
  request: ResponseRequest,
  ids: ResponseIds,
): ResponseOutputItem[] {
  const items: ResponseOutputItem[] = [];
  if (request.model.kind === 'reasoning' && generated.reasoningTokens > 0) {
    items.push({ id: ids.item('rs_', items.length), type: 'reasoning', summary: [] });
  }
  const [choice] = generated.choices;
  if (choice === undefined) return items;
  const isCut = choice.finishReason === 'length' || choice.finishReason === 'content_filter';
  if (hasMessage(choice)) {
    items.push({
      id: ids.item('msg_', items.length),
      type: 'message',
      status: isCut ? 'incomplete' : 'completed',
      content: [
        choice.refusal === null
          ? textPart(choice, logprobOptions(generated, request))
          : { type: 'refusal', refusal: choice.refusal },
      ],
      role: 'assistant',
    } satisfies ResponseOutputMessage);
  }
  for (const [index, call] of choice.toolCalls.entries()) {
    const isLast = index === choice.toolCalls.length - 1;
    items.push({
      id: ids.item('fc_', items.length),
      type: 'function_call',
      status: isCut && isLast ? 'incomplete' : 'completed',
      arguments: call.arguments,
      call_id: call.id,
      name: call.name,
    } satisfies ResponseFunctionToolCall);
  }
  return items;
}

/** Whether the choice has a message beside its calls. */
export function hasMessage(choice: Choice): boolean {
  return choice.refusal !== null || (choice.content !== null && choice.content !== '');
}

/** Null when the request asked for no log probabilities. */
export function logprobOptions(
  { tokenizer }: Generated,
  { wantsLogprobs, topLogprobs }: ResponseRequest,
): LogprobOptions | null {
  return wantsLogprobs || topLogprobs > 0 ? { top: topLogprobs, tokenizer } : null;
}

export function textPart(choice: Choice, asked: LogprobOptions | null): ResponseOutputText {
  return {
    type: 'output_text',
    annotations: [],
    logprobs: asked === null ? [] : responseLogprobs(choice, asked),
    text: choice.content ?? '',
  };
}

/** Log probabilities as the Responses API writes them. */
export function responseLogprobs(
  choice: Pick<Choice, 'pieces' | 'scored'>,
  asked: LogprobOptions,
): ResponseOutputText.Logprob[] {
  const tokens = choice.pieces.flatMap((piece) => piece.tokens);
  return tokens.map((token, place) => {
    const {
      token: shown,
      bytes,
      logprob,
      top_logprobs,
    } = tokenLogprob(token, choice.scored?.[place], asked);
    return {
      token: shown,
      bytes: bytes ?? [],
      logprob,
      top_logprobs: top_logprobs.map((other) => ({ ...other, bytes: other.bytes ?? [] })),
    };
  });
}
