export { compareValues } from './compare-values.ts';
export type {
  Comparison,
  MatrixComparison,
  MatrixRow,
  NumberComparison,
  Relation,
  StructureComparison,
  StructureDifference,
  TextComparison,
  TextPart,
  UnlikeComparison,
  VectorComparison,
  VectorPlace,
} from './comparison.ts';
export { diagnose } from './diagnose.ts';
export type { Diagnoses, Diagnosis, KnownMistake } from './diagnosis.ts';
export { type FailureSignature, failuresOf } from './failure-signature.ts';
export {
  type Feedback,
  type FirstFailure,
  type FunctionFeedback,
  feedbackOf,
} from './feedback.ts';
export { firstComment, type MistakeNote } from './first-comment.ts';
export { type MistakeRun, makeDiagnoses } from './make-diagnoses.ts';
export { readDiagnoses } from './read-diagnoses.ts';
