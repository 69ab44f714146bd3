import { hashNumber } from '../../core/hash.ts';
import { featureCosine, featuresOf } from '../../embeddings/features.ts';
import { stem, wordsOf } from '../../embeddings/stem.ts';
import { type Draft, draft } from '../draft.ts';
import type { Json, JsonObject } from '../prompt.ts';
import type { Block } from '../reading/blocks.ts';
import { sentencesOf } from '../reading/sentences.ts';
import type { Situation } from '../reading/situation.ts';
import { type Shape, shapeOf } from './schema.ts';

const asksForVerdict =
  /\b(?:judge|grade|rate|score|evaluate|assess|compare)\b|\bwhich (?:answer|response|candidate|one) is better\b|\bbetter (?:answer|response)\b/i;
const judged =
  /^(?:answer|response|candidate|essay|summary)(?: ?_?([ab12]))?$|^(?:answer|response|candidate)[-_]?([ab12])$/i;

// What real judges are known for: the answer that comes first, and the longer one, get more than they earn.
const positionBias = 0.06;
const verbosityBias = 0.15;
const longAnswer = 80;

/** Whether a prompt wants an answer judged: it asks for a verdict, and holds what is to be judged. */
export function isJudging(situation: Situation): boolean {
  return (
    asksForVerdict.test(`${situation.system}\n${situation.request}`) &&
    candidatesIn(situation).length > 0
  );
}

/** A verdict in words: a score on the scale that is asked for, or the better of two; null when there is nothing to judge. */
export function answerAsJudge(situation: Situation): Draft | null {
  if (!isJudging(situation)) return null;
  const candidates = candidatesIn(situation);
  if (candidates.length > 1) {
    const winner = betterOf(situation);
    const content = situation.rules.nothingElse
      ? winner
      : `Answer ${winner} is better: it covers more of what was asked.`;
    return draft('judge', { content });
  }
  const { low, high } = scaleIn(situation);
  const quality = qualityOf(candidates[0]?.text ?? '', situation);
  const score = onScale(quality, low, high);
  const reason =
    quality > 0.6
      ? 'it covers what was asked'
      : quality > 0.3
        ? 'it covers a part of what was asked'
        : 'it misses what was asked';
  return draft('judge', {
    content: situation.rules.nothingElse ? String(score) : `Score: ${score}\nReason: ${reason}.`,
  });
}

/** A verdict in the fields of a schema. */
export function judgeFields(situation: Situation, schema: JsonObject): JsonObject {
  const shape = shapeOf(schema, schema);
  const [first] = candidatesIn(situation);
  const quality = qualityOf(first?.text ?? '', situation);
  return Object.fromEntries(
    shape.properties.map(([name, property]): [string, Json] => [
      name,
      verdictField(name, shapeOf(property, schema), { situation, quality }),
    ]),
  );
}

function verdictField(
  name: string,
  field: Shape,
  { situation, quality }: { readonly situation: Situation; readonly quality: number },
): Json {
  if (field.type === 'boolean') return quality > 0.5;
  if (field.type === 'number' || field.type === 'integer') {
    const scale = scaleIn(situation);
    const value = onScale(quality, field.minimum ?? scale.low, field.maximum ?? scale.high);
    return field.type === 'integer' ? value : Number(value.toFixed(2));
  }
  if (field.values !== null) {
    const winner = field.values.find(
      (value) => String(value).toUpperCase() === betterOf(situation),
    );
    if (winner !== undefined) return winner;
    // Verdicts such as pass and fail: the first is taken for the good one.
    return field.values[quality > 0.5 ? 0 : field.values.length - 1] ?? null;
  }
  if (/winner|better|preferred|choice/i.test(name)) return betterOf(situation);
  return `The answer ${quality > 0.6 ? 'covers' : quality > 0.3 ? 'partly covers' : 'misses'} what was asked.`;
}

/** "A" or "B". */
function betterOf(situation: Situation): string {
  const [first, second] = candidatesIn(situation);
  if (first === undefined || second === undefined) return nameOf(first) ?? 'A';
  const gap = qualityOf(first.text, situation) + positionBias - qualityOf(second.text, situation);
  return (gap >= 0 ? nameOf(first) : nameOf(second)) ?? (gap >= 0 ? 'A' : 'B');
}

function candidatesIn({ blocks }: Situation): readonly Block[] {
  return blocks.filter(({ label }) => judged.test(label));
}

function nameOf(block: Block | undefined): string | null {
  const [, spaced, joined] = judged.exec(block?.label ?? '') ?? [];
  return (spaced ?? joined)?.toUpperCase() ?? null;
}

/**
 * How good an answer is, from 0 to 1: how much of the reference it holds, or without a reference how
 * much it has to do with the question and the criteria. A longer answer gets a little more.
 */
export function qualityOf(answer: string, situation: Situation): number {
  const reference = situation.blocks.find(({ label }) =>
    /^(?:reference|expected|facts|context|source|document)/.test(label),
  );
  const words = wordsOf(answer);
  const length = Math.min(1, words.length / longAnswer);
  const earned =
    reference === undefined
      ? 1.3 * bestSentence(answer, situation.question)
      : coverage(reference.text, answer);
  const noise = (hashNumber(answer, situation.system) % 100) / 5000;
  return Math.max(0, Math.min(1, earned * (1 - verbosityBias) + verbosityBias * length + noise));
}

// How near its best sentence comes to the question: what else it says costs it nothing.
function bestSentence(answer: string, question: string): number {
  const asked = featuresOf(question);
  return Math.max(
    0,
    ...sentencesOf(answer).map((sentence) => featureCosine(asked, featuresOf(sentence))),
  );
}

// The share of the reference's content words that the answer holds; a wrong number counts against it.
function coverage(reference: string, answer: string): number {
  const held = new Set(wordsOf(answer).map(stem));
  const wanted = [...new Set(wordsOf(reference).map(stem))].filter(
    (word) => word.length > 3 || /\d/.test(word),
  );
  if (wanted.length === 0) return featureCosine(featuresOf(reference), featuresOf(answer));
  const share = wanted.filter((word) => held.has(word)).length / wanted.length;
  const meaning = featureCosine(featuresOf(reference), featuresOf(answer));
  const numbers = answer.match(/\d+(?:\.\d+)?/g) ?? [];
  const wrong = numbers.some((value) => !reference.includes(value)) && /\d/.test(reference);
  return Math.max(0, 0.6 * share + 0.4 * meaning - (wrong ? 0.4 : 0));
}

function scaleIn({ system, user }: Situation): { readonly low: number; readonly high: number } {
  const text = `${system}\n${user}`;
  const [, low, high] = /\b(\d+)\s*(?:-|–|to)\s*(\d+)\b/.exec(text) ?? [];
  if (low !== undefined && high !== undefined) return { low: Number(low), high: Number(high) };
  const outOf = /\bout of (\d+)\b|\/\s?(\d+)\b/.exec(text);
  return { low: 1, high: Number(outOf?.[1] ?? outOf?.[2] ?? 5) };
}

function onScale(quality: number, low: number, high: number): number {
  const value = low + quality * (high - low);
  return high - low <= 1 ? Number(value.toFixed(2)) : Math.round(value);
}
