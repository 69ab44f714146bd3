import type { Draft } from '../draft.ts';
import type { Rules } from '../reading/rules.ts';
import { ended, sentencesOf } from '../reading/sentences.ts';

const tones = {
  friendly: (text: string) => `Happy to help! ${text}`,
  formal: (text: string) => `Dear reader, ${text}`,
  pirate: (text: string) => `Arr, ${text}`,
};

/** Gives a draft the form that the prompt's rules ask for. Calls, refusals and JSON keep theirs. */
export function followRules(draft: Draft, rules: Rules, isBare: boolean): Draft {
  if (draft.content === null || isBare) return draft;
  let text = draft.content;
  if (rules.maxSentences !== null) text = sentencesOf(text).slice(0, rules.maxSentences).join(' ');
  if (rules.tone !== null) text = tones[rules.tone](text);
  if (rules.bullets)
    text = sentencesOf(text)
      .map((sentence) => `- ${sentence}`)
      .join('\n');
  if (rules.finalAnswerLine && !/^Answer:/m.test(text))
    text = `${text}\nAnswer: ${lastClaim(text)}`;
  if (rules.prefix !== null && !text.startsWith(rules.prefix)) text = `${rules.prefix} ${text}`;
  if (rules.maxWords !== null) text = firstWords(text, rules.maxWords);
  if (rules.suffix !== null && !text.endsWith(rules.suffix)) text = `${text} ${rules.suffix}`;
  if (rules.upperCase) text = text.toUpperCase();
  if (rules.lowerCase) text = text.toLowerCase();
  return text === draft.content ? draft : { ...draft, content: text, scored: null };
}

function lastClaim(text: string): string {
  const claim = sentencesOf(text).at(-1) ?? text;
  return /=\s*(-?[\d.]+)/.exec(claim)?.[1] ?? claim;
}

function firstWords(text: string, count: number): string {
  const words = text.split(/(?<=\s)/);
  if (words.length <= count) return text;
  return ended(
    words
      .slice(0, count)
      .join('')
      .trim()
      .replace(/[,;:]$/, ''),
  );
}
