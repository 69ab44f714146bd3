import { type ContentProblem, problemAt, type Source } from './problem.ts';
import { type Call, callsOf, dottedName, nodesOf, parseSource, textOf } from './syntax.ts';

/** Hosts that the kit answers, or that are reserved for examples (RFC 2606). */
const offlineHost =
  /^(api\.openai\.com|localhost|127\.0\.0\.1|\[::1\]|(.+\.)?(test|example|invalid)|example\.(com|net|org))$/;

/** Checks that a file does the same in every run: no unseeded randomness, no clock, no sleep, no live host. */
export function checkDeterminism(source: Source): ContentProblem[] {
  const program = parseSource(source);
  const calls = callsOf(program);
  const problems = [...nodesOf(program)]
    .filter(({ type }) => type === 'MemberExpression')
    .flatMap((node) => {
      const instead = nondeterministic.get(dottedName(node).replace(/^globalThis\./, ''));
      return instead ? [problemAt(source, instead, node.start)] : [];
    });
  for (const call of calls) {
    const problem = problemOf(call, calls);
    if (problem) problems.push(problemAt(source, problem, call.start));
  }
  return problems;
}

const nondeterministic = new Map([
  ['Math.random', 'Math.random gives other numbers in every run: take a seeded generator.'],
  ['Date.now', 'Date.now gives another time in every run: take a fixed time or a clock passed in.'],
  ['performance.now', 'performance.now differs in every run: take a clock passed in.'],
  ['crypto.randomUUID', 'crypto.randomUUID differs in every run: make ids from a counter.'],
  [
    'crypto.getRandomValues',
    'crypto.getRandomValues differs in every run: take a seeded generator.',
  ],
]);

function problemOf(call: Call, calls: readonly Call[]): string | null {
  if (call.name === 'new Date' && call.args.length === 0) {
    return 'new Date() is another time in every run: give it a fixed time.';
  }
  if (/^(globalThis\.)?setTimeout$/.test(call.name)) {
    const sleeps = calls.some(
      ({ name, start, end }) => name === 'new Promise' && start < call.start && call.end < end,
    );
    return sleeps ? 'A promise that waits for setTimeout sleeps: use fake time.' : null;
  }
  if (/^(globalThis\.)?fetch$/.test(call.name)) {
    const address = call.args[0] && textOf(call.args[0]);
    const host = address && URL.canParse(address) ? new URL(address).hostname : null;
    if (host && !offlineHost.test(host)) return `fetch asks ${host}, and nothing answers offline.`;
  }
  return null;
}
