import { type Draft, draft } from '../draft.ts';
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

/** Answers greetings, thanks and "say …"; null for everything else. */
export function answerSmallTalk({ user, blocks }: Situation): Draft | null {
  if (blocks.length > 0) return null;
  for (const [said, answer] of answers) {
    const found = said.exec(user);
    if (found) return draft('instructions', { content: answer.replace('$1', found[1] ?? '') });
  }
  return null;
}
