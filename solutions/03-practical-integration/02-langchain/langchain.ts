import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import { type BaseChatModel, SimpleChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessageChunk, type BaseMessage } from '@langchain/core/messages';
//#region solution
import { StringOutputParser } from '@langchain/core/output_parsers';
//#endregion
import { ChatGenerationChunk } from '@langchain/core/outputs';
//#region solution
import { ChatPromptTemplate, MessagesPlaceholder } from '@langchain/core/prompts';
//#endregion
import type { Runnable } from '@langchain/core/runnables';
//#region solution
import { RunnableLambda } from '@langchain/core/runnables';
//#endregion
import type OpenAI from 'openai';
//#region solution
import { APIConnectionError, APIError } from 'openai';
//#endregion

/** One message of the conversation so far. */
export interface Turn {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

/** What the service desk is asked. */
export interface SupportInput {
  /** The shop's name, as its owner writes it. */
  readonly shop: string;
  /** What was said before, oldest first; may be empty. */
  readonly history: readonly Turn[];
  /** What the customer has typed now. */
  readonly question: string;
}

/** The model that both pipelines ask. */
export const defaultModel = 'gpt-4o-mini';

/** The instructions. `{shop}` stands for the shop's name; the braces of the example are meant as braces. */
export const systemTemplate =
  'You work at the service desk of {shop}. Speak for {shop} only. ' +
  'If you are asked for JSON, write it like {"answer": "Yes.", "sure": true}.';

/**
 * The `openai` client as a chat model of LangChain: turns messages into a request, and the answer into
 * a message, whole or in pieces. It never tries again; the client does.
 */
export class SdkChatModel extends SimpleChatModel {
  private readonly client: OpenAI;
  private readonly model: string;

  constructor(client: OpenAI, model: string = defaultModel) {
    super({});
    this.client = client;
    this.model = model;
  }

  override _llmType(): string {
    return 'openai-sdk';
  }

  /** @throws Error with `no text` in its message when the model refuses or answers with nothing */
  override async _call(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
  ): Promise<string> {
    const completion = await this.client.chat.completions.create(
      { model: this.model, messages: messages.map(toChatMessage) },
      { signal: options.signal },
    );
    const text = completion.choices[0]?.message.content;
    if (!text) throw new Error('The model gave no text.');
    return text;
  }

  /**
   * LangChain calls this for `stream`. A model without it gives its whole answer as one piece.
   *
   * @throws Error with `no text` in its message when the stream ends and no piece had any
   */
  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const chunks = await this.client.chat.completions.create(
      { model: this.model, messages: messages.map(toChatMessage), stream: true },
      { signal: options.signal },
    );
    let isEmpty = true;
    for await (const chunk of chunks) {
      const text = chunk.choices[0]?.delta.content;
      if (!text) continue;
      isEmpty = false;
      yield new ChatGenerationChunk({ text, message: new AIMessageChunk(text) });
      await runManager?.handleLLMNewToken(text);
    }
    if (isEmpty) throw new Error('The model gave no text.');
  }
}

/** LangChain's kinds of message under the API's names. */
function toChatMessage(message: BaseMessage): OpenAI.ChatCompletionMessageParam {
  const content = message.text;
  if (message.type === 'system') return { role: 'system', content };
  if (message.type === 'ai') return { role: 'assistant', content };
  if (message.type === 'human') return { role: 'user', content };
  throw new TypeError(`A message of type ${message.type} has no place here: system, human or ai.`);
}

/**
 * Asks the service desk with the SDK alone.
 *
 * Sends {@link systemTemplate} with every `{shop}` filled in, then the history, then the question, to
 * {@link defaultModel}.
 *
 * @returns the text of the answer, unchanged
 * @throws Error with `shop` in its message when the input has no shop; nothing is sent then
 * @throws Error with `no text` in its message when the answer has no text
 *
 * @example
 * await askPlain(client, { shop: 'Quill', history: [], question: 'Do you sell tea?' }); // 'Yes, we do.'
 */
export async function askPlain(client: OpenAI, input: SupportInput): Promise<string> {
  //#region solution
  const { shop, history, question } = input;
  if (shop === undefined) throw new TypeError('The input has no shop to speak for.');

  const completion = await client.chat.completions.create({
    model: defaultModel,
    messages: [
      { role: 'system', content: systemTemplate.replaceAll('{shop}', () => shop) },
      ...history,
      { role: 'user', content: question },
    ],
  });

  const text = completion.choices[0]?.message.content;
  if (!text) throw new Error('The model gave no text.');
  return text;
  //#endregion
}

/**
 * The same pipeline as a chain of LangChain: template, model, parser.
 *
 * @param model any chat model of LangChain, a {@link SdkChatModel} here
 * @returns a runnable that sends the messages of {@link askPlain}, and streams where the model does
 *
 * @example
 * const chain = buildChain(new SdkChatModel(client));
 * for await (const piece of await chain.stream(input)) process.stdout.write(piece);
 */
export function buildChain(model: BaseChatModel): Runnable<SupportInput, string> {
  //#region solution
  const escaped = systemTemplate
    .replaceAll('{', '{{')
    .replaceAll('}', '}}')
    .replaceAll('{{shop}}', '{shop}');

  return ChatPromptTemplate.fromMessages<SupportInput>([
    ['system', escaped],
    new MessagesPlaceholder('history'),
    ['human', '{question}'],
  ])
    .pipe(model)
    .pipe(new StringOutputParser());
  //#endregion
}

/**
 * A chain with a second one behind it, for outages only: no connection, a time-out, 429, or 500 and up.
 *
 * @param primary asked first
 * @param backup asked with the same input when `primary` fails by an outage
 * @returns a runnable that rejects with the error of `primary` when that is no outage, and with the
 *   error of `backup` when both fail
 *
 * @example
 * const chain = withFallback(buildChain(large), buildChain(small));
 */
export function withFallback(
  primary: Runnable<SupportInput, string>,
  backup: Runnable<SupportInput, string>,
): Runnable<SupportInput, string> {
  //#region solution
  return RunnableLambda.from(async (input: SupportInput) => {
    try {
      return await primary.invoke(input);
    } catch (error) {
      if (!isOutage(error)) throw error;
      return await backup.invoke(input);
    }
  });
  //#endregion
}

//#region solution
function isOutage(error: unknown): boolean {
  if (error instanceof APIConnectionError) return true;
  if (!(error instanceof APIError)) return false;
  return error.status === 429 || error.status >= 500;
}
//#endregion
