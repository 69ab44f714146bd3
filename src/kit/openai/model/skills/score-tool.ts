import { type Features, featureCosine, featuresOf } from '../../embeddings/features.ts';
import { stem, wordsOf } from '../../embeddings/stem.ts';
import type { PromptTool } from '../prompt.ts';
import { nameAsWords } from '../reading/sentences.ts';
import { findStrings } from './find-strings.ts';
import { shapeOf } from './schema.ts';

const polite =
  /^\s*(?:please|can you|could you|would you|i want to|i would like to|now|also|and)\s+/i;

/** How well a tool fits a wish, by its name, its description and its parameters: the words that the author of the tool chose. */
export function scoreTool(tool: PromptTool, wish: string, asked: Features): number {
  const { properties } = shapeOf(tool.parameters ?? {}, tool.parameters ?? {});
  const words = properties.map(
    ([name, schema]) =>
      `${nameAsWords(name)} ${typeof schema.description === 'string' ? schema.description : ''}`,
  );
  const name = nameAsWords(tool.name);
  const isNamed = new RegExp(`\\b${tool.name}\\b`).test(wish);
  // "Refund 25 dollars for order A-12" wants the tool called refund, whatever the others know of orders.
  const [verb = ''] = wordsOf(wish.replace(polite, ''));
  const isVerb = wordsOf(name).map(stem).includes(stem(verb));
  return (
    (isNamed ? 1 : 0) +
    (isVerb ? 0.4 : 0) +
    Math.max(
      featureCosine(asked, featuresOf(name)),
      featureCosine(asked, featuresOf(`${name} ${tool.description}`)),
    ) +
    0.3 * featureCosine(asked, featuresOf(words.join(' '))) +
    (properties.some(([name]) => isSum(name, wish)) ? 0.5 : 0)
  );
}

// A sum in the wish speaks for a tool that takes one.
function isSum(name: string, wish: string): boolean {
  return (
    /expression|formula|equation|calculation/i.test(name) &&
    findStrings(wish, { name, description: '', format: '' }).length > 0
  );
}
