import { NotImplemented } from '#kit/not-implemented';
import type OpenAI from 'openai';
import { z } from 'zod';

/** A message of a conversation, as the API takes it. */
export type Message = OpenAI.Chat.Completions.ChatCompletionMessageParam;

/** A function as the API is told of it. */
export type ToolDefinition = OpenAI.Chat.Completions.ChatCompletionFunctionTool;

/** A call that the model asks for: `id`, `function.name`, and `function.arguments`, which is JSON text. */
export type ToolCall = OpenAI.Chat.Completions.ChatCompletionMessageFunctionToolCall;

/** The result of one call: `role` (always `tool`), `tool_call_id` and `content`, which is text. */
export type ToolMessage = OpenAI.Chat.Completions.ChatCompletionToolMessageParam;

/** A function of yours that a model may ask for. */
export interface Tool<Parameters extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  /** What it does and when to use it. The model decides by this. */
  readonly description: string;
  readonly parameters: Parameters;
  /** Does the work. `args` are what `parameters` made of the model's arguments. */
  run(args: z.output<Parameters>): Promise<unknown>;
}

/** What {@link toolLoop} needs besides a client. */
export interface LoopOptions {
  /** The model's name, for example `gpt-4o-mini`. */
  readonly model: string;
  /** The conversation so far. It belongs to the caller and is not changed. */
  readonly messages: readonly Message[];
  /** The functions that the model may ask for. */
  readonly tools: readonly ToolDefinition[];
  /** Carries out one call. Its promise is never rejected. */
  readonly execute: (call: ToolCall) => Promise<ToolMessage>;
  /** The most requests that may be made: a whole number, 1 or more. */
  readonly maxTurns: number;
}

/** What a shop knows of a product. */
export interface Product {
  /** Pieces that can be sold now. */
  readonly stock: number;
  readonly priceInCents: number;
}

/** An order as the shop takes it. */
export interface Order {
  readonly customerId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly note: string | null;
  readonly totalInCents: number;
}

/** The part of a shop that {@link orderTool} uses. */
export interface Shop {
  /** Gives the product with this code; undefined where there is none. */
  find(sku: string): Product | undefined;
  /** Places an order without any further check, and gives its number. */
  place(order: Order): Promise<string>;
}

/**
 * Describes a tool to the API, in strict mode: the model then writes no arguments but those that fit the
 * schema. Strict mode wants every object closed and every property required.
 *
 * @param tool the tool; a property that may be absent in meaning is `.nullable()` in its schema
 * @returns the definition for the field `tools` of a request
 * @throws Error that names the property when one is `.optional()`, at whatever depth
 * @see https://platform.openai.com/docs/guides/function-calling#strict-mode
 *
 * @example
 * toOpenAITool({ name: 'get_stock', description: 'Counts a product', parameters: z.object({ sku: z.string() }), run });
 * // { type: 'function', function: { name: 'get_stock', …, strict: true, parameters: { type: 'object', … } } }
 */
export function toOpenAITool(tool: Tool): ToolDefinition {
  throw new NotImplemented('toOpenAITool');
}

/**
 * Carries out one call of the model, and gives the message that answers it. What goes wrong is told to
 * the model, as `{ "error": "…" }`, and the promise is never rejected.
 *
 * @param call the call, as the model wrote it
 * @param tools the tools that there are
 * @returns a message with the id of the call; its content is the result as JSON, `null` for a tool that
 *   returns nothing
 *
 * @example
 * // The call get_stock({"sku":"A1"}), with the id call_a:
 * await executeToolCall(call, tools); // { role: 'tool', tool_call_id: 'call_a', content: '{"stock":14}' }
 */
export async function executeToolCall(
  call: ToolCall,
  tools: readonly Tool[],
): Promise<ToolMessage> {
  throw new NotImplemented('executeToolCall');
}

/**
 * Lets a model call functions until it gives its answer: asks, carries out the calls of the answer, sends
 * their results, and asks again.
 *
 * @param client the client to ask with
 * @param options the conversation, the tools, and how many requests may be made
 * @returns the text of the first answer without calls
 * @throws Error with `maxTurns` in its message when the last request that was allowed still brings calls
 * @throws Error with `refused` when the model refuses, and with `incomplete` when an answer ends for any
 *   other reason than `stop` or `tool_calls`, or has no choices
 *
 * @example
 * const tools = shopTools.map(toOpenAITool);
 * const execute = (call: ToolCall) => executeToolCall(call, shopTools);
 * await toolLoop(client, { model: 'gpt-4o-mini', messages, tools, execute, maxTurns: 5 });
 */
export async function toolLoop(client: OpenAI, options: LoopOptions): Promise<string> {
  throw new NotImplemented('toolLoop');
}

/**
 * Makes the tool `place_order`, with which a model orders for the customer it speaks with.
 *
 * Its parameters are `sku` (text), `quantity` (a whole number from 1 to 20) and `note` (text or null).
 * Its `run` gives `{ orderId, totalInCents }`, and is rejected with an Error that holds the code of a
 * product that does not exist, or the number of pieces in stock when they are too few.
 *
 * @param shop where products are looked up and orders are placed
 * @param customerId who orders; known from the session, so the model has no say in it
 * @returns the tool
 */
export function orderTool(shop: Shop, customerId: string): Tool {
  throw new NotImplemented('orderTool');
}
