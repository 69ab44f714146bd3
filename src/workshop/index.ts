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
