import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import { hashNumber, hashOf } from '../core/hash.ts';
import type { ChatResult } from './chat-completion.ts';
import type { Choice } from './choice.ts';
import { tokenLogprob } from './logprobs.ts';

type ChunkChoice = ChatCompletionChunk.Choice;
type Delta = ChatCompletionChunk.Choice.Delta;

/** A chunk as it is sent: newer recordings pad it so that its length tells nothing. */
export type SentChunk = ChatCompletionChunk & { readonly obfuscation?: string };

export interface ChunkOptions {
  /** Ends with a chunk of usage, and gives every other chunk `usage: null`. */
  readonly includeUsage: boolean;
  readonly includeObfuscation: boolean;
}

/**
 * The chunks of a streamed completion, in the recorded order: each choice's role, its pieces (choices
 * take turns), its finish reason, and at last the usage.
 */
export function* chatChunks(result: ChatResult, options: ChunkOptions): Generator<SentChunk> {
  let place = 0;
  const chunk = (choices: ChunkChoice[]): SentChunk => ({
    id: result.id,
    object: 'chat.completion.chunk',
    created: result.created,
    model: result.model,
    service_tier: 'default',
    system_fingerprint: result.fingerprint,
    choices,
    ...(options.includeUsage && { usage: null }),
    ...(options.includeObfuscation && { obfuscation: padding(result.id, place++) }),
  });

  const lanes = result.choices.map((choice) => choiceChunks(choice, result));
  // The role and the first piece of a choice come together; from then on choices take turns.
  for (const lane of lanes) {
    for (const first of [lane.next(), lane.next()]) if (!first.done) yield chunk([first.value]);
  }
  for (let open = lanes; open.length > 0; ) {
    const stillOpen: typeof lanes = [];
    for (const lane of open) {
      const next = lane.next();
      if (next.done) continue;
      yield chunk([next.value]);
      stillOpen.push(lane);
    }
    open = stillOpen;
  }
  if (options.includeUsage) yield { ...chunk([]), usage: result.usage };
}

function* choiceChunks(choice: Choice, result: ChatResult): Generator<ChunkChoice> {
  const asked = result.logprobs;
  const of = (
    delta: Delta,
    logprobs: ChatCompletionChunk.Choice.Logprobs | null = null,
  ): ChunkChoice => ({
    index: choice.index,
    delta,
    logprobs,
    finish_reason: null,
  });
  const opening = asked === null ? null : { content: [], refusal: null };
  const [firstCall] = choice.toolCalls;
  const single = choice.toolCalls.length === 1 && choice.content === null;

  if (choice.refusal !== null) {
    yield of({ role: 'assistant', content: null, refusal: '' }, opening);
  } else if (single && firstCall) {
    yield of({ role: 'assistant', content: null, tool_calls: [head(firstCall, 0)], refusal: null });
  } else if (choice.toolCalls.length > 0 && choice.content === null) {
    yield of({ role: 'assistant', content: null });
  } else {
    yield of({ role: 'assistant', content: '', refusal: null }, opening);
  }

  let token = 0;
  for (const piece of choice.pieces) {
    const entries =
      asked === null
        ? null
        : piece.tokens.map((part, i) => tokenLogprob(part, choice.scored?.[token + i], asked));
    token += piece.tokens.length;
    if (choice.refusal === null) {
      yield of({ content: piece.text }, entries && { content: entries, refusal: null });
    } else {
      yield of({ refusal: piece.text }, entries && { content: null, refusal: entries });
    }
  }
  for (const [index, call] of choice.toolCalls.entries()) {
    if (!single) yield of({ tool_calls: [head(call, index)] });
    for (const part of single ? call.pieces : few(call.arguments)) {
      yield of({ tool_calls: [{ index, function: { arguments: part } }] });
    }
  }
  yield { index: choice.index, delta: {}, logprobs: null, finish_reason: choice.finishReason };
}

function head(
  call: Choice['toolCalls'][number],
  index: number,
): ChatCompletionChunk.Choice.Delta.ToolCall {
  return { index, id: call.id, type: 'function', function: { name: call.name, arguments: '' } };
}

// The arguments of parallel calls come 4, 5 and 6 characters at a time, as recorded, not token by
// token.
function few(text: string): readonly string[] {
  const parts: string[] = [];
  const characters = [...text];
  for (let start = 0; start < characters.length; ) {
    const size = 4 + (parts.length % 3);
    parts.push(characters.slice(start, start + size).join(''));
    start += size;
  }
  return parts;
}

// Random in length on the wire; here it hangs on the id, so that a stream repeats to the byte.
function padding(id: string, place: number): string {
  return hashOf(id, place).slice(0, 1 + (hashNumber(id, place, 'length') % 16));
}
