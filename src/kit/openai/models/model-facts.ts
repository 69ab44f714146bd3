/** What the API knows of a model. */
export interface ModelFacts {
  /** The name people ask for. */
  readonly id: string;
  /** The dated name that answers carry. */
  readonly snapshot: string;
  readonly kind: 'chat' | 'reasoning' | 'embedding' | 'moderation';
  /** Tokens of prompt and answer together; for embeddings, of one input. */
  readonly contextWindow: number;
  readonly maxOutput: number;
  /** Seconds since 1970, as the list of models gives it. */
  readonly created: number;
}

type Row = readonly [
  id: string,
  snapshot: string,
  kind: ModelFacts['kind'],
  contextWindow: number,
  maxOutput: number,
  created: number,
];

// Windows and limits as the published model pages give them.
const rows: readonly Row[] = [
  ['gpt-4o', 'gpt-4o-2024-08-06', 'chat', 128_000, 16_384, 1_715_367_049],
  ['gpt-4o-mini', 'gpt-4o-mini-2024-07-18', 'chat', 128_000, 16_384, 1_721_172_741],
  ['gpt-4.1', 'gpt-4.1-2025-04-14', 'chat', 1_047_576, 32_768, 1_744_316_542],
  ['gpt-4.1-mini', 'gpt-4.1-mini-2025-04-14', 'chat', 1_047_576, 32_768, 1_744_318_173],
  ['gpt-4.1-nano', 'gpt-4.1-nano-2025-04-14', 'chat', 1_047_576, 32_768, 1_744_321_707],
  ['gpt-4-turbo', 'gpt-4-turbo-2024-04-09', 'chat', 128_000, 4_096, 1_712_361_441],
  ['gpt-4', 'gpt-4-0613', 'chat', 8_192, 8_192, 1_687_882_411],
  ['gpt-3.5-turbo', 'gpt-3.5-turbo-0125', 'chat', 16_385, 4_096, 1_677_610_602],
  ['o1', 'o1-2024-12-17', 'reasoning', 200_000, 100_000, 1_734_375_816],
  ['o3', 'o3-2025-04-16', 'reasoning', 200_000, 100_000, 1_744_225_308],
  ['o3-mini', 'o3-mini-2025-01-31', 'reasoning', 200_000, 100_000, 1_737_146_383],
  ['o4-mini', 'o4-mini-2025-04-16', 'reasoning', 200_000, 100_000, 1_744_225_351],
  ['gpt-5', 'gpt-5-2025-08-07', 'reasoning', 400_000, 128_000, 1_754_425_777],
  ['gpt-5-mini', 'gpt-5-mini-2025-08-07', 'reasoning', 400_000, 128_000, 1_754_425_928],
  ['gpt-5-nano', 'gpt-5-nano-2025-08-07', 'reasoning', 400_000, 128_000, 1_754_426_384],
  ['gpt-5.1', 'gpt-5.1-2025-11-13', 'reasoning', 400_000, 128_000, 1_762_800_673],
  ['text-embedding-3-small', 'text-embedding-3-small', 'embedding', 8_192, 0, 1_705_948_997],
  ['text-embedding-3-large', 'text-embedding-3-large', 'embedding', 8_192, 0, 1_705_953_180],
  ['text-embedding-ada-002', 'text-embedding-ada-002-v2', 'embedding', 8_192, 0, 1_671_217_299],
  ['omni-moderation-latest', 'omni-moderation-2024-09-26', 'moderation', 32_768, 0, 1_731_689_265],
];

/** Every model, in the order of the list above. */
export const models: readonly ModelFacts[] = rows.map(
  ([id, snapshot, kind, contextWindow, maxOutput, created]) => ({
    id,
    snapshot,
    kind,
    contextWindow,
    maxOutput,
    created,
  }),
);

/** Finds a model by its name or its dated name; undefined when there is none. */
export function findModel(name: string): ModelFacts | undefined {
  return models.find(({ id, snapshot }) => id === name || snapshot === name);
}
