import { lineChart, table } from '#kit/charts';
import { liveOrOffline } from '#kit/openai/live';
import { seededRandom } from '#kit/random';
import {
  buildIvf,
  recallAtK,
  scoreOf,
  searchIvf,
  tuneNprobe,
  type VectorRecord,
  VectorStore,
} from './vector-database.ts';

const nlist = 24;
const topK = 10;
const tenants = ['globex', 'initech', 'hooli', 'umbrella', 'stark', 'acme'];
const question = 'How can I extend my flight ticket?';
const things = (
  'an order, a parcel, an invoice, a subscription, a repair, a phone contract, a backup, a loan, ' +
  'a payment, a database, a flight, a hotel room, a medical appointment, a recipe box, a lesson, ' +
  'a concert ticket, a rental car, a job application, a meeting, a garden tour'
).split(', ');
const doings =
  'Cancel, Find, Confirm, Change, Complain about, Ask about, Pay for, Extend, Share, Track'.split(
    ', ',
  );
const endings = ['by phone', 'on the website'];

const { embed } = liveOrOffline();
const rng = seededRandom(7);

const titles = doings.flatMap((doing) =>
  things.flatMap((thing) => endings.map((ending) => `${doing} ${thing} ${ending}`)),
);
const vectors = await embed(titles, 64);
// A model that --live asks may have its own idea of it.
const dimensions = vectors[0]?.length ?? 0;
const pages: VectorRecord[] = titles.map((title, i) => ({
  id: `page ${String(i).padStart(3, '0')}`,
  vector: vectors[i] ?? [],
  metadata: { title, tenant: tenantOf(rng()) },
}));

const store = new VectorStore({ dimensions, metric: 'cosine' });
store.upsert(pages);
showFilters(await embed([question], dimensions));

const index = buildIvf(pages, trainCentroids(vectors));
const wishes = titles
  .filter((_, i) => i % 15 === 4)
  .map((title) => `How do I ${title.toLowerCase()}?`);
showRecall(await embed(wishes, dimensions));

function showFilters([vector = []]: readonly (readonly number[])[]): void {
  const filter = { tenant: 'acme' };
  const inside = store.query(vector, { topK: 5, filter });
  const nearest = store.query(vector, { topK: 5 });
  const after = nearest.filter(({ metadata }) => metadata.tenant === filter.tenant);
  const own = pages.filter(({ metadata }) => metadata.tenant === filter.tenant).length;
  console.log(`"${question}" asks somebody of acme, which has ${own} of
the ${store.size} help pages. Five pages are wanted.\n`);
  console.log(
    table({
      columns: ['', 'filter inside the query', 'score', 'filter on the five nearest'],
      rows: inside.map(({ score, metadata }, i) => [
        i + 1,
        String(metadata.title),
        score.toFixed(3),
        String(after[i]?.metadata.title ?? '-'),
      ]),
    }),
  );
  console.log(
    `\nThe five nearest belong to ${nearest.map(({ metadata }) => metadata.tenant).join(', ')}.\n`,
  );
}

function showRecall(queries: readonly (readonly number[])[]): void {
  const exact = queries.map((query) => idsOf(store.query(query, { topK })));
  const settings = Array.from({ length: nlist }, (_, i) => i + 1);
  const measured = settings.map((nprobe) => {
    // All that the lists hold, so that its length says how many pages were compared.
    const found = queries.map((query) => search(query, nprobe, pages.length));
    const recalls = found.map((ids, i) => recallAtK(ids, exact[i] ?? []));
    return {
      nprobe,
      recall: mean(recalls),
      worst: Math.min(...recalls),
      compared: mean(found.map((ids) => ids.length)) / pages.length,
    };
  });
  const sizes = index.lists.map((list) => list.length);
  console.log(
    lineChart({
      title: `${nlist} lists of ${Math.min(...sizes)} to ${Math.max(...sizes)} pages; ${queries.length} questions, each searched with nprobe 1 to ${nlist}`,
      series: [
        {
          name: 'mean recall@10',
          points: measured.map(({ compared, recall }) => [compared * 100, recall]),
        },
        {
          name: 'worst question',
          points: measured.map(({ compared, worst }) => [compared * 100, worst]),
        },
      ],
      xLabel: 'percent of the pages that a question was compared with',
      height: 12,
      yRange: [0, 1],
    }),
  );
  console.log();
  console.log(
    table({
      columns: ['nprobe', 'pages compared', 'mean recall@10', 'worst question'],
      rows: measured
        .filter(({ nprobe }) => [1, 2, 3, 4, 6, 8, 12, 24].includes(nprobe))
        .map(({ nprobe, compared, recall, worst }) => [
          nprobe,
          `${(compared * 100).toFixed(0)} %`,
          recall.toFixed(3),
          worst.toFixed(1),
        ]),
      align: ['right', 'right', 'right', 'right'],
    }),
  );
  const nprobe = tuneNprobe({ queries, exact, search, nlist, minRecall: 0.95 });
  const { worst = 0, compared = 0 } = measured[nprobe - 1] ?? {};
  console.log(`
tuneNprobe takes nprobe ${nprobe} for a mean recall of 0.95, at ${(compared * 100).toFixed(0)} % of the work.
The worst question then finds ${Math.round(worst * topK)} of its 10 pages: its user sees 10 hits and
no error. Here every page could be a hit. What would become of the recall if
hits had to be of acme, and the filter came after searchIvf?`);
}

function search(query: readonly number[], nprobe: number, most = topK): string[] {
  return idsOf(searchIvf(index, query, { topK: most, nprobe }));
}

/** Six rounds of k-means, from pages drawn at random. */
function trainCentroids(points: readonly (readonly number[])[]): number[][] {
  const keyed = points.map((point) => ({ point, key: rng() })).sort((a, b) => a.key - b.key);
  let centroids = keyed.slice(0, nlist).map(({ point }) => [...point]);
  for (let round = 0; round < 6; round += 1) {
    const members: (readonly number[])[][] = centroids.map(() => []);
    for (const point of points) {
      const distances = centroids.map((centroid) => scoreOf(point, centroid, 'euclidean'));
      members[distances.indexOf(Math.min(...distances))]?.push(point);
    }
    centroids = centroids.map((centroid, i) => {
      const own = members[i] ?? [];
      return own.length === 0 ? centroid : centroid.map((_, d) => mean(own.map((p) => p[d] ?? 0)));
    });
  }
  return centroids;
}

/** The last tenant is a small one. */
function tenantOf(share: number): string {
  return tenants[share < 0.06 ? 5 : Math.floor(((share - 0.06) / 0.94) * 5)] ?? '';
}

function idsOf(hits: readonly { readonly id: string }[]): string[] {
  return hits.map(({ id }) => id);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
