import { stem, wordsOf } from '../../embeddings/stem.ts';

/**
 * What the model knows by heart: the few facts of its "pre-training". The words that a question must
 * hold, and the answer. Whatever is not here it must read in its prompt, or make up.
 */
const facts: readonly (readonly [words: string, answer: string])[] = [
  ['capital france', 'The capital of France is Paris.'],
  ['capital germany', 'The capital of Germany is Berlin.'],
  ['capital italy', 'The capital of Italy is Rome.'],
  ['capital spain', 'The capital of Spain is Madrid.'],
  ['capital portugal', 'The capital of Portugal is Lisbon.'],
  ['capital japan', 'The capital of Japan is Tokyo.'],
  ['capital uk', 'The capital of the UK is London.'],
  ['capital england', 'The capital of England is London.'],
  ['capital austria', 'The capital of Austria is Vienna.'],
  ['capital switzerland', 'The capital of Switzerland is Bern.'],
  ['capital canada', 'The capital of Canada is Ottawa.'],
  ['capital australia', 'The capital of Australia is Canberra.'],
  ['capital sweden', 'The capital of Sweden is Stockholm.'],
  ['largest planet', 'The largest planet of the solar system is Jupiter.'],
  ['planets solar system', 'There are eight planets in the solar system.'],
  ['boil water', 'Water boils at 100 degrees Celsius at sea level.'],
  ['freeze water', 'Water freezes at 0 degrees Celsius.'],
  ['days week', 'There are seven days in a week.'],
  ['minutes hour', 'There are 60 minutes in an hour.'],
  ['hours day', 'There are 24 hours in a day.'],
  ['speed light', 'Light travels at 299,792,458 metres per second.'],
  ['wrote hamlet', 'William Shakespeare wrote Hamlet.'],
  ['painted mona lisa', 'Leonardo da Vinci painted the Mona Lisa.'],
  ['first moon', 'Neil Armstrong was the first person to walk on the Moon, in 1969.'],
  ['highest mountain', 'The highest mountain is Mount Everest, at 8,849 metres.'],
  ['tallest mountain', 'The highest mountain is Mount Everest, at 8,849 metres.'],
  ['legs spider', 'A spider has eight legs.'],
  ['symbol gold', 'The chemical symbol of gold is Au.'],
  ['formula water', 'The chemical formula of water is H2O.'],
  ['invented telephone', 'Alexander Graham Bell patented the telephone in 1876.'],
  ['stand llm', 'LLM stands for large language model.'],
  ['stand rag', 'RAG stands for retrieval-augmented generation.'],
];

const small = new Set(
  'what is the of a an in at how many are there who does do which at for by it stand name tell me please can you was on to'.split(
    ' ',
  ),
);

/** The fact that answers a question; null when the model does not know it. */
export function recall(question: string): string | null {
  const asked = wordsOf(question).map(stem);
  const meant = asked.filter((word) => !small.has(word));
  for (const [words, answer] of facts) {
    const needed = wordsOf(words).map(stem);
    // A question with more in it than the fact covers is another question.
    if (needed.every((word) => asked.includes(word)) && meant.length <= needed.length + 2)
      return answer;
  }
  return null;
}
