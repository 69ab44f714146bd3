import { featureCosine, featuresOf } from '../../embeddings/features.ts';
import { type Draft, draft } from '../draft.ts';
import { ended, sentencesOf } from '../reading/sentences.ts';
import type { Situation } from '../reading/situation.ts';

const asksForSummary =
  /\b(?:summari[sz]\w*|summary|tl;?dr|key points|main points|shorten|condense)\b/i;
const usual = 2;

/** Answers a prompt that asks for a summary, with the sentences nearest to all of the text; null otherwise. */
export function answerAsSummary(situation: Situation): Draft | null {
  if (!asksForSummary.test(`${situation.system}\n${situation.request}`)) return null;
  const text = textToSummarise(situation);
  const sentences = sentencesOf(text);
  if (sentences.length === 0) return null;
  const wanted = situation.rules.maxSentences ?? usual;
  return draft('instructions', { content: central(sentences, wanted).map(ended).join(' ') });
}

/** The `count` sentences that have most in common with the whole, in their order. */
export function central(sentences: readonly string[], count: number): readonly string[] {
  const whole = featuresOf(sentences.join(' '));
  const ranked = sentences
    .map((sentence, place) => ({
      sentence,
      place,
      score: featureCosine(featuresOf(sentence), whole),
    }))
    .toSorted((a, b) => b.score - a.score || a.place - b.place)
    .slice(0, count);
  return ranked.toSorted((a, b) => a.place - b.place).map(({ sentence }) => sentence);
}

function textToSummarise({ blocks, request, earlier }: Situation): string {
  if (blocks.length > 0) return blocks.map(({ text }) => text).join('\n');
  const rest = sentencesOf(request).filter((sentence) => !asksForSummary.test(sentence));
  if (rest.length > 0) return rest.join('\n');
  return earlier.map(({ text }) => text).join('\n');
}
