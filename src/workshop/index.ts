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
export { exportOf, type LearnerExport } from './learner-export.ts';
export { learnerIdentity } from './learner-identity.ts';
export {
  alongTrack,
  type LearningPath,
  learningPath,
  nextOnPath,
  onPath,
  progressAlong,
} from './learning-path.ts';
export type { MetMisconception } from './met-misconceptions.ts';
export { type MinutesChange, minutesChanges, writeMinutes } from './planned-minutes.ts';
export { readExports, type SkippedFile } from './read-exports.ts';
export { type RoomExercise, type RoomReport, type RoomStates, roomReport } from './room-report.ts';
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
export { writeExport } from './write-export.ts';
export { writeOut } from './write-out.ts';
