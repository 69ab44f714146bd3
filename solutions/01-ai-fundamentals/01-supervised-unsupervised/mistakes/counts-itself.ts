/**
 * A row counted as its own neighbour
 *
 * You average the distances to all rows of the cluster, and the row itself is one of them, at
 * distance 0. That makes every cluster look tighter than it is, small ones most: in a cluster of two
 * the mean is half of what it should be, and a row that is alone is a perfect cluster with a
 * silhouette of 1. More and smaller clusters win, which is what the silhouette was to prevent. Leave
 * the row out, and give 0 where no other is left.
 */
import type { Rng } from '#kit/random';

export type Row = readonly number[];

export interface Labelled {
  readonly rows: readonly Row[];
  readonly labels: readonly string[];
}

export type Classify = (train: Labelled, row: Row) => string;

export interface KnnOptions {
  readonly nNeighbors: number;
}

export interface Clustering {
  readonly clusters: readonly number[];
  readonly centroids: readonly Row[];
  readonly inertia: number;
}

export interface RestartOptions {
  readonly nClusters: number;
  readonly nInit: number;
  readonly rng: Rng;
}

export type GroupId = string | number;

export function knnClassify(train: Labelled, row: Row, { nNeighbors }: KnnOptions): string {
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
}

export function leaveOneOutAccuracy(data: Labelled, classify: Classify): number {
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
}

export function kMeans(
  rows: readonly Row[],
  { start }: { readonly start: readonly Row[] },
): Clustering {
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
}

export function kMeansWithRestarts(
  rows: readonly Row[],
  { nClusters, nInit, rng }: RestartOptions,
): Clustering {
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
}

export function adjustedRandIndex(
  groupsA: readonly GroupId[],
  groupsB: readonly GroupId[],
): number {
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
}

export function chooseNClusters(
  rows: readonly Row[],
  clusterings: readonly Clustering[],
): { readonly nClusters: number; readonly silhouette: number } {
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
}

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
  const meanDistance = (cluster: number | undefined) => {
    const members = rows.filter((_, i) => clusters[i] === cluster);
    const distances = members.map((row) => Math.sqrt(squaredDistance(row, rows[place] ?? [])));
    return sum(distances) / members.length;
  };
  const own = clusters[place];
  const a = meanDistance(own);
  const others = [...new Set(clusters)].filter((cluster) => cluster !== own);
  const b = Math.min(...others.map(meanDistance));
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

function squaredDistance(a: Row, b: Row): number {
  if (a.length !== b.length) {
    throw new RangeError(`b has ${b.length} columns, but a has ${a.length}: nothing to compare.`);
  }
  return a.reduce((total, value, column) => total + (value - (b[column] ?? 0)) ** 2, 0);
}

function requireLabels({ rows, labels }: Labelled): void {
  if (labels.length === rows.length) return;
  throw new RangeError(`labels has ${labels.length} entries, but there are ${rows.length} rows.`);
}
