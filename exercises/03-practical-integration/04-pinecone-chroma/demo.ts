import { table } from '#kit/charts';
import { liveOrOffline } from '#kit/openai/live';
import { chromaUrl, pineconeHost, pineconeKey, startVectorServices } from '#kit/vector-services';
import {
  type ChromaAnswer,
  normalizeHits,
  openChroma,
  openPinecone,
  type PineconeAnswer,
  toChromaQuery,
  toPineconeQuery,
  type VectorRecord,
} from './pinecone-chroma.ts';

const tenant = 'acme';
const threshold = 0.5;
const question = 'How can I get my money back for an order?';
const titles = [
  'Get a refund for an order',
  'Money back for a parcel that was lost',
  'Pay for an order by invoice',
  'Extend a hotel booking',
  'Change the language of the app',
];

const { embed, embeddingModel, offline } = liveOrOffline();
if (!offline) {
  console.log(`Live: the vectors are of ${embeddingModel}. Both services stay simulated.\n`);
}
const [vector = [], ...vectors] = await embed([question, ...titles], 64);
// From here on no other address than those of the services is answered.
const services = startVectorServices({
  metric: 'cosine',
  dimension: vector.length,
  indexingMs: 250,
});
const pages: VectorRecord[] = titles.map((title, i) => ({
  id: `page ${i + 1}`,
  vector: vectors[i] ?? [],
  metadata: { title, year: 2021 + i },
}));
const query = { tenant, vector, topK: 5 };

await showNumbers();
await showFreshness();
services.close();

async function showNumbers(): Promise<void> {
  const fromPinecone = await pineconeAnswer();
  const fromChroma = await chromaAnswer();
  const found = [
    normalizeHits({ service: 'pinecone', metric: 'cosine', answer: fromPinecone }),
    normalizeHits({ service: 'chroma', space: 'l2', answer: fromChroma }),
  ];
  const [pinecone = [], chroma = []] = found;
  console.log(`"${question}"\n`);
  console.log(
    table({
      columns: ['page', 'Pinecone', 'Chroma l2', 'similarities'],
      rows: pinecone.map(({ metadata, similarity }, i) => [
        String(metadata.title),
        fromPinecone.matches[i]?.score.toFixed(3) ?? '-',
        fromChroma.distances[0]?.[i]?.toFixed(3) ?? '-',
        `${similarity.toFixed(3)}  ${chroma[i]?.similarity.toFixed(3) ?? '-'}`,
      ]),
      align: ['left', 'right', 'right', 'right'],
    }),
  );
  const counts = [
    ['Pinecone score', fromPinecone.matches.map(({ score }) => score)],
    ['Chroma distance', fromChroma.distances[0] ?? []],
    ['your similarity', chroma.map(({ similarity }) => similarity)],
  ] as const;
  console.log(`\nThe rule "show what is above ${threshold}" shows`);
  for (const [name, numbers] of counts) {
    const shown = pinecone.filter((_, i) => (numbers[i] ?? 0) > threshold);
    console.log(`  by ${name.padEnd(16)} ${shown.map(({ id }) => id).join(', ') || 'nothing'}`);
  }
}

async function showFreshness(): Promise<void> {
  services.reset();
  const log: string[] = [];
  const stores = [
    {
      name: 'Pinecone',
      store: openPinecone({
        host: pineconeHost,
        apiKey: pineconeKey,
        sleep: async (milliseconds) => {
          log.push(`wait ${milliseconds} ms`);
          services.advance(milliseconds);
        },
      }),
    },
    { name: 'Chroma', store: openChroma({ url: chromaUrl }) },
  ];
  console.log('\nA page is saved, and looked for at once:\n');
  for (const { name, store } of stores) {
    await store.upsert(tenant, pages.slice(0, 1));
    const hits = await store.query(query);
    const requests = services.requests
      .filter(({ service }) => service === name.toLowerCase())
      .map(({ path }) => path.split('/').at(-1));
    console.log(`  ${name.padEnd(9)} requests: ${requests.join(', ')}`);
    const waits = name === 'Pinecone' ? log.length : 0;
    console.log(
      `  ${' '.repeat(9)} waits: ${waits}, found: ${hits.map(({ id }) => id).join(', ')}`,
    );
  }
  console.log(`
The two stores gave the same hits, and one of them needed several tries. Which
of your users must see their own write at once, and who could go without the
wait?`);
}

async function pineconeAnswer(): Promise<PineconeAnswer> {
  const headers = { 'Api-Key': pineconeKey };
  const records = pages.map((page) => ({ ...page, values: page.vector }));
  await post(`${pineconeHost}/vectors/upsert`, { namespace: tenant, vectors: records }, headers);
  services.advance(1000);
  const response = await post(`${pineconeHost}/query`, toPineconeQuery(query), headers);
  return await response.json();
}

/** From a collection as Chroma makes it by default: in the space l2. */
async function chromaAnswer(): Promise<ChromaAnswer> {
  const collections = `${chromaUrl}/api/v2/tenants/default_tenant/databases/default_database/collections`;
  const { id } = await (await post(collections, { name: tenant })).json();
  await post(`${collections}/${id}/upsert`, {
    ids: pages.map((page) => page.id),
    embeddings: pages.map((page) => page.vector),
    metadatas: pages.map(({ metadata }) => metadata),
  });
  return await (await post(`${collections}/${id}/query`, toChromaQuery(query))).json();
}

function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}
