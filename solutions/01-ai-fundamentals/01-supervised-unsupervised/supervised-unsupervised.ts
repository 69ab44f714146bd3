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
  //#region solution
  requireLabels(train);
  const { rows, labels } = train;
  if (!Number.isInteger(nNeighbors) || nNeighbors < 1 || nNeighbors > rows.length) {
    throw new RangeError(
      `nNeighbors is ${nNeighbors}, but must be a whole number from 1 to ${rows.length}.`,
    );
  }
  const neighbours = rows
    .map((known, i) => ({ label: labels[i] ?? '', distance: squaredDistance(known, row) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, nNeighbors);
  const votes = new Map<string, number>();
  for (const { label } of neighbours) votes.set(label, (votes.get(label) ?? 0) + 1);
  // Classes stand in the map from the nearest on, and the first with the most votes is taken.
  const most = Math.max(...votes.values());
  return neighbours.find(({ label }) => votes.get(label) === most)?.label ?? '';
  //#endregion
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
  //#region solution
  requireLabels(data);
  const { rows, labels } = data;
  if (rows.length < 2) {
    throw new RangeError(
      `rows has ${rows.length}, but needs 2: one to predict, one to learn from.`,
    );
  }
  const right = rows.filter((row, held) => {
    const others = {
      rows: rows.filter((_, i) => i !== held),
      labels: labels.filter((_, i) => i !== held),
    };
    return classify(others, row) === labels[held];
  });
  return right.length / rows.length;
  //#endregion
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
  //#region solution
  if (start.length < 1 || start.length > rows.length) {
    throw new RangeError(
      `start has ${start.length} centroids, but must have 1 to ${rows.length}, as many as rows.`,
    );
  }
  let centroids = start;
  let clusters: readonly number[] = [];
  for (;;) {
    const assigned = rows.map((row) => nearestCentroid(row, centroids));
    if (assigned.every((cluster, i) => cluster === clusters[i])) break;
    clusters = assigned;
    centroids = centroids.map((centroid, cluster) => {
      const members = rows.filter((_, i) => assigned[i] === cluster);
      return members.length === 0 ? centroid : meanOf(members);
    });
  }
  const inertia = sum(
    rows.map((row, i) => squaredDistance(row, centroids[clusters[i] ?? 0] ?? [])),
  );
  return { clusters, centroids, inertia };
  //#endregion
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
  //#region solution
  if (!Number.isInteger(nClusters) || nClusters < 1 || nClusters > rows.length) {
    throw new RangeError(
      `nClusters is ${nClusters}, but must be a whole number from 1 to ${rows.length}.`,
    );
  }
  if (!Number.isInteger(nInit) || nInit < 1) {
    throw new RangeError(`nInit is ${nInit}, but must be a whole number from 1 up.`);
  }
  const run = () => kMeans(rows, { start: shuffled(rows, rng).slice(0, nClusters) });
  let best = run();
  for (let done = 1; done < nInit; done++) {
    const next = run();
    if (next.inertia < best.inertia) best = next;
  }
  return best;
  //#endregion
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
  //#region solution
  if (groupsA.length !== groupsB.length) {
    throw new RangeError(
      `groupsB has ${groupsB.length} entries, but groupsA has ${groupsA.length}.`,
    );
  }
  const count = { pairs: 0, inA: 0, inB: 0, together: 0 };
  for (let i = 0; i < groupsA.length; i++) {
    for (let j = 0; j < i; j++) {
      const [sameA, sameB] = [groupsA[i] === groupsA[j], groupsB[i] === groupsB[j]];
      count.pairs++;
      if (sameA) count.inA++;
      if (sameB) count.inB++;
      if (sameA && sameB) count.together++;
    }
  }
  const chance = count.pairs === 0 ? 0 : (count.inA * count.inB) / count.pairs;
  const most = (count.inA + count.inB) / 2;
  return most === chance ? 1 : (count.together - chance) / (most - chance);
  //#endregion
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
  //#region solution
  const scored = clusterings.map(({ clusters }) => {
    const nClusters = new Set(clusters).size;
    if (nClusters < 2)
      throw new RangeError('clusterings: one of them has fewer than two clusters.');
    const silhouettes = rows.map((_, i) => silhouetteOf(i, { rows, clusters }));
    return { nClusters, silhouette: sum(silhouettes) / rows.length };
  });
  const [best] = scored.sort((one, other) => other.silhouette - one.silhouette);
  if (best === undefined) throw new RangeError('clusterings is empty, so there is none to choose.');
  return best;
  //#endregion
}

//#region solution
function nearestCentroid(row: Row, centroids: readonly Row[]): number {
  const distances = centroids.map((centroid) => squaredDistance(row, centroid));
  return distances.indexOf(Math.min(...distances));
}

function meanOf(rows: readonly Row[]): Row {
  const [first = []] = rows;
  return first.map((_, column) => sum(rows.map((row) => row[column] ?? 0)) / rows.length);
}

function silhouetteOf(
  place: number,
  { rows, clusters }: { readonly rows: readonly Row[]; readonly clusters: readonly number[] },
): number {
  const own = clusters[place];
  if (clusters.filter((cluster) => cluster === own).length === 1) return 0;
  const meanDistanceTo = (cluster: number | undefined) => {
    const members = rows.filter((_, i) => i !== place && clusters[i] === cluster);
    const distances = members.map((row) => Math.sqrt(squaredDistance(row, rows[place] ?? [])));
    return sum(distances) / members.length;
  };
  const a = meanDistanceTo(own);
  const others = [...new Set(clusters)].filter((cluster) => cluster !== own);
  const b = Math.min(...others.map(meanDistanceTo));
  return a === b ? 0 : (b - a) / Math.max(a, b);
}

function shuffled<T>(items: readonly T[], rng: Rng): T[] {
  return items
    .map((item) => ({ item, place: rng() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
//#endregion

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
