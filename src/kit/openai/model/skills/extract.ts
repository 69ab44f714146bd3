import { hashNumber } from '../../core/hash.ts';
import { featureCosine, featuresOf, similarity } from '../../embeddings/features.ts';
import type { Json, JsonObject } from '../prompt.ts';
import { nameAsWords, sentencesOf } from '../reading/sentences.ts';
import { findNumbers } from './find-numbers.ts';
import { findStrings, isOfKnownKind } from './find-strings.ts';
import { type Shape, shapeOf } from './schema.ts';
import { clausesOf, invented, isoDate, listedAfter, mentions, singular } from './text-evidence.ts';

/** A value, and whether the text gave it: false where the model had to fill a gap. */
export interface Extracted {
  readonly value: Json;
  readonly found: boolean;
}

export interface ExtractOptions {
  readonly text: string;
  /** The schema that `$ref` points into. */
  readonly root: JsonObject;
}

// Below this a sentence says nothing about a field.
const enough = 0.25;

/**
 * Fills a schema from a text. Each field is looked for by its name, its description and its type; a
 * field without evidence becomes null where the schema allows it, and a plausible wrong value where it
 * does not, as models do.
 */
export function extract(schema: JsonObject, options: ExtractOptions, name = ''): Extracted {
  const shape = shapeOf(schema, options.root);
  const extracted = filledOf(shape, options, name);
  if (extracted.found || !shape.nullable) return extracted;
  return { value: null, found: false };
}

function filledOf(shape: Shape, options: ExtractOptions, name: string): Extracted {
  if (shape.values !== null) return fromValues(shape.values, shape, options.text, name);
  switch (shape.type) {
    case 'object':
      return objectOf(shape, options);
    case 'array':
      return arrayOf(shape, options, name);
    case 'boolean':
      return booleanOf(shape, options.text, name);
    case 'string':
      return stringOf(shape, options.text, name);
    default:
      return numberOf(shape, options.text, name);
  }
}

function objectOf(shape: Shape, options: ExtractOptions): Extracted {
  const fields = shape.properties.flatMap(([name, schema]) => {
    const extracted = extract(schema, options, name);
    // An optional field without evidence is left out.
    return extracted.found || shape.required.includes(name) ? [[name, extracted] as const] : [];
  });
  return {
    value: Object.fromEntries(fields.map(([name, { value }]) => [name, value])),
    found: fields.some(([, { found }]) => found),
  };
}

function arrayOf(shape: Shape, options: ExtractOptions, name: string): Extracted {
  const schema = shape.items ?? { type: 'string' };
  const items = shapeOf(schema, options.root);
  if (items.values !== null) {
    const mentioned = items.values.filter((value) => mentions(options.text, value));
    return { value: mentioned, found: mentioned.length > 0 };
  }
  if (items.type === 'object') {
    const rows = clausesOf(options.text)
      .map((text) => extract(schema, { ...options, text }))
      .filter(({ found }) => found)
      .map(({ value }) => value);
    return { value: rows, found: rows.length > 0 };
  }
  const wanted = {
    name: singular(name),
    description: `${shape.description} ${items.description}`,
    format: items.format,
  };
  const values =
    items.type === 'string'
      ? findStrings(options.text, wanted)
      : findNumbers(options.text, wanted, items.type === 'integer');
  if (values.length > 0) return { value: [...values], found: true };
  const listed = items.type === 'string' ? listedAfter(options.text, name) : [];
  return { value: [...listed], found: listed.length > 0 };
}

/** The values that one text field might have: more than one where the text names several. */
export function candidates(
  schema: JsonObject,
  options: ExtractOptions,
  name: string,
): readonly Json[] {
  const shape = shapeOf(schema, options.root);
  if (shape.values !== null) return shape.values.filter((value) => mentions(options.text, value));
  if (shape.type !== 'string') return [];
  return findStrings(options.text, { name, description: shape.description, format: shape.format });
}

function fromValues(values: readonly Json[], shape: Shape, text: string, name: string): Extracted {
  const mentioned = values.find((value) => mentions(text, value));
  if (mentioned !== undefined) return { value: mentioned, found: true };
  const ranked = values
    .map((value) => ({
      value,
      score:
        similarity(text, `${String(value)} ${shape.description}`) -
        similarity(text, shape.description) / 2,
    }))
    .toSorted((a, b) => b.score - a.score);
  const [best] = ranked;
  const isClear =
    best !== undefined && similarity(text, `${nameAsWords(name)} ${String(best.value)}`) > enough;
  return { value: best?.value ?? null, found: isClear || values.length === 1 };
}

function stringOf(shape: Shape, text: string, name: string): Extracted {
  const wanted = { name, description: shape.description, format: shape.format };
  const [first] = findStrings(text, wanted);
  if (first !== undefined)
    return { value: shape.format === 'date' ? isoDate(first) : first, found: true };
  if (/^(?:query|question|q|search(?:_?term)?|prompt)$/i.test(name)) {
    const asked = sentencesOf(text).find((sentence) => sentence.endsWith('?'));
    const topic = /\b(?:for|about|on)\s+([^.!?\n]+)/i.exec(text)?.[1];
    return { value: asked ?? topic ?? text, found: asked !== undefined || topic !== undefined };
  }
  const field = featuresOf(`${nameAsWords(name)} ${shape.description}`);
  const ranked = sentencesOf(text)
    .map((sentence) => ({ sentence, score: featureCosine(field, featuresOf(sentence)) }))
    .toSorted((a, b) => b.score - a.score);
  const [best] = ranked;
  const isProse =
    /\b(?:summary|description|reason|text|content|explanation|issue|problem|question|message|note|comment|body|answer|query|request|quote)\b/i.test(
      `${nameAsWords(name)} ${shape.description}`,
    );
  const byMeaning = best !== undefined && best.score > enough + 0.15 && !isOfKnownKind(wanted);
  if (best !== undefined && (isProse || byMeaning)) return { value: best.sentence, found: true };
  return { value: shape.nullable ? null : invented(name), found: false };
}

function numberOf(shape: Shape, text: string, name: string): Extracted {
  const wanted = { name, description: shape.description, format: shape.format };
  const inRange = (value: number): boolean =>
    value >= (shape.minimum ?? -Infinity) && value <= (shape.maximum ?? Infinity);
  const [first] = findNumbers(text, wanted, shape.type === 'integer').filter(inRange);
  if (first !== undefined) return { value: first, found: true };
  const least = shape.minimum ?? 1;
  const most = shape.maximum ?? 100;
  return {
    value: least + (hashNumber(name, text) % Math.max(1, Math.floor(most - least + 1))),
    found: false,
  };
}

function booleanOf(shape: Shape, text: string, name: string): Extracted {
  const field = featuresOf(
    `${nameAsWords(name).replace(/^(?:is|has|should|needs|wants|can)\s+/, '')} ${shape.description}`,
  );
  const best = sentencesOf(text)
    .map((sentence) => ({ sentence, score: featureCosine(field, featuresOf(sentence)) }))
    .toSorted((a, b) => b.score - a.score)[0];
  if (best === undefined || best.score < enough) return { value: false, found: false };
  return { value: !/\b(?:not|no|never|without|n't|nor)\b|n't\b/i.test(best.sentence), found: true };
}
