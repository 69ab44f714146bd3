import type { Moderation } from 'openai/resources/moderations';
import { hashNumber } from '../core/hash.ts';
import { type Category, signals } from './signals.ts';

const threshold = 0.5;

/**
 * Judges a text by the words it holds: a flag where a score passes 0.5. A real moderation model reads
 * meaning; this one reads words, and says of "to kill a process" what it says of "to kill a man".
 */
export function moderate(text: string): Moderation {
  const scores = scoresOf(text);
  const flags = (Object.keys(scores) as Category[]).map((name) => [name, scores[name] > threshold]);
  const categories: Moderation.Categories = Object.fromEntries(flags);
  return {
    flagged: Object.values(categories).includes(true),
    categories,
    category_scores: scores,
    category_applied_input_types: appliedTypes(),
  };
}

function scoresOf(text: string): Moderation.CategoryScores {
  const score = (category: Category): number => {
    const found = signals[category].filter(({ pattern }) => pattern.test(text));
    // Small and different for each text, as a real model's scores of harmless texts are.
    const floor = (hashNumber(category, text) % 1000) / 10_000_000;
    const miss = found.reduce((product, { strength }) => product * (1 - strength), 1);
    return Number(Math.max(floor, 1 - miss).toFixed(7));
  };
  return {
    harassment: score('harassment'),
    'harassment/threatening': score('harassment/threatening'),
    hate: score('hate'),
    'hate/threatening': score('hate/threatening'),
    illicit: score('illicit'),
    'illicit/violent': score('illicit/violent'),
    'self-harm': score('self-harm'),
    'self-harm/intent': score('self-harm/intent'),
    'self-harm/instructions': score('self-harm/instructions'),
    sexual: score('sexual'),
    'sexual/minors': score('sexual/minors'),
    violence: score('violence'),
    'violence/graphic': score('violence/graphic'),
  };
}

function appliedTypes(): Moderation.CategoryAppliedInputTypes {
  return {
    harassment: ['text'],
    'harassment/threatening': ['text'],
    hate: ['text'],
    'hate/threatening': ['text'],
    illicit: ['text'],
    'illicit/violent': ['text'],
    'self-harm': ['text'],
    'self-harm/intent': ['text'],
    'self-harm/instructions': ['text'],
    sexual: ['text'],
    'sexual/minors': ['text'],
    violence: ['text'],
    'violence/graphic': ['text'],
  };
}
