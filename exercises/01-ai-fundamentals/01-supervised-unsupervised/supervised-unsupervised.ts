import { NotImplemented } from '#kit/not-implemented';
import type { Rng } from '#kit/random';

/** The measurements of one case, such as the four lengths of a flower; all rows have the same length. */
export type Row = readonly number[];

/** Rows with the answer to each: `labels[i]` is the class of `rows[i]`. */
export interface Labelled {
  readonly rows: readonly Row[];
  readonly labels: readonly string[];
}

/** Predicts the class of a row from rows whose class is known. */
export type Classify = (train: Labelled, row: Row) => string;

export interface KnnOptions {
  /** How many training rows vote: a whole number from 1 to the number of training rows. */
  readonly nNeighbors: number;
}

/** What k-means found. */
export interface Clustering {
  /** For each row, the number of its cluster: a place in `centroids`. It means nothing beyond that. */
  readonly clusters: readonly number[];
  /** The middle of each cluster. */
  readonly centroids: readonly Row[];
  /** The sum over all rows of the squared distance to the centroid of their cluster. */
  readonly inertia: number;
}

export interface RestartOptions {
  /** How many clusters to look for: a whole number from 1 to the number of rows. */
  readonly nClusters: number;
  /** How many runs, each from a start of its own: a whole number from 1 up. */
  readonly nInit: number;
  /** Gives the next random number in [0, 1) each time it is called. */
  readonly rng: Rng;
}

/** Names a group, such as a class or a cluster. */
export type GroupId = string | number;

/**
 * Classifies a row by a vote among the training rows that are nearest to it: k nearest neighbours.
 *
 * @param train the rows whose class is known; left as they are
 * @param row the row to classify
 * @param options.nNeighbors how many training rows vote, the k of the name
 * @returns the class with the most votes; when several have as many, the one of them whose nearest
 *   neighbour is nearest
 * @throws RangeError naming `labels` when there are not as many labels as rows
 * @throws RangeError naming `nNeighbors` when it is not a whole number from 1 to the number of training
 *   rows
 * @see https://scikit-learn.org/stable/modules/neighbors.html#nearest-neighbors-classification
 *
 * @example
 * const train = { rows: [[1], [2], [8]], labels: ['login', 'bill', 'bill'] };
 * knnClassify(train, [0], { nNeighbors: 1 }); // 'login'
 * knnClassify(train, [0], { nNeighbors: 3 }); // 'bill'
 */
export function knnClassify(train: Labelled, row: Row, { nNeighbors }: KnnOptions): string {
  throw new NotImplemented('knnClassify');
}

/**
 * Estimates how often a classifier is right on rows that it has not seen: each row in turn is held
 * back, and predicted from all the others.
 *
 * @param data at least two rows with their labels; left as they are
 * @param classify is called once for each row, with the other rows as its training data
 * @returns the share of rows whose label was predicted, from 0 to 1
 * @throws RangeError naming `labels` when there are not as many labels as rows
 * @throws RangeError naming `rows` when there are fewer than two
 * @see https://scikit-learn.org/stable/modules/cross_validation.html#leave-one-out-loo
 */
export function leaveOneOutAccuracy(data: Labelled, classify: Classify): number {
  throw new NotImplemented('leaveOneOutAccuracy');
}

/**
 * Groups rows by k-means (Lloyd's algorithm), starting from the centroids it is given. No labels are
 * involved.
 *
 * Each round puts every row into the cluster of the nearest centroid (of two that are equally near, the
 * first), then moves every centroid to the mean of its rows. The end is reached when a round changes no
 * row's cluster. A centroid that no row belongs to stays where it is.
 *
 * @param rows left as they are
 * @param options.start where the centroids are before the first round; left as they are
 * @returns the clusters, with their centroids in the order of `start`
 * @throws RangeError naming `start` when it is empty, or has more centroids than there are rows
 * @see https://scikit-learn.org/stable/modules/clustering.html#k-means
 *
 * @example
 * kMeans([[1], [3], [10], [14]], { start: [[1], [14]] });
 * // { clusters: [0, 0, 1, 1], centroids: [[2], [12]], inertia: 10 }
 */
