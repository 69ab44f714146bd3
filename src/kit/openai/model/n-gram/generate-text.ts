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
export function generateText(situation: Situation, tokenizer: Tokenizer): Draft {
  const { prompt, user } = situation;
  const { sampling, choice, variation } = prompt;
  const model = languageModel(tokenizer);
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
  const options = { sampling, written, rng };
  const decoder = new TextDecoder();
  let soFar = '';
  let newest = '';
  for (let place = 0; place < most + 1; place += 1) {
    const next = model.next(written, topic);
    const sampled = sampleToken(mayEnd(soFar, newest) ? withEnd(next) : next, options);
    if (sampled.id === endOfText) break;
    scored.push(sampled);
    written.push(sampled.id);
    newest = decoder.decode(tokenizer.token(sampled.id).bytes, { stream: true });
    soFar += newest;
    if (sampling.stop.some((end) => soFar.includes(end))) break;
  }
  const tokens = written.map((id) => tokenizer.token(id));
  const content = piecesOf(tokens)
    .map(({ text }) => text)
    .join('');
  return draft('n-gram', { content, scored });
}

// After a few sentences the end becomes likely, whatever the model knows of the place. The newest token is looked
// at because a text lacks a character that has only begun, and may seem to end in the full stop before it.
function mayEnd(text: string, newest: string): boolean {
  return newest.endsWith('.') && sentencesOf(text).length >= fewSentences;
}

function withEnd({ ids, probabilities }: Distribution): Distribution {
  const end = ids.indexOf(endOfText);
  const raised = probabilities.map(
    (probability, place) => probability * (1 - endAfterFew) + (place === end ? endAfterFew : 0),
  );
  return { ids, probabilities: raised };
}
