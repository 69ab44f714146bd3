import type { Track } from './track.ts';
import { exercisesOf } from './track.ts';

export interface PackReadme {
  readonly track: Track;
  readonly sealed: boolean;
  readonly bundled: boolean;
}

/** The README of a pack: what participants need to begin. */
export function packReadme({ track, sealed, bundled }: PackReadme): string {
  const lines = exercisesOf(track).map(
    ({ number, title, asks, minutes }) => `| ${number} | ${title} | ${asks} | ${minutes} |`,
  );
  return `${[
    `# ${track.title}`,
    '',
    track.for,
    '',
    '## Start',
    '',
    'You need [Node.js](https://nodejs.org) 20.19 or newer, with npm, and this folder on a disk that you may write',
    'to: copy it from a USB stick first. In the folder:',
    '',
    '```sh',
    'npm start',
    '```',
    '',
    bundled
      ? 'The first start installs the packages that came with it, in the folder `npm-cache`. No network is needed.'
      : 'The first start installs what it needs over the network; from then on none is needed.',
    'Then the watch mode opens on the first exercise. Read the lesson (`s`), open the file that is named, write, save.',
    '`?` lists the keys. `npx workbook --help` lists the commands, and `npx workbook doctor` settles most troubles.',
    '',
    '## Exercises',
    '',
    '| | exercise | the question | minutes |',
    '|---|---|---|---|',
    ...lines,
    '',
    '## References',
    '',
    ...(sealed ? sealedText : withoutText),
    '',
    'Nothing that you write is lost: `npx workbook undo EXERCISE` brings your file back as it was before.',
    '',
    '## Licences',
    '',
    'Code: MIT, see LICENSE. Lessons, hints and the texts about solutions: CC BY 4.0. Data sets: each under the',
    'licence named in src/kit/datasets/README.md.',
  ].join('\n')}\n`;
}

const sealedText = [
  'The reference solutions are in the folder `sealed`, encrypted. You are given a code for each exercise when it is',
  'time to compare:',
  '',
  '```sh',
  'npx workbook unlock K7QF-2M9X-RT4D',
  '```',
  '',
  'Hints, demos, diagnoses and reset work without it.',
];

const withoutText = [
  'The reference solutions are not in this folder. Hints, demos, diagnoses and reset work without them.',
];
