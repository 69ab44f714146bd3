export {
  type Agenda,
  type AgendaEntry,
  type AgendaOptions,
  type AgendaPart,
  agendaOf,
} from './agenda.ts';
export {
  type AskedMistake,
  type Guide,
  type GuideExercise,
  type GuideOptions,
  guideOf,
  type SeenMistake,
} from './guide.ts';
export {
  alongTrack,
  type LearningPath,
  learningPath,
  nextOnPath,
  onPath,
  progressAlong,
} from './learning-path.ts';
export {
  type ExerciseStep,
  exercisesOf,
  lengthOf,
  minutesOf,
  type TalkStep,
  type Track,
  type TrackStep,
} from './track.ts';
export { type FoundTracks, findTrack, readTracks } from './tracks.ts';
