import type { Tokenizer } from '../../tokens/tokenizer.ts';
import { type Draft, draft, type ScoredToken } from '../draft.ts';
import { openInput, type Shot, shotsOf } from '../reading/few-shot.ts';
import { sentencesOf } from '../reading/sentences.ts';
import type { Situation } from '../reading/situation.ts';
import { classify, type LabelChance } from './classify.ts';
import { type Label, labelsIn } from './labels.ts';

const asksForClass =
  /\b(?:classif\w+|categori[sz]\w*|label|sentiment|route|which (?:category|class|queue|label|department|intent)|what (?:category|class|intent|sentiment))\b/i;

/** Answers a prompt that asks for one of several labels; null for any other prompt. */
export function answerAsClassifier(
  situation: Situation,
  learnt: readonly Shot[],
  tokenizer: Tokenizer,
): Draft | null {
  const task = classificationIn(situation, learnt);
  if (task === null) return null;
  const chances = classify(task);
  const [best] = chances;
  if (best === undefined) return null;
  const isBare = situation.rules.nothingElse || task.shots.length > 0;
  if (!isBare) {
    const name = /\bsentiment\b/i.test(`${situation.system} ${situation.request}`)
      ? 'sentiment'
      : 'category';
    return draft('classifier', { content: `The ${name} of this text is: ${best.name}.` });
  }
  return draft('classifier', {
    content: best.name,
    scored: scoredLabel(best.name, chances, tokenizer),
  });
}

export interface Classification {
  readonly text: string;
  readonly labels: readonly Label[];
  readonly shots: readonly Shot[];
}

/** The text, labels and examples of a prompt that asks for a label. */
export function classificationIn(
  situation: Situation,
  learnt: readonly Shot[],
): Classification | null {
  const instructions = `${situation.system}\n${situation.request}`;
  const named = labelsIn(instructions);
  const inPrompt = shotsOf(situation);
  const outputs = [...new Set(inPrompt.map(({ output }) => output))];
  const fromShots =
    outputs.length > 0 && outputs.every(isShort) && inPrompt.length > outputs.length - 1;
  const fromTuning = [...new Set(learnt.map(({ output }) => output))];
  const isTuned =
    learnt.length > 0 && fromTuning.every(isShort) && fromTuning.length <= learnt.length / 2;
  const isAsked = asksForClass.test(instructions) || situation.rules.nothingElse;
  if (!(isAsked && named.length > 1) && !(fromShots && inPrompt.length > 1) && !isTuned)
    return null;
  const labels =
    named.length > 1
      ? named
      : (fromShots && inPrompt.length > 1 ? outputs : fromTuning).map((name) => ({
          name,
          description: '',
        }));
  return { text: textToClassify(situation), labels, shots: [...learnt, ...inPrompt] };
}

/** The text that a prompt wants judged: its data, or what is left of the message without the instructions. */
export function textToClassify(situation: Situation): string {
  const open = openInput(situation.user);
  const block = situation.blocks.at(-1)?.text;
  if (open !== null && block === undefined) return open;
  if (block !== undefined) return openInput(block) ?? block;
  const sentences = sentencesOf(situation.request);
  const left = sentences.filter(
    (sentence) => !asksForClass.test(sentence) && labelsIn(sentence).length === 0,
  );
  const quoted = /["“]([^"”]{8,})["”]/.exec(situation.request)?.[1];
  return quoted ?? (left.length > 0 ? left.join(' ') : situation.request);
}

// The first token tells the labels apart; the rest of the chosen label follows of itself.
function scoredLabel(
  label: string,
  chances: readonly LabelChance[],
  tokenizer: Tokenizer,
): readonly ScoredToken[] {
  const byToken = new Map<number, number>();
  for (const { name, probability } of chances) {
    const [first] = tokenizer.ids(name);
    if (first !== undefined) byToken.set(first, (byToken.get(first) ?? 0) + probability);
  }
  const top = [...byToken]
    .map(([id, probability]) => ({ id, logprob: Math.log(Math.max(probability, 1e-9)) }))
    .toSorted((a, b) => b.logprob - a.logprob);
  return tokenizer.ids(label).map((id, place) => {
    if (place > 0) return { id, logprob: 0, top: [{ id, logprob: 0 }] };
    return { id, logprob: top.find((chance) => chance.id === id)?.logprob ?? 0, top };
  });
}

function isShort(text: string): boolean {
  return text !== '' && text.split(/\s+/).length <= 4 && !/[.?!]$/.test(text);
}
