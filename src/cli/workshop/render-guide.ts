import type { Guide, GuideExercise, SeenMistake, TalkStep } from '../../workshop/index.ts';
import { lengthOf } from '../../workshop/index.ts';
import { renderDuration } from '../render-duration.ts';
import { anchorOf, asCell, asMarkdown, codeBlock, codeList } from './markdown-text.ts';

/** What the one who leads a workshop needs, as Markdown. */
export function renderGuide({ track, parts }: Guide): string {
  const hasCodes = parts.some((part) => part.kind === 'exercise' && part.code !== null);
  const length = renderDuration(lengthOf({ ...track, kind: 'workshop' }));
  return [
    `# ${asMarkdown(track.title)}: guide for the facilitator`,
    '',
    `${asMarkdown(track.for)} ${length} without breaks; \`npx workbook workshop agenda ${track.id} --start 09:30\` makes the timetable.`,
    '',
    ...contents(parts, hasCodes),
    '',
    howItRuns,
    ...parts.flatMap((part) => [
      '',
      part.kind === 'exercise' ? exerciseText(part) : talkText(part),
    ]),
  ].join('\n');
}

const howItRuns = `## How an exercise runs

1. **The question, then the idea**, from the screen, before anybody opens the editor. Let two or three people answer the question first, and write down what they say.
2. **Build.** Everybody works alone or in pairs, with \`npm start\`. Walk around; the mistakes below are what you will see. Each has the function and the spec by which you know it, what the workbook says to the learner, and a question. Ask the question first: who finds the mistake keeps it found.
3. **Compare.** Show the reference, say why it is written so, and come back to the answers that you wrote down.

You need no answer to every question of the room: what is in this guide is what the exercise is about.`;

function contents(parts: Guide['parts'], hasCodes: boolean): readonly string[] {
  const head = ['Step', 'Minutes', ...(hasCodes ? ['Code'] : [])];
  const rows = parts.map((part) => {
    if (part.kind !== 'exercise') return [stepTitle(part), String(part.minutes), ''];
    const { talkIn, compare, exercise } = part.step;
    const minutes = `${talkIn} + ${exercise.minutes} + ${compare}`;
    const title = headingOf(part);
    return [
      `[${asMarkdown(title)}](#${anchorOf(title)})`,
      minutes,
      part.code ? `\`${part.code}\`` : '',
    ];
  });
  return [head, head.map((_, column) => (column === 1 ? '--:' : ':--')), ...rows].map(
    (cells) => `| ${cells.slice(0, head.length).map(asCell).join(' | ')} |`,
  );
}

function stepTitle({ kind, title }: TalkStep): string {
  return kind === 'debrief' ? `Debrief. ${asMarkdown(title)}` : asMarkdown(title);
}

function talkText({ kind, title, minutes }: TalkStep): string {
  const text =
    kind === 'debrief'
      ? 'Give everybody a minute to write first, then go round. Note what they want to change: it is what the workshop was for.'
      : 'Before anything is built.';
  const heading = kind === 'debrief' ? 'Debrief' : asMarkdown(title);
  const subject = kind === 'debrief' ? ` ${asMarkdown(title)}.` : '';
  return `## ${heading}\n\n${minutes} minutes.${subject} ${text}`;
}

function headingOf({ step: { exercise } }: GuideExercise): string {
  return `${exercise.number} ${exercise.title}`;
}

function exerciseText(part: GuideExercise): string {
  const { step, code, question, idea, points } = part;
  const { exercise, functions, talkIn, compare } = step;
  const { number, minutes } = exercise;
  return [
    `## ${asMarkdown(headingOf(part))}`,
    `${talkIn} minutes for the question and the idea, ${minutes} to build ${codeList(functions)}, ${compare} to compare.`,
    ...(code ? [`Unlock code: \`npx workbook unlock ${code}\``] : []),
    '### The point',
    ...below('#### The question', question),
    ...below('#### The idea', idea),
    `To show: \`npx workbook demo ${number} --solution\` draws it.`,
    ...below('#### What they can say afterwards', points),
    ...mistakesText(part),
    '### When to move on',
    moveOnText(part),
    '### The reference',
    codeBlock(part.reference, 'ts'),
    ...(part.why === '' ? [] : [part.why]),
  ].join('\n\n');
}

/** A heading with its text; neither where there is none. */
function below(heading: string, text: string): readonly string[] {
  return text === '' ? [] : [heading, text];
}

function mistakesText({ asked, others, step }: GuideExercise): readonly string[] {
  return [
    '### What people get wrong, and what to ask',
    ...asked.flatMap((mistake) => [
      `**${asMarkdown(mistake.title)}** (${seenText(mistake)})`,
      asMarkdown(mistake.explanation),
      `> **Ask:** ${asMarkdown(mistake.ask)}`,
    ]),
    ...(others.length === 0
      ? []
      : [
          asked.length === 0
            ? 'The workbook knows these mistakes:'
            : 'The workbook names these too:',
          byFunction(others, [...step.functions, ...step.spare]),
        ]),
  ];
}

function seenText(mistake: SeenMistake): string {
  return `\`${mistake.function}\`, red: ${asMarkdown(mistake.spec)}`;
}

function byFunction(mistakes: readonly SeenMistake[], functions: readonly string[]): string {
  return functions
    .flatMap((name) => {
      const titles = mistakes
        .filter((mistake) => mistake.function === name)
        .map(({ title }) => asMarkdown(title));
      return titles.length === 0 ? [] : [`- \`${name}\`: ${titles.join('; ')}`];
    })
    .join('\n');
}

function moveOnText({ step, code }: GuideExercise): string {
  const { exercise, functions, spare } = step;
  const { number, minutes } = exercise;
  const half = Math.round(minutes / 2);
  const [first = '', ...later] = functions;
  const halfWay =
    later.length === 0
      ? `After ${half} minutes the first specs of \`${first}\` should be green.`
      : `After ${half} minutes \`${first}\` should be green.`;
  const reference = code
    ? `The others type the code above, and then \`npx workbook catch-up ${number}\``
    : `The others put the reference in with \`npx workbook catch-up ${number}\``;
  return [
    `- ${halfWay} Whoever is not there yet asks for a hint: \`npx workbook hint ${number}\`, once or twice.`,
    `- Move on when three in four have ${codeList(functions)} green, and after ${minutes} minutes in any case.`,
    `- ${reference}; \`npx workbook undo ${number}\` brings their own file back at home.`,
    ...(spare.length === 0 ? [] : [`- Who is done early goes on with ${codeList(spare)}.`]),
  ].join('\n');
}
