export { openProgress } from './open-progress.ts';
export type { ExerciseRecord, ExerciseState, Progress, Snapshot } from './progress.ts';
export { type OtherWatch, startWatching, type Watching } from './watching.ts';
