export type {
  Catalog,
  Chapter,
  Exercise,
  ExerciseFacts,
  ExerciseFiles,
  Implementation,
} from './exercise.ts';
export {
  type Mistake,
  mistakesOf,
  readHints,
  readLesson,
  readReference,
  readSolution,
  readStub,
  requireSolution,
} from './exercise-texts.ts';
export { findExercise, findExercises } from './find-exercise.ts';
export { loadCatalog } from './load-catalog.ts';
export { type Question, readQuestions } from './questions.ts';
export { stubOf, withoutRegionMarks } from './stub.ts';
