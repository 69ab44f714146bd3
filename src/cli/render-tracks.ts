import { count, pad, widest, wrap } from './layout.ts';
import { renderDuration } from './render-duration.ts';
import type { Style } from './style.ts';

/** A track, and how far the learner is on it. */
export interface ListedTrack {
  readonly id: string;
  readonly title: string;
  readonly for: string;
  readonly kind: 'self-paced' | 'workshop';
  /** Ids of its exercises, in order. */
  readonly exercises: readonly string[];
  /** Building alone where it is self-paced; all but breaks in a workshop. */
  readonly minutes: number;
  readonly solved: number;
  readonly chosen: boolean;
}

const indent = '    ';

/** Every track in two or three lines, and below them how to choose one. */
export function renderTracks(
  tracks: readonly ListedTrack[],
  { style, width }: { readonly style: Style; readonly width: number },
): string[] {
  const { colors, symbols } = style;
  if (tracks.length === 0) return ['This workbook has no tracks: the exercises come by chapter.'];
  const idWidth = widest(tracks.map(({ id }) => id));
  const isAnyChosen = tracks.some(({ chosen }) => chosen);
  return [
    ...tracks.flatMap((track) => [
      [
        track.chosen ? symbols.pointer : ' ',
        colors.bold(pad(track.id, idWidth)),
        ` ${track.title}`,
        track.chosen ? colors.green('(chosen)') : '',
      ]
        .join(' ')
        .trimEnd(),
      ...wrap(track.for, width, indent),
      indent + colors.dim(factsOf(track)),
      '',
    ]),
    ...(isAnyChosen
      ? ['Back to the order of the chapters: npx workbook tracks --none']
      : ['The exercises come by chapter. To go along a track: npx workbook tracks ID']),
  ];
}

function factsOf({ kind, exercises, minutes, solved }: ListedTrack): string {
  const length = renderDuration(minutes);
  return [
    kind === 'workshop'
      ? `workshop of ${length} without breaks`
      : `self-paced, ${length} of building`,
    `${solved} of ${count(exercises.length, 'exercise')} solved`,
  ].join(', ');
}
