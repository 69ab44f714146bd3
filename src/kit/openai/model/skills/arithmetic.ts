import { type Draft, draft } from '../draft.ts';
import type { Situation } from '../reading/situation.ts';

const expression = /(?<![\w.])\(*-?\d[\d.,]*(?:\s*[-+*/×÷x]\s*\(*\s*-?\d[\d.,]*\)*)+/;

/**
 * Works out a sum in the question; null when there is none.
 *
 * Asked straight away, it goes from left to right and forgets which operation comes first; told to
 * think step by step, it does the steps in their order and is right. So a prompt that asks for steps
 * gives a better answer, as it does with real models.
 */
export function answerAsSum(situation: Situation): Draft | null {
  const found = expression.exec(situation.question)?.[0];
  if (found === undefined) return null;
  const tokens = tokensOf(found);
  if (tokens === null) return null;
  if (!situation.rules.stepByStep) {
    const result = leftToRight(tokens.filter((token) => token !== '(' && token !== ')'));
    return draft('instructions', { content: `${shown(found)} = ${rounded(result)}` });
  }
  const steps: string[] = [];
  const result = evaluate([...tokens], steps);
  const lines = steps.map((step, index) => `Step ${index + 1}: ${step}`);
  return draft('instructions', { content: [...lines, `Answer: ${rounded(result)}`].join('\n') });
}

function tokensOf(text: string): readonly string[] | null {
  const plain = text
    .replaceAll('×', '*')
    .replaceAll('x', '*')
    .replaceAll('÷', '/')
    .replace(/(\d),(?=\d{3})/g, '$1');
  const tokens = plain.match(/\d+(?:\.\d+)?|[-+*/()]/g) ?? [];
  const open = tokens.filter((token) => token === '(').length;
  const closed = tokens.filter((token) => token === ')').length;
  return open === closed && tokens.length > 2 ? tokens : null;
}

function leftToRight(tokens: readonly string[]): number {
  return tokens
    .slice(1)
    .reduce(
      ({ value, operator }, token) =>
        /\d/.test(token)
          ? { value: apply(value, operator, Number(token)), operator }
          : { value, operator: token },
      { value: Number(tokens[0]), operator: '+' },
    ).value;
}

// Brackets, then times and divided by, then plus and minus; each a step.
function evaluate(tokens: string[], steps: string[]): number {
  for (let open = tokens.lastIndexOf('('); open >= 0; open = tokens.lastIndexOf('(')) {
    const close = tokens.indexOf(')', open);
    const inner = evaluate(tokens.slice(open + 1, close), steps);
    tokens.splice(open, close - open + 1, String(inner));
  }
  for (const level of [
    ['*', '/'],
    ['+', '-'],
  ]) {
    for (
      let place = tokens.findIndex((token) => level.includes(token));
      place > 0;
      place = tokens.findIndex((token) => level.includes(token))
    ) {
      const [left, operator, right] = tokens.slice(place - 1, place + 2);
      const value = apply(Number(left), operator ?? '+', Number(right));
      steps.push(
        `${rounded(Number(left))} ${operator} ${rounded(Number(right))} = ${rounded(value)}`,
      );
      tokens.splice(place - 1, 3, String(value));
    }
  }
  return Number(tokens[0]);
}

function apply(left: number, operator: string, right: number): number {
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  return operator === '*' ? left * right : left / right;
}

function rounded(value: number): string {
  return String(Number(value.toFixed(6)));
}

function shown(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
