export { checkContent } from './check-content.ts';
export type { ContentProblem } from './content/problem.ts';
export { type ProofRuns, proofRuns } from './proof-runs.ts';
export { type ExerciseProof, proveExercise } from './prove-exercise.ts';
export type { MistakeProof } from './prove-mistakes.ts';
export { type Typecheck, typecheckExercises } from './typecheck-exercises.ts';
export { type Verification, verify } from './verify.ts';
export { diagnosesText, writeDiagnoses } from './write-diagnoses.ts';
export { type GeneratedFile, type WriteOptions, writeStubs } from './write-stubs.ts';
