import { lexiconText } from '../../embeddings/lexicon-text.ts';
import { stem } from '../../embeddings/stem.ts';
import { type Draft, draft } from '../draft.ts';
import { capitalised } from '../reading/sentences.ts';
import type { Situation } from '../reading/situation.ts';

const answers: readonly (readonly [said: RegExp, answer: string])[] = [
  [
    /^\s*(?:hello|hi|hey|good (?:morning|evening|afternoon))\b[\s!.,]*(?:there)?[\s!.]*$/i,
    'Hello! How can I assist you today?',
  ],
  [/^\s*(?:thanks|thank you)\b[\s\w]*[!.]*\s*$/i, "You're welcome."],
  [
    /\b(?:who|what) are you\b/i,
    'I am the offline model of this workbook: a small program that reads its prompt by rules.',
  ],
  [
    /^\s*(?:say|repeat|echo|write the words?) (?:only |just )?(?:the words? )?["“']?(.{1,60}?)["”']?[.!]?\s*$/i,
    '$1',
  ],
];

const translate =
  /\btranslat\w*\b|\b(?:answer|reply|respond|write) in (?:french|german|spanish|italian|dutch|latin)\b/i;
const statement = /^\s*(?:i|my|we|our)(?:'m|'ve)?\b/i;
const list =
  /\b(?:list|name|suggest|give me|tell me)\s+(?:me\s+)?(\d+|two|three|four|five|six|seven|eight|nine|ten|some|a few)\s+(?:kinds of |types of |names of )?([a-z]+)/i;
const counts: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
};

/** Answers greetings, thanks, "say …", statements and wishes for lists; null for everything else. */
export function answerSmallTalk({ user, blocks }: Situation): Draft | null {
  if (blocks.length > 0) return null;
  for (const [said, answer] of answers) {
    const found = said.exec(user);
    if (found) return draft('instructions', { content: answer.replace('$1', found[1] ?? '') });
  }
  if (translate.test(user))
    return draft('instructions', { content: 'I can read and write English only.' });
  if (
    statement.test(user) &&
    !/[?]/.test(user) &&
    !/\b(?:need|want|would like|wonder)\b/i.test(user)
  ) {
    return draft('instructions', { content: 'Thank you, I have noted that.' });
  }
  return answerAsList(user);
}

// "List three fruits": of things that the lexicon knows.
function answerAsList(user: string): Draft | null {
  const [, amount = '', noun = ''] = list.exec(user) ?? [];
  const wanted = stem(noun.toLowerCase());
  const words = lexiconText
    .split('\n')
    .map((line) => line.split(': '))
    .find(([concept = '']) => stem(concept) === wanted)?.[1];
  if (words === undefined) return null;
  const others = words.split(', ').filter((word) => stem(word) !== wanted);
  const count = counts[amount.toLowerCase()] ?? (/^\d+$/.test(amount) ? Number(amount) : 3);
  return draft('instructions', { content: others.slice(0, count).map(capitalised).join('\n') });
}
