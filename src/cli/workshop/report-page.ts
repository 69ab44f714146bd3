import type { Catalog } from '../../catalog/index.ts';
import type { MetMisconception, RoomExercise, RoomReport } from '../../workshop/index.ts';
import { escapeHtml } from './escape-html.ts';
import { unsolvedList } from './render-room.ts';
import { figureLegend, figurePatterns, roomFigure, timeTicks } from './report-figure.ts';
import { reportStyle } from './report-style.ts';

/** By this a page is known as ours, so that a newer one may take its place. */
const generator = 'workbook report';

const explained = 8;
const listed = 25;

/** Whether a text is a page that {@link reportPage} made. */
export function isReportPage(text: string): boolean {
  return text.includes(`<meta name="generator" content="${generator}">`);
}

/**
 * The report as one HTML page that needs nothing else: for the screen, light and dark, and for paper.
 *
 * @param madeOn the day that stands in it, as it is to be read
 */
export function reportPage(
  { chapters }: Pick<Catalog, 'chapters'>,
  report: RoomReport,
  madeOn: string,
): string {
  const { learners, exercises, misconceptions } = report;
  const title = `How the room did: ${counted(learners, 'learner')}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="${generator}">
<title>${title}</title>
<style>${reportStyle}</style>
</head>
<body>
${figurePatterns}
<header>
<h1>How the room did</h1>
<p class="soft">${counted(learners, 'learner')}, ${counted(exercises.length, 'exercise')} begun. Made on ${escapeHtml(madeOn)}.</p>
</header>
<main>
${tiles(report)}
${figures(chapters, exercises)}
${minutesSection(report)}
${misconceptionsSection(misconceptions)}
${tableSection(exercises)}
</main>
<footer>
<p>Times run until an exercise was solved and are counted in the watch mode. Those who had put the reference in place to catch up do not count in them.
A share is of the learners who have begun the exercise.${report.untouched.length > 0 ? ` Begun by nobody: ${report.untouched.join(', ')}.` : ''}</p>
<p>Workbook ${escapeHtml(report.workbooks.join(', '))}. Single learners cannot be read out of this page.</p>
</footer>
</body>
</html>
`;
}

function tiles({ learners, exercises, solvedEach }: RoomReport): string {
  const caughtUp = exercises.reduce((sum, { states }) => sum + states.caughtUp, 0);
  const begun = exercises.reduce((sum, exercise) => sum + exercise.begun, 0);
  const solved = exercises.reduce((sum, { states }) => sum + states.solved + states.mastered, 0);
  const facts = [
    ['learners', String(learners)],
    ['exercises that half the room solved', String(Math.floor(solvedEach.median))],
    ['of begun exercises are solved', percent(begun === 0 ? 0 : solved / begun)],
    ['catch-ups', String(caughtUp)],
  ];
  return `<dl class="tiles">${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('')}</dl>`;
}

function figures(chapters: Catalog['chapters'], exercises: readonly RoomExercise[]): string {
  if (exercises.length === 0) return '<p>Nobody has begun an exercise yet.</p>';
  const ticks = timeTicks(exercises);
  const drawn = chapters.flatMap(({ number, title }) => {
    const own = exercises.filter(({ chapter }) => chapter === number);
    if (own.length === 0) return [];
    const name = `${number}. ${title}`;
    const alt = `${name}: how far the room is with each exercise, and the minutes it took. The same figures stand in the table below.`;
    return `<div class="chapter"><h3>${escapeHtml(name)}</h3>\n${roomFigure(own, { ticks, name: alt })}</div>`;
  });
  return `<section><h2>Exercises</h2>${figureLegend()}<div class="figures">${drawn.join('\n')}</div></section>`;
}

function minutesSection({ exercises, unsolved }: RoomReport): string {
  const items = exercises.flatMap(({ number, title, minutes, suggestedMinutes, times }) =>
    suggestedMinutes === null || suggestedMinutes === minutes
      ? []
      : `<li>${escapeHtml(number)} ${escapeHtml(title)}: ${minutes} minutes planned, ${Math.round(times?.median ?? 0)} needed by half of those who solved it. Suggested: <strong>${suggestedMinutes}</strong>.</li>`,
  );
  const open =
    unsolved.length === 0
      ? ''
      : `<p>Solved by fewer than half of those who began, so that no minutes can be suggested: ${unsolvedList(unsolved)}.</p>`;
  if (items.length === 0)
    return open === '' ? '' : `<section><h2>Minutes to correct</h2>${open}</section>`;
  return `<section><h2>Minutes to correct</h2>${open}<ul>${items.join('\n')}</ul>
<p class="soft">In a clone of the workbook, the same command with <code>--write-minutes</code> writes them down.</p></section>`;
}

function misconceptionsSection(misconceptions: readonly MetMisconception[]): string {
  if (misconceptions.length === 0) return '';
  const rest = misconceptions.slice(explained, listed);
  const left = misconceptions.length - explained - rest.length;
  const table = `<div class="scroll"><table><thead><tr><th class="text">also met</th><th class="text">exercise</th><th>learners</th><th>share</th></tr></thead><tbody>
${rest.map(({ title, number, learners, share }) => `<tr><td class="text">${withCode(title)}</td><td class="text">${escapeHtml(number)}</td><td>${learners}</td><td>${percent(share)}</td></tr>`).join('\n')}
</tbody></table></div>`;
  return `<section><h2>Misconceptions met most</h2>
<ol class="met">${misconceptions.slice(0, explained).map(metItem).join('\n')}</ol>
${rest.length > 0 ? table : ''}${left > 0 ? `<p class="soft">And ${left} more that fewer learners met.</p>` : ''}</section>`;
}

function metItem({ title, explanation, number, learners, share, runs }: MetMisconception): string {
  const full = Math.round(share * 1_000) / 10;
  return `<li>
<div class="head"><span>${withCode(title)}</span><span class="where">${escapeHtml(number)}</span></div>
<div class="share"><svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="new" width="100" height="4"/><rect class="solved" width="${full}" height="4"/></svg><span>${percent(share)}: ${counted(learners, 'learner')}, ${counted(runs, 'run')}</span></div>
<p>${withCode(explanation)}</p>
</li>`;
}

function tableSection(exercises: readonly RoomExercise[]): string {
  const rows = exercises.map(
    ({ number, title, states, minutes, times, hints, suggestedMinutes }) => {
      const cells = [
        states.solved + states.mastered,
        states.mastered,
        states.caughtUp,
        states.begun,
        states.new,
        minutes,
        times === null ? '' : Math.round(times.median),
        times === null ? '' : `${Math.round(times.lower)}–${Math.round(times.upper)}`,
        times?.count ?? 0,
        hints.toFixed(1),
        suggestedMinutes ?? '',
      ];
      return `<tr><td class="text">${escapeHtml(number)} ${escapeHtml(title)}</td>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
    },
  );
  const names = 'solved,mastered,caught up,begun,not begun,plan,median,half,times,hints,better';
  return `<section class="whole"><h2>All figures</h2>
<p class="soft">Learners in each state (solved is with mastered); plan, median, the middle half of the times and the better plan in minutes; hints that a learner saw on average.</p><div class="scroll"><table>
<thead><tr><th class="text">exercise</th>${names
    .split(',')
    .map((name) => `<th>${name}</th>`)
    .join('')}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div></section>`;
}

/** Titles and explanations of mistakes mark code by backticks. */
function withCode(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function counted(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
