import type { Exercise } from '../catalog/exercise.ts';
import type { Report } from '../runner/report.ts';
import {
  type Agreement,
  agreementOf,
  distance,
  isClose,
  isFull,
  likeness,
  worksOtherwise,
} from './agreement.ts';
import type { Diagnoses, Diagnosis, KnownMistake } from './diagnosis.ts';
import { isTelling } from './failure-signature.ts';
import { type Outcome, outcomesOf } from './outcome.ts';

/** By how much the nearest mistake must be nearer than the next one to be named. */
const clearLead = 1;

/**
 * Recognises a known mistake in how the specs failed.
 *
 * Goes through the functions that have been begun, in file order, and compares the failures of each with
 * those of the known mistakes: which specs fail, and with which values. The other begun functions settle
 * what one function leaves open. The first function that shows a mistake decides.
 *
 * @returns null when nothing is recognised for sure: a wrong diagnosis is worse than none. Also when the
 * run did not come to an end, or belongs to another exercise.
 */
export function diagnose(
  report: Report,
  diagnoses: Diagnoses,
  exercise: Pick<Exercise, 'id'>,
): Diagnosis | null {
  if (report.exercise !== exercise.id || report.state !== 'failed') return null;
  const outcomes = outcomesOf(report);
  for (const outcome of outcomes) {
    const recognised = recognise(
      outcome,
      outcomes.filter((other) => other !== outcome),
      diagnoses.mistakes,
    );
    if (recognised) return recognised;
  }
  return null;
}

interface Candidate {
  readonly mistake: KnownMistake;
  readonly agreement: Agreement;
  /** What the other functions say for or against it. */
  readonly support: number;
}

function recognise(
  outcome: Outcome,
  others: readonly Outcome[],
  mistakes: readonly KnownMistake[],
): Diagnosis | null {
  const first = outcome.firstFailed;
  if (first === null) return null;
  // A mistake that passes the spec that is shown would explain something else than what is shown.
  const candidates = mistakes.flatMap((mistake) => {
    const known = mistake.failures[outcome.function];
    if (!known || !(first in known)) return [];
    return [
      { mistake, agreement: agreementOf(outcome, known), support: supportOf(mistake, others) },
    ];
  });

  const full = candidates.filter(({ agreement }) => isFull(agreement));
  if (full.length > 0) {
    const found = leader(full, ({ support }) => support, clearLead / 2);
    const certainty = found && certaintyOf(found, outcome, others);
    return found && certainty ? diagnosisOf(found, certainty, outcome) : null;
  }
  const found = leader(
    candidates,
    ({ agreement, support }) => likeness(agreement) + support,
    clearLead,
  );
  return found && isClose(found.agreement, distinguishingValues(found, outcome, mistakes))
    ? diagnosisOf(found, 'this looks like', outcome)
    : null;
}

/** The candidate with the highest score, or null when another one comes near it. */
function leader(
  candidates: readonly Candidate[],
  score: (candidate: Candidate) => number,
  lead: number,
): Candidate | null {
  const [best, second] = candidates.toSorted((a, b) => score(b) - score(a));
  if (!best) return null;
  return second && score(best) - score(second) < lead ? null : best;
}

/** How sure a full match is: the same failures can still be those of a blunder, if no value tells more. */
function certaintyOf(
  { mistake, agreement }: Candidate,
  outcome: Outcome,
  others: readonly Outcome[],
): Diagnosis['certainty'] | null {
  if (agreement.telling > 0) return 'this is';
  if (!worksOtherwise(agreement) || (agreement.commonplace === 0 && outcome.crashed > 0)) {
    return null;
  }
  if (agreement.commonplace > 0 || agreement.unvalued > 1) return 'this is';
  // One generated spec alone says that something is wrong for some input, not what.
  return others.some((other) => confirms(mistake, other)) ? 'this is' : 'this looks like';
}

function confirms(mistake: KnownMistake, outcome: Outcome): boolean {
  const known = mistake.failures[outcome.function];
  if (!known) return false;
  const agreement = agreementOf(outcome, known);
  return isFull(agreement) && agreement.telling > 0;
}

/** How many of the values that the learner shares with a mistake no other mistake gives in that spec. */
function distinguishingValues(
  { mistake }: Candidate,
  outcome: Outcome,
  mistakes: readonly KnownMistake[],
): number {
  const valuesOf = ({ failures }: KnownMistake) => failures[outcome.function] ?? {};
  const own = valuesOf(mistake);
  const others = mistakes.filter((other) => other !== mistake).map(valuesOf);
  return Object.entries(outcome.failed).filter(
    ([spec, value]) =>
      value !== null &&
      isTelling(value) &&
      own[spec] === value &&
      others.every((other) => other[spec] !== value),
  ).length;
}

function supportOf(mistake: KnownMistake, others: readonly Outcome[]): number {
  let support = 0;
  for (const outcome of others) {
    const agreement = agreementOf(outcome, mistake.failures[outcome.function] ?? {});
    if (isFull(agreement)) support += 1;
    else if (agreement.telling > 0) support += 0.5;
    else if (distance(agreement) > 0) support -= 0.5;
  }
  return support;
}

function diagnosisOf(
  { mistake }: Candidate,
  certainty: Diagnosis['certainty'],
  outcome: Outcome,
): Diagnosis {
  const { name, title, explanation } = mistake;
  return { certainty, mistake: name, title, explanation, function: outcome.function };
}
