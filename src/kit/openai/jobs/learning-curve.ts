import type { TunedExample } from '../core/store.ts';
import type { Tokenizer } from '../tokens/tokenizer.ts';

export interface CurveOptions {
  readonly epochs: number;
  readonly batchSize: number;
  /** How strongly a step counts; 1 by default in the API. */
  readonly rate: number;
  readonly tokenizer: Tokenizer;
}

/** One step of the training. */
export interface CurvePoint {
  readonly loss: number;
  readonly accuracy: number;
}

/**
 * A learning curve that is really learnt: a model of token pairs is fitted to the answers batch by
 * batch, and each point is its loss on a batch before it has learnt from it. It falls as a language
 * model's does, and faster in the second epoch; its height says nothing about a real model's.
 */
export function learningCurve(
  examples: readonly TunedExample[],
  { epochs, batchSize, rate, tokenizer }: CurveOptions,
): readonly CurvePoint[] {
  const rows = examples.map(({ output }) => tokenizer.ids(output));
  const vocabulary = new Set(rows.flat()).size + 1;
  const counts = new Map<number, Map<number, number>>();
  const points: CurvePoint[] = [];
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (let start = 0; start < rows.length; start += batchSize) {
      const batch = rows.slice(start, start + batchSize);
      points.push(measure(batch, counts, vocabulary));
      for (const row of batch) learn(row, counts, rate);
    }
  }
  return points;
}

type Counts = Map<number, Map<number, number>>;

function measure(
  batch: readonly (readonly number[])[],
  counts: Counts,
  vocabulary: number,
): CurvePoint {
  let loss = 0;
  let hits = 0;
  let tokens = 0;
  for (const row of batch) {
    for (const [place, token] of row.entries()) {
      const next = counts.get(row[place - 1] ?? -1);
      const total = [...(next?.values() ?? [])].reduce((sum, count) => sum + count, 0);
      const probability = ((next?.get(token) ?? 0) + 1 / vocabulary) / (total + 1);
      loss -= Math.log(probability);
      const best = [...(next ?? [])].reduce((a, b) => (b[1] > a[1] ? b : a), [-1, 0]);
      if (best[0] === token) hits += 1;
      tokens += 1;
    }
  }
  const per = Math.max(1, tokens);
  return { loss: round(loss / per), accuracy: round(hits / per) };
}

function learn(row: readonly number[], counts: Counts, rate: number): void {
  for (const [place, token] of row.entries()) {
    const before = row[place - 1] ?? -1;
    const next = counts.get(before) ?? new Map<number, number>();
    next.set(token, (next.get(token) ?? 0) + rate);
    counts.set(before, next);
  }
}

function round(value: number): number {
  return Number(value.toFixed(4));
}
