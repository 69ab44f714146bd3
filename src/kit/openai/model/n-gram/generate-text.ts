import { seededRandom } from '../../../random.ts';
import { hashNumber } from '../../core/hash.ts';
import { wordsOf } from '../../embeddings/stem.ts';
import { piecesOf } from '../../tokens/pieces.ts';
import type { Tokenizer } from '../../tokens/tokenizer.ts';
import { type Draft, draft, type ScoredToken } from '../draft.ts';
import { sentencesOf } from '../reading/sentences.ts';
import type { Situation } from '../reading/situation.ts';
import { type Distribution, endOfText, languageModel } from './language-model.ts';
import { sampleToken } from './sample.ts';

// Where nothing else limits it. A text of the corpus is shorter.
const longest = 160;
const fewSentences = 3;
const endAfterFew = 0.7;

/** Free text, token by token, with the probabilities it was drawn with. */
export async function generateText(situation: Situation, tokenizer: Tokenizer): Promise<Draft> {
  const { prompt, user } = situation;
  const { sampling, choice, variation } = prompt;
  const model = await languageModel(tokenizer);
  const seen = prompt.messages.map(({ role, text }) => `${role}: ${text}`).join('\n');
  const rng = seededRandom(
    hashNumber(prompt.model, seen, sampling.seed ?? 'none', choice, variation),
  );
  const topic = wordsOf(user)
    .filter((word) => word.length > 4)
    .flatMap((word) => tokenizer.ids(` ${word}`));
  const most = Math.min(longest, sampling.maxTokens ?? longest);

  const scored: ScoredToken[] = [];
  const written: number[] = [];
  for (let place = 0; place < most + 1; place += 1) {
    const next = mayEnd(tokenizer, written)
      ? withEnd(model.next(written, topic))
      : model.next(written, topic);
    const sampled = sampleToken(next, { sampling, written, rng });
    if (sampled.id === endOfText) break;
    scored.push(sampled);
    written.push(sampled.id);
    if (sampling.stop.length > 0 && endsIn(tokenizer.decode(written), sampling.stop)) break;
  }
  const tokens = written.map((id) => tokenizer.token(id));
  const content = piecesOf(tokens)
    .map(({ text }) => text)
    .join('');
  return draft('n-gram', { content, scored });
}

// After a few sentences the end becomes likely, whatever the model knows of the place.
function mayEnd(tokenizer: Tokenizer, written: readonly number[]): boolean {
  const text = tokenizer.decode(written);
  return text.endsWith('.') && sentencesOf(text).length >= fewSentences;
}

function withEnd(next: Distribution): Distribution {
  const scaled = [...next].map(
    ([id, probability]) => [id, probability * (1 - endAfterFew)] as const,
  );
  return new Map([
    ...scaled,
    [endOfText, (next.get(endOfText) ?? 0) * (1 - endAfterFew) + endAfterFew],
  ]);
}

function endsIn(text: string, stop: readonly string[]): boolean {
  return stop.some((end) => text.includes(end));
}
