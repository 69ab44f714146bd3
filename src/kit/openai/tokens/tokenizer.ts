/** One token: its number in o200k_base and the bytes it stands for. */
export interface Token {
  readonly id: number;
  readonly bytes: Uint8Array;
}

/** o200k_base, the encoding of gpt-4o and everything newer. */
export interface Tokenizer {
  count(text: string): number;
  ids(text: string): readonly number[];
  encode(text: string): readonly Token[];
  decode(ids: readonly number[]): string;
  token(id: number): Token;
}

// Text that looks like a control token is text here, as it is in a message.
const asText = { disallowedSpecial: new Set<string>() };
let loaded: Promise<Tokenizer> | null = null;

/** Loads the 200,000 ranks on first use; later calls get the same tokenizer. */
export function loadTokenizer(): Promise<Tokenizer> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Tokenizer> {
  const [{ encode, countTokens }, { default: ranks }] = await Promise.all([
    import('gpt-tokenizer/encoding/o200k_base'),
    import('gpt-tokenizer/bpeRanks/o200k_base'),
  ]);
  const encoder = new TextEncoder();

  const token = (id: number): Token => {
    const rank = ranks[id];
    if (rank === undefined) throw new RangeError(`o200k_base has no token ${id}.`);
    return { id, bytes: typeof rank === 'string' ? encoder.encode(rank) : Uint8Array.from(rank) };
  };
  return {
    count: (text) => countTokens(text, asText),
    ids: (text) => encode(text, asText),
    encode: (text) => encode(text, asText).map(token),
    decode: (ids) => new TextDecoder().decode(Buffer.concat(ids.map((id) => token(id).bytes))),
    token,
  };
}
