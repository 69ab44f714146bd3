import { type FailureSignature, isTelling } from './failure-signature.ts';
import type { Outcome } from './outcome.ts';

/** How a learner's failures in one function compare with those of a known mistake, in specs. */
export interface Agreement {
  /** Fail in both, with the same value, and the value is one that a blunder would not give. */
  readonly telling: number;
  /** Fail in both, with the same commonplace value: undefined, NaN, an empty list, a crash. */
  readonly commonplace: number;
  /** Fail in both, and there is no value to compare. */
  readonly unvalued: number;
  /** Fail in both, with different values. */
  readonly differing: number;
  /** Fail in the mistake and pass in the learner's code. */
  readonly missing: number;
  /** Pass in the mistake and fail in the learner's code. */
  readonly extra: number;
  /** Pass in both. */
  readonly passing: number;
}

/** Compares over the specs that came to a verdict in the learner's run; the others are unknown. */
export function agreementOf(outcome: Outcome, known: FailureSignature): Agreement {
  const count = {
    telling: 0,
    commonplace: 0,
    unvalued: 0,
    differing: 0,
    missing: 0,
    extra: 0,
    passing: 0,
  };
  for (const name of outcome.passed) count[name in known ? 'missing' : 'passing'] += 1;
  for (const [name, value] of Object.entries(outcome.failed)) {
    const wrong = known[name];
    if (wrong === undefined) count.extra += 1;
    else if (wrong !== value) count.differing += 1;
    else if (value === null) count.unvalued += 1;
    else count[isTelling(value) ? 'telling' : 'commonplace'] += 1;
  }
  return count;
}

/** The same specs fail, with the same values. */
export function isFull(agreement: Agreement): boolean {
  const { telling, commonplace, unvalued } = agreement;
  return telling + commonplace + unvalued > 0 && distance(agreement) === 0;
}

/**
 * How far apart the two are. A failure too many weighs half: whoever has the misconception may have left
 * out a check as well. A failure that is missing weighs double: whoever has the misconception does not pass
 * the specs that it breaks.
 */
export function distance({ differing, missing, extra }: Agreement): number {
  return differing + 2 * missing + extra / 2;
}

/** What speaks for the mistake, less what speaks against it. */
export function likeness(agreement: Agreement): number {
  const { telling, commonplace, unvalued } = agreement;
  return 2 * telling + (commonplace + unvalued) / 2 - distance(agreement);
}

/**
 * Whether an agreement that is not full is still enough to name the mistake with care: values that only
 * this mistake gives outweigh what is different, or the very same specs fail and most values agree.
 *
 * @param distinguishing how many of the telling values no other known mistake gives in that spec
 */
export function isClose(agreement: Agreement, distinguishing: number): boolean {
  const { telling, differing, missing, extra } = agreement;
  const sameSpecs = missing + extra === 0;
  return (
    (distinguishing > 0 && distance(agreement) <= distinguishing) ||
    (sameSpecs && telling > differing)
  );
}

/** The rest of the function works, so its failures are not those of a function that does nothing right. */
export function worksOtherwise({ telling, commonplace, unvalued, passing }: Agreement): boolean {
  return passing > 0 && 2 * passing >= telling + commonplace + unvalued;
}
