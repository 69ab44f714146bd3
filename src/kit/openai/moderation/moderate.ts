import type { Moderation } from 'openai/resources/moderations';
import { hashNumber } from '../core/hash.ts';
import { type Category, signals } from './signals.ts';

const threshold = 0.5;

/**
 * Judges a text by the words it holds: a flag where a score passes 0.5. A real moderation model reads
 * meaning; this one reads words, and says of "to kill a process" what it says of "to kill a man".
 */
export function moderate(text: string): Moderation {
  const scores = forEach((category) => score(category, text));
  const categories = forEach((category) => scores[category] > threshold);
  return {
    flagged: Object.values(categories).includes(true),
    categories,
    category_scores: scores,
    category_applied_input_types: forEach((): 'text'[] => ['text']),
  };
}

function score(category: Category, text: string): number {
  const found = signals[category].filter(({ pattern }) => pattern.test(text));
  // Small and different for each text, as a real model's scores of harmless texts are.
  const floor = (hashNumber(category, text) % 1000) / 10_000_000;
  const miss = found.reduce((product, { strength }) => product * (1 - strength), 1);
  return Number(Math.max(floor, 1 - miss).toFixed(7));
}

function forEach<T>(make: (category: Category) => T): Record<Category, T> {
  return {
    harassment: make('harassment'),
    'harassment/threatening': make('harassment/threatening'),
    hate: make('hate'),
    'hate/threatening': make('hate/threatening'),
    illicit: make('illicit'),
    'illicit/violent': make('illicit/violent'),
    'self-harm': make('self-harm'),
    'self-harm/intent': make('self-harm/intent'),
    'self-harm/instructions': make('self-harm/instructions'),
    sexual: make('sexual'),
    'sexual/minors': make('sexual/minors'),
    violence: make('violence'),
    'violence/graphic': make('violence/graphic'),
  };
}
