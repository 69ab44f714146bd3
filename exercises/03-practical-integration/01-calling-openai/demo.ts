import { barChart, table } from '#kit/charts';
import { type Fault, fault } from '#kit/openai/fetch';
import { type LiveOrOffline, liveOrOffline } from '#kit/openai/live';
import { type ChatMessage, complete, createClient, isRetryable } from './calling-openai.ts';

interface Situation {
  readonly name: string;
  readonly faults?: readonly Fault[];
  readonly model?: string;
  readonly maxTokens?: number;
}

const question: readonly ChatMessage[] = [
  { role: 'system', content: 'You know geography.' },
  { role: 'user', content: 'What is the capital of France?' },
];
// The header asks for 1 ms, so that the demo need not wait as long as a day in production would.
const tooFast = fault.rateLimit({ retryAfterMs: 1 });
const always = (queued: Fault): Fault[] => Array.from({ length: 99 }, () => queued);

const situations: readonly Situation[] = [
  { name: 'all is well' },
  { name: 'maxTokens is 5', maxTokens: 5 },
  { name: 'the filter cuts in', faults: [fault.contentFilter()] },
  { name: 'the model refuses', faults: [fault.refusal()] },
  { name: 'an answer with no choices', faults: [fault.emptyChoices()] },
  { name: 'an unknown model', model: 'gpt-5-turbo' },
  { name: 'connection lost, once', faults: [fault.disconnect()] },
  { name: 'too fast, once', faults: [tooFast] },
  { name: 'too fast, always', faults: always(tooFast) },
  { name: 'no credit left', faults: always(fault.quota()) },
];

const { model: usualModel, offline } = liveOrOffline();
if (!offline) {
  console.log(`Live: rows without a fault ask ${usualModel}. Injected faults stay offline.\n`);
}

const outcomes = await Promise.all(situations.map(outcomeOf));
console.log(
  table({
    title: 'One call of complete() in ten situations',
    columns: ['what happens', 'requests', 'outcome', 'tokens', 'isRetryable'],
    rows: outcomes.map(({ name, requests, outcome, tokens, again }) => [
      name,
      requests,
      outcome,
      tokens,
      again,
    ]),
    align: ['left', 'right', 'left', 'right', 'left'],
  }),
);

console.log();
console.log(
  table({
    title: 'The same ten, where a catch gives an empty text and only text is kept',
    columns: ['what users see', 'what had happened'],
    rows: textsAlone(),
  }),
);

console.log();
const layers = [
  { label: 'the client (2 retries)', value: await requestsThrough(0) },
  { label: '+ your loop (3 attempts)', value: await requestsThrough(1) },
  { label: '+ a job queue (3 attempts)', value: await requestsThrough(2) },
];
console.log(barChart({ title: 'Requests that one call makes in an outage', bars: layers }));

const silent = outcomes.filter(({ text }) => text === '').length;
console.log(`
In ${silent} of the ten situations the text alone is the same empty string. Which of
them should your program tell the user, which should wake somebody up, and which
may be tried again later? Then look at the last row of the first table: could
its second request have succeeded, and who made it?`);

/** Calls complete() once, with an API of its own, and notes what came of it. */
async function outcomeOf({ name, faults = [], model = usualModel, maxTokens }: Situation) {
  const api = faults.length === 0 ? liveOrOffline() : liveOrOffline({ args: [] });
  api.offline?.next(...faults);
  const options = maxTokens === undefined ? { model } : { model, maxTokens };
  try {
    const answer = await complete(clientOf(api), question, options);
    const { text, refusal, finishReason, usage } = answer;
    const outcome = refusal ? `${finishReason}, with a refusal` : finishReason;
    const tokens = `${usage.inputTokens} + ${usage.outputTokens}`;
    return {
      name,
      requests: api.requests().length,
      outcome,
      tokens,
      again: '',
      text,
    };
  } catch (error) {
    if (!(error instanceof Error) || error.name === 'NotImplemented') throw error;
    return {
      name,
      requests: api.requests().length,
      outcome: `throws ${error.constructor.name}`,
      tokens: '',
      again: isRetryable(error) ? 'yes' : 'no',
      text: '',
    };
  }
}

/** A client of the learner's making that reaches this API. */
function clientOf({ client: { apiKey, baseURL }, fetch }: LiveOrOffline) {
  return createClient({ OPENAI_API_KEY: apiKey ?? undefined }).withOptions({ baseURL, fetch });
}

/** The situations by the text that came of them, with each text written once. */
function textsAlone(): string[][] {
  const texts = [...new Set(outcomes.map(({ text }) => text))];
  return texts.flatMap((text) =>
    outcomes
      .filter((outcome) => outcome.text === text)
      .map(({ name }, at) => [at > 0 ? '' : text === '' ? '(nothing)' : shorten(text), name]),
  );
}

function shorten(text: string): string {
  const characters = [...text];
  return characters.length <= 48 ? text : `${characters.slice(0, 47).join('')}…`;
}

/** The requests that reach an API that is down, with so many loops of three attempts around the client. */
async function requestsThrough(loops: number): Promise<number> {
  const api = liveOrOffline({ args: [] });
  api.offline?.next(...always(tooFast));
  const client = clientOf(api);
  let call = async (): Promise<unknown> =>
    await client.chat.completions.create({ model: 'gpt-4o-mini', messages: [...question] });
  for (let loop = 0; loop < loops; loop += 1) {
    const inner = call;
    call = async () => {
      for (let attempt = 1; attempt < 3; attempt += 1) await inner().catch(() => {});
      return await inner();
    };
  }
  await call().catch(() => {});
  return api.requests().length;
}
