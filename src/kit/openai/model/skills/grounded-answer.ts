import { featureCosine, featuresOf } from '../../embeddings/features.ts';
import { stem, wordsOf } from '../../embeddings/stem.ts';
import { type Draft, draft } from '../draft.ts';
import { capitalised, ended, sentencesOf } from '../reading/sentences.ts';
import type { Situation } from '../reading/situation.ts';
import { hallucinate } from './hallucinate.ts';
import { recall } from './memory.ts';

/** A sentence that the model has read, and where. */
interface Evidence {
  readonly sentence: string;
  readonly id: string | null;
  /** Statements that people made in the conversation, not documents. */
  readonly isTurn: boolean;
  readonly score: number;
}

// Below this a sentence does not answer the question.
const enough = 0.3;
// Of more passages than this, those in the middle are read with less care ("lost in the middle").
const wellRead = 4;
const middleCare = 0.65;
const untold = 'I do not have that information: you have not told me in this conversation.';

/**
 * Answers a question: from the documents in the prompt, from what was said before, from the little
 * that the model knows by heart; and if none of them answers, with an invention, unless the prompt
 * allows it to say that it does not know.
 */
export function answerFromContext(situation: Situation): Draft {
  const { question, rules } = situation;
  const known = knownAnswer(situation);
  if (known !== null) return draft('grounded-qa', { content: known });
  if (rules.abstain !== null) return draft('grounded-qa', { content: rules.abstain });
  // Of the user themselves a model claims to know nothing that it was not told.
  if (
    /\b(?:my|mine|did i|have i|am i|do i (?:live|work|like|own|want|study|prefer|speak|drive))\b/i.test(
      question,
    )
  ) {
    return draft('grounded-qa', { content: untold });
  }
  return draft('grounded-qa', { content: hallucinate(question, rules.cite) });
}

/** The answer that the prompt holds, or that the model knows by heart; null for none. */
export function knownAnswer(situation: Situation): string | null {
  const { question, rules } = situation;
  const best = strongest(question, [...documentEvidence(situation), ...turnEvidence(situation)]);
  if (best !== null && best.score >= enough) {
    const text = best.isTurn ? turnedRound(best.sentence) : best.sentence;
    const said = rules.maxWords === null ? text : mostTelling(text, question, rules.maxWords);
    const citation = rules.cite && best.id !== null ? ` [${best.id}]` : '';
    return withCitation(ended(capitalised(said)), citation);
  }
  const hasDocuments = situation.blocks.some(({ label }) => !/^(?:answer|response)/.test(label));
  return hasDocuments ? null : recall(question);
}

/** The run of at most `count` words that says most beyond the question. */
function mostTelling(sentence: string, question: string, count: number): string {
  const words = sentence.split(/\s+/);
  if (words.length <= count) return sentence;
  const asked = new Set(wordsOf(question).map(stem));
  const news = words.map((word) => {
    const [plain = ''] = wordsOf(word);
    if (plain === '' || asked.has(stem(plain)) || asking.has(stem(plain))) return 0;
    return /\d/.test(plain) ? 2 : 1;
  });
  const worth = (start: number): number =>
    news.slice(start, start + count).reduce<number>((sum, value) => sum + value, 0);
  const starts = Array.from({ length: words.length - count + 1 }, (_, start) => start);
  const best = starts.reduce((a, b) => (worth(b) >= worth(a) ? b : a), 0);
  return words
    .slice(best, best + count)
    .join(' ')
    .replace(/[,;:]$/, '');
}

function withCitation(sentence: string, citation: string): string {
  return citation === '' ? sentence : sentence.replace(/([.!?])$/, `${citation}$1`);
}

function documentEvidence({ blocks, question }: Situation): readonly Evidence[] {
  return blocks.flatMap((block, place) => {
    const fromEnd = Math.min(place, blocks.length - 1 - place);
    const care = blocks.length > wellRead && fromEnd > 0 ? middleCare : 1;
    return sentencesOf(block.text).map((sentence) => ({
      sentence,
      id: block.id,
      isTurn: false,
      score: care * answerScore(question, sentence),
    }));
  });
}

// What user and assistant stated earlier, and what the user states beside the question.
function turnEvidence(situation: Situation): readonly Evidence[] {
  const said = situation.earlier
    .filter(({ role }) => role !== 'tool')
    .flatMap(({ text, role }) => sentencesOf(text).map((sentence) => ({ sentence, role })));
  const now = sentencesOf(situation.request).map((sentence) => ({ sentence, role: 'user' }));
  return [...said, ...now]
    .filter(({ sentence }) => !sentence.endsWith('?') && sentence !== situation.question)
    .map(({ sentence, role }) => ({
      sentence,
      id: null,
      isTurn: role === 'user',
      score: answerScore(situation.question, sentence),
    }));
}

// The later of two that are as strong: what was said last counts.
function strongest(question: string, evidence: readonly Evidence[]): Evidence | null {
  if (question.trim() === '') return null;
  return evidence.reduce<Evidence | null>(
    (best, other) =>
      best === null ||
      other.score > best.score + 1e-9 ||
      (other.isTurn && other.score === best.score)
        ? other
        : best,
    null,
  );
}

/** How well a sentence answers a question: what they mean in common, and whether it has the kind of thing that is asked for. */
export function answerScore(question: string, sentence: string): number {
  const asked = contentWords(question);
  if (asked.length === 0) return 0;
  const held = new Set(wordsOf(sentence).map(stem));
  const shared = asked.filter((word) => held.has(word)).length / asked.length;
  const meaning = featureCosine(featuresOf(question), featuresOf(sentence));
  const kind = kindOfAnswer(question);
  const fits = kind === null ? 0 : kind.test(sentence) ? 0.08 : -0.08;
  return 0.55 * shared + 0.45 * meaning + fits;
}

function kindOfAnswer(question: string): RegExp | null {
  if (/\bhow (?:many|much|long|old|often)\b|\bwhat (?:percentage|price|number)\b/i.test(question))
    return /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|free|none)\b/i;
  if (/\bwhen\b|\bwhat (?:year|date|time)\b/i.test(question))
    return /\d|\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|noon|midnight|yesterday|today|tomorrow)\b/i;
  if (/\bwho\b|\bwhose\b|\bmy name\b/i.test(question)) return /(?<=\s)[A-Z][a-z]+/;
  return null;
}

const asking = new Set(
  'what which who whose whom when where why how is are was were do does did can could may will would the a an of in on at to for from and or it this that my your our i you we me many much long please tell be have has'
    .split(' ')
    .map(stem),
);

function contentWords(text: string): readonly string[] {
  const words = [...new Set(wordsOf(text).map(stem))];
  return words.filter((word) => !asking.has(word));
}

// "My name is Ada." was said by the user; the model says it back.
function turnedRound(sentence: string): string {
  const swaps: Readonly<Record<string, string>> = {
    my: 'your',
    mine: 'yours',
    i: 'you',
    me: 'you',
    am: 'are',
    "i'm": 'you are',
    our: 'your',
    we: 'you',
    your: 'my',
    you: 'I',
    myself: 'yourself',
  };
  return sentence.replace(
    /\b(?:[Ii]'m|my|mine|[Ii]|me|am|our|we|your|you|myself|My|Mine|Our|We|Your|You)\b/g,
    (word) => swaps[word.toLowerCase()] ?? word,
  );
}
