import { featureCosine, featuresOf } from '../../embeddings/features.ts';
import type { Shot } from '../reading/few-shot.ts';
import { commonLabels, type Label } from './labels.ts';

/** A label and how probable the model finds it; all of a text's chances add up to 1. */
export interface LabelChance {
  readonly name: string;
  readonly probability: number;
}

export interface ClassifyOptions {
  readonly text: string;
  readonly labels: readonly Label[];
  readonly shots: readonly Shot[];
}

// How much an example that is exactly the text outweighs the label's name.
const exampleWeight = 2.2;
// A label that many examples carry, or the last one, is favoured: known weaknesses of real models.
const majorityBias = 0.12;
const recencyBias = 0.05;
const sharpness = 7;
// What a label that means "none of the others" has from the start.
const residual = /^(?:neutral|other|none|unknown|misc\w*|general)$/i;
const residualScore = 0.07;

/**
 * Scores each label by what the text has in common with its name, with what the prompt says of it and
 * with what is commonly known of it, and by the examples: each speaks for its label as much as it is
 * like the text.
 *
 * @returns the labels, most probable first
 */
export function classify({ text, labels, shots }: ClassifyOptions): readonly LabelChance[] {
  const features = featuresOf(text);
  const scores = labels.map((label) => {
    const known = commonLabels[label.name.toLowerCase()] ?? '';
    const named = Math.max(
      0.6 * featureCosine(features, featuresOf(label.name)),
      featureCosine(features, featuresOf(`${label.name} ${label.description}`)),
      0.8 * featureCosine(features, featuresOf(known)),
    );
    const own = shots.filter(({ output }) => sameLabel(output, label.name));
    const likeness = own.map(({ input }) => featureCosine(features, featuresOf(input)));
    const nearest = Math.max(0, ...likeness) ** 2;
    const share = shots.length === 0 ? 0 : own.length / shots.length;
    const last = shots.at(-1);
    const isLast = last !== undefined && sameLabel(last.output, label.name);
    const rest = residual.test(label.name) ? residualScore : 0;
    return (
      rest + named + exampleWeight * nearest + majorityBias * share + (isLast ? recencyBias : 0)
    );
  });
  const weights = scores.map((score) => Math.exp(sharpness * score));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return labels
    .map(({ name }, index) => ({ name, probability: (weights[index] ?? 0) / total }))
    .toSorted((a, b) => b.probability - a.probability);
}

/** Whether an example's output is this label, whatever its case and quotes. */
export function sameLabel(output: string, label: string): boolean {
  const plain = (text: string): string =>
    text
      .trim()
      .toLowerCase()
      .replace(/[.!]+$/, '');
  return plain(output) === plain(label);
}
