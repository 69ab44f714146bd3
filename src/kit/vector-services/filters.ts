import { isObject, type JsonObject, Refused } from './answer.ts';

export type Test = (metadata: JsonObject) => boolean;

type Compare = (own: unknown, operand: unknown) => boolean;

const comparisons = new Map<string, Compare>([
  ['$eq', (own, operand) => own === operand],
  ['$ne', (own, operand) => own !== operand],
  ['$gt', numeric((own, operand) => own > operand)],
  ['$gte', numeric((own, operand) => own >= operand)],
  ['$lt', numeric((own, operand) => own < operand)],
  ['$lte', numeric((own, operand) => own <= operand)],
  ['$in', (own, operand) => Array.isArray(operand) && operand.includes(own)],
  ['$nin', (own, operand) => Array.isArray(operand) && !operand.includes(own)],
]);

/**
 * Reads Pinecone's filter: all keys of an object hold together, and so do all operators of a field.
 *
 * @throws Refused for an operator that Pinecone does not have, or an operand of another kind
 * @see https://docs.pinecone.io/guides/search/filter-by-metadata
 */
export function pineconeTest(filter: unknown): Test {
  if (!isObject(filter)) throw new Refused('the filter must be an object');
  const tests = Object.entries(filter).map(([key, value]): Test => {
    if (key === '$and' || key === '$or') return joined(key, childrenOf(value, key, pineconeTest));
    if (key.startsWith('$')) throw new Refused(`${key} is not a valid operator`);
    if (!isObject(value)) return comparison(key, '$eq', value);
    const operators = Object.entries(value);
    return joined(
      '$and',
      operators.map(([operator, operand]) => comparison(key, operator, operand)),
    );
  });
  return joined('$and', tests);
}

/**
 * Reads Chroma's `where` as its server does: each object has exactly one key, also inside a field.
 *
 * @throws Refused with Chroma's message, which says no more than that the clause is invalid
 * @see https://docs.trychroma.com/docs/querying-collections/metadata-filtering
 */
export function chromaTest(where: unknown): Test {
  const [key, value] = onlyEntryOf(where);
  try {
    if (key === '$and' || key === '$or') return joined(key, childrenOf(value, key, chromaTest));
    if (!isObject(value)) return comparison(key, '$eq', value);
    const [operator, operand] = onlyEntryOf(value);
    if (Array.isArray(operand) && operand.length === 0) throw invalidWhere();
    return comparison(key, operator, operand);
  } catch {
    throw invalidWhere();
  }
}

function onlyEntryOf(where: unknown): [string, unknown] {
  const [entry, ...others] = isObject(where) ? Object.entries(where) : [];
  if (!entry || others.length > 0) throw invalidWhere();
  return entry;
}

function invalidWhere(): Refused {
  return new Refused('Invalid where clause');
}

function childrenOf(value: unknown, key: string, read: (child: unknown) => Test): Test[] {
  if (!Array.isArray(value)) throw new Refused(`${key} must be followed by a list of filters`);
  return value.map(read);
}

function joined(how: '$and' | '$or', tests: readonly Test[]): Test {
  return how === '$and'
    ? (metadata) => tests.every((test) => test(metadata))
    : (metadata) => tests.some((test) => test(metadata));
}

function comparison(field: string, operator: string, operand: unknown): Test {
  const compare = comparisons.get(operator);
  if (!compare) throw new Refused(`${operator} is not a valid operator`);
  checkOperand(operator, operand);
  return (metadata) => compare(metadata[field], operand);
}

function checkOperand(operator: string, operand: unknown): void {
  const isList = operator === '$in' || operator === '$nin';
  const isOrder = /^\$[gl]t/.test(operator);
  const fits = isList
    ? Array.isArray(operand) && operand.every(isScalar)
    : isOrder
      ? typeof operand === 'number'
      : isScalar(operand);
  if (!fits) throw new Refused(`the ${operator} operator cannot take ${JSON.stringify(operand)}`);
}

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function numeric(compare: (own: number, operand: number) => boolean): Compare {
  return (own, operand) =>
    typeof own === 'number' && typeof operand === 'number' && compare(own, operand);
}