export function kMeans(
  rows: readonly Row[],
  { start }: { readonly start: readonly Row[] },
): Clustering {
  throw new NotImplemented('kMeans');
}

/**
 * Runs k-means several times, each time from other rows as centroids, and keeps the best run.
 *
 * @param rows left as they are
 * @param options.nClusters how many clusters, and so how many rows a start has; no row is twice in it
 * @param options.nInit how many runs
 * @param options.rng the only source of chance, so the same seed gives the same clusters
 * @returns the run with the lowest inertia
 * @throws RangeError naming `nClusters` or `nInit` when it is not a whole number in its range
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.cluster.KMeans.html
 */
export function kMeansWithRestarts(
  rows: readonly Row[],
  { nClusters, nInit, rng }: RestartOptions,
): Clustering {
  throw new NotImplemented('kMeansWithRestarts');
}

/**
 * Says how far two groupings of the same rows agree, whatever the groups are called: the adjusted Rand
 * index of Hubert and Arabie (1985).
 *
 * Looks at every pair of rows: `together` are the pairs that share a group in both groupings, `inA` and
 * `inB` those that do in the one and in the other. Chance alone would bring `inA * inB / pairs` together.
 * The index is (together − chance) / ((inA + inB) / 2 − chance).
 *
 * @param groupsA the group of each row
 * @param groupsB the group of each row in another grouping, in the same order of rows
 * @returns 1 when the groupings are the same (also where the formula gives 0 / 0), about 0 when they
 *   agree no more than by chance, and below 0 when they agree less
 * @throws RangeError naming `groupsB` when it has not as many entries as `groupsA`
 * @see https://doi.org/10.1007/BF01908075
 *
 * @example
 * adjustedRandIndex([0, 0, 1, 1], ['y', 'y', 'x', 'x']); // 1
 * adjustedRandIndex([0, 0, 0, 1, 1, 1], [1, 1, 0, 0, 0, 0]); // 0.3243…
 */
export function adjustedRandIndex(
  groupsA: readonly GroupId[],
  groupsB: readonly GroupId[],
): number {
  throw new NotImplemented('adjustedRandIndex');
}

/**
 * Chooses among clusterings of the same rows by their silhouette (Rousseeuw, 1987), which needs no
 * labels and, unlike the inertia, does not get better by itself when there are more clusters.
 *
 * The silhouette of a row is (b − a) / max(a, b), where a is its mean distance to the other rows of its
 * cluster, and b the mean distance to the rows of that other cluster for which this mean is lowest. It is
 * 0 for a row that is alone in its cluster, and where a and b are both 0. The silhouette of a clustering
 * is the mean over its rows.
 *
 * @param rows the rows that were clustered
 * @param clusterings the candidates; none of their clusters is without rows
 * @returns the number of clusters that the candidate with the highest silhouette has, and that silhouette
 * @throws RangeError naming `clusterings` when there is none, or one has fewer than two clusters
 * @see https://doi.org/10.1016/0377-0427(87)90125-7
 */
export function chooseNClusters(
  rows: readonly Row[],
  clusterings: readonly Clustering[],
): { readonly nClusters: number; readonly silhouette: number } {
  throw new NotImplemented('chooseNClusters');
}

/**
 * The squared distance between two rows: the differences in each column, squared and added up. Its root
 * is the distance as the crow flies. What is nearest by the one is nearest by the other.
 *
 * @throws RangeError naming `b` when the rows are not of one length
 */
function squaredDistance(a: Row, b: Row): number {
  if (a.length !== b.length) {
    throw new RangeError(`b has ${b.length} columns, but a has ${a.length}: nothing to compare.`);
  }
  return a.reduce((total, value, column) => total + (value - (b[column] ?? 0)) ** 2, 0);
}

/** @throws RangeError naming `labels` unless each row has one */
function requireLabels({ rows, labels }: Labelled): void {
  if (labels.length === rows.length) return;
  throw new RangeError(`labels has ${labels.length} entries, but there are ${rows.length} rows.`);
}
