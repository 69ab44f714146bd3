import { NotImplemented } from '#kit/not-implemented';
import type OpenAI from 'openai';
import type {
  ChatCompletionMessage,
  ChatCompletionMessageParam,
  ChatCompletionTool,
} from 'openai/resources/chat/completions';

/** A call that the model asks for. */
export interface ToolCall {
  /** The result has to name it. New for every call, also when the model repeats itself. */
  readonly id: string;
  readonly name: string;
  /** JSON text, as the model wrote it: it may be broken. */
  readonly arguments: string;
}

/** The arguments of a call, parsed. */
export type Arguments = Readonly<Record<string, unknown>>;

export interface Tool {
  /** True when it changes something outside of the program: an order, a payment, a mail. */
  readonly sideEffect: boolean;
  /**
   * @param idempotencyKey names the action; who gets the same key again must not act again. Only
   *   guarded tools pass one.
   */
  run(args: Arguments, idempotencyKey?: string): Promise<unknown>;
}

/** Tools by the name under which the model calls them. */
export type Toolbox = Readonly<Record<string, Tool>>;

/** One reply of the model, as {@link askModel} gives it. */
export interface Reply {
  /** The message itself, to be sent back with the next request. */
  readonly message: ChatCompletionMessage;
  /** None when the model is done, was cut off or refused. */
  readonly calls: readonly ToolCall[];
  /** The model's text; null when it was cut off or refused, and often when it calls tools. */
  readonly answer: string | null;
  /** What this one request cost: all the messages that were sent, and the reply. */
  readonly tokens: number;
}

/** A call that was carried out, and what the model gets to read of it. */
export interface Exchange extends ToolCall {
  readonly observation: string;
}

/** One reply of the model and what was done about it. */
export interface Step {
  readonly calls: readonly Exchange[];
  readonly tokens: number;
}

/** Why a run ended. Only `answered` has an answer. */
export type Stopped = 'answered' | 'incomplete' | 'stuck' | 'maxSteps' | 'tokenBudget';

/** A run from the goal to its end. */
export interface Run {
  readonly stopped: Stopped;
  readonly answer: string | null;
  /** One for each reply of the model, in order. */
  readonly steps: readonly Step[];
  /** Of all steps together. */
  readonly tokens: number;
}

export interface AgentOptions {
  readonly client: OpenAI;
  readonly model: string;
  /** The system message. */
  readonly instructions: string;
  /** What the model is told about the tools. */
  readonly definitions: readonly ChatCompletionTool[];
  /** Carries out one call, and gives what the model shall read of it. Never rejects. */
  readonly execute: (call: ToolCall) => Promise<string>;
  /** How many replies of the model a run may take. */
  readonly maxSteps: number;
  /** No request is made once so many tokens are used up. */
  readonly tokenBudget: number;
  /** Whether the run goes round in circles; asked after every step that has calls. */
  readonly isStuck?: (steps: readonly Step[]) => boolean;
}

/** An action that somebody has to approve. */
export interface Action {
  readonly name: string;
  readonly arguments: Arguments;
  readonly idempotencyKey: string;
}

export interface GuardOptions {
  /** Names the run: the same action in another run is another action. */
  readonly runId: string;
  /** Resolves to false when the action is declined. */
  readonly approve: (action: Action) => Promise<boolean>;
}

/**
 * Asks the model for its next reply. This function is given.
 *
 * @throws the errors of the `openai` package; Error when the reply has no choices
 */
export async function askModel(
  client: OpenAI,
  {
    model,
    messages,
    definitions,
  }: {
    model: string;
    messages: readonly ChatCompletionMessageParam[];
    definitions: readonly ChatCompletionTool[];
  },
): Promise<Reply> {
  const { choices, usage } = await client.chat.completions.create({
    model,
    messages: [...messages],
    tools: [...definitions],
  });
  const choice = choices[0];
  if (choice === undefined) throw new Error('The reply has no choices.');
  const { message, finish_reason } = choice;
  // What was cut off may be half a call or half a sentence: nothing in it is used.
  const isCut = finish_reason === 'length' || finish_reason === 'content_filter';
  return {
    message,
    calls: isCut
      ? []
      : (message.tool_calls ?? []).flatMap((call) =>
          call.type === 'function' ? [{ id: call.id, ...call.function }] : [],
        ),
    answer: isCut ? null : message.content,
    tokens: usage?.total_tokens ?? 0,
  };
}

/**
 * Carries out one call of the model, and turns whatever happens into text that the model can read.
 *
 * @param call what the model asked for; neither its name nor its arguments can be trusted
 * @param toolbox the tools that exist
 * @returns the tool's result as JSON (`null` where it has none), or `{"error":"…"}`. The error names
 *   an unknown tool and all that exist, says that the `arguments` are no JSON object, or is the message
 *   of what the tool threw. The promise is never rejected.
 *
 * @example
 * await executeToolCall({ id: 'call_1', name: 'get_stock', arguments: '{"sku":"A1"}' }, toolbox);
 * // '{"sku":"A1","stock":12}'
 */
export async function executeToolCall(call: ToolCall, toolbox: Toolbox): Promise<string> {
  throw new NotImplemented('executeToolCall');
}

/**
 * Lets the model work towards a goal: it asks for calls, they are carried out, it reads the results,
 * and so on until it answers or a limit is reached.
 *
 * @param options the model, what it may do, and the limits
 * @param goal the user message
 * @returns why the run ended, the answer if there is one, and everything that was done
 * @throws RangeError when `maxSteps` is not a whole number from 1
 * @throws the errors of the `openai` package, which has tried again already where that helps
 *
 * @example
 * const run = await runAgent(options, 'How many of A1 are left?');
 * run.stopped; // 'answered'
 * run.answer; // 'There are 12 left.'
 */
export async function runAgent(options: AgentOptions, goal: string): Promise<Run> {
  throw new NotImplemented('runAgent');
}

/**
 * Tells whether a run goes round in circles: some call gave the same observation in `limit` steps.
 *
 * Calls are the same when they have one name and their arguments are equal as JSON, whatever the ids,
 * the spaces and the order of the keys. Arguments that are not JSON are compared as text. Twins in one
 * step count once.
 *
 * @param steps the run so far
 * @param limit in how many steps, next to each other or not; a whole number from 2
 * @throws RangeError when `limit` is not a whole number from 2
 */
export function detectLoop(steps: readonly Step[], limit = 3): boolean {
  throw new NotImplemented('detectLoop');
}

/**
 * Puts a guard before every tool that has a side effect: somebody approves the action first, and no
 * action happens twice in a run. The other tools stay as they are.
 *
 * An action is the tool's name and its arguments, whatever the order of their keys. Each has one
 * idempotency key, the same however often the action is asked for, and another in another run. The
 * decision on an action is asked for once. After a success, and while it is under way, the same action
 * gives the first call's result; after a failure it is run again, with the same key.
 *
 * @param toolbox the tools, not changed
 * @param options the run's name, and who approves
 * @returns a toolbox with the same names. The guarded `run` is rejected with an Error that has
 *   `declined` in its message when the action was not approved.
 */
export function guardSideEffects(toolbox: Toolbox, options: GuardOptions): Toolbox {
  throw new NotImplemented('guardSideEffects');
}

