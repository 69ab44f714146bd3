import { type Draft, draft, type Layer } from '../draft.ts';
import { isJsonObject, type Json, type JsonObject } from '../prompt.ts';
import { type Shot, shotsOf } from '../reading/few-shot.ts';
import { sentencesOf } from '../reading/sentences.ts';
import type { Situation } from '../reading/situation.ts';
import { answerAsSum } from './arithmetic.ts';
import { textToClassify } from './classifier.ts';
import { classify } from './classify.ts';
import { extract } from './extract.ts';
import { answerFromContext, knownAnswer } from './grounded-answer.ts';
import { isJudging, judgeFields } from './judge.ts';
import { shapeOf } from './schema.ts';
import { central } from './summarise.ts';

/** Fills a schema: with a verdict, a label, an answer, or what the text holds, field by field. */
export function answerInSchema(
  situation: Situation,
  schema: JsonObject,
  learnt: readonly Shot[],
): Draft {
  if (isJudging(situation)) {
    return draft('judge', { content: JSON.stringify(judgeFields(situation, schema)) });
  }
  const shape = shapeOf(schema, schema);
  const shots = [...learnt, ...shotsOf(situation)];
  const text = evidenceText(situation);
  let layer: Layer = 'extractor';
  const fields = shape.properties.map(([name, property]): [string, Json] => {
    const field = shapeOf(property, schema);
    if (
      field.values !== null &&
      field.values.length > 1 &&
      field.type === 'string' &&
      asksForLabel(name)
    ) {
      layer = 'classifier';
      return [
        name,
        chosenLabel(field.values, { field: name, text: textToClassify(situation), shots }),
      ];
    }
    if (field.type === 'string' && asksForAnswer(name) && situation.question !== '') {
      layer = 'grounded-qa';
      const sum = answerAsSum(situation)?.content ?? null;
      const known = sum ?? knownAnswer(situation);
      if (known === null && field.nullable) return [name, null];
      return [name, known ?? answerFromContext(situation).content];
    }
    if (field.type === 'string' && /^(?:summary|abstract|tl_?dr)$/i.test(name)) {
      return [name, central(sentencesOf(text), situation.rules.maxSentences ?? 2).join(' ')];
    }
    if (field.type === 'array' && asksForSources(name)) {
      return [name, citedIds(situation)];
    }
    return [name, extract(property, { text, root: schema }, name).value];
  });
  return draft(layer, { content: JSON.stringify(Object.fromEntries(fields)) });
}

/** Answers with JSON where the prompt shows or names the fields it wants, but gave no schema. */
export function answerInJson(
  situation: Situation,
  learnt: readonly Shot[],
  plain: () => Draft,
): Draft {
  const schema = schemaInText(`${situation.system}\n${situation.user}`);
  if (schema !== null) return answerInSchema(situation, schema, learnt);
  const answer = plain();
  return { ...answer, content: JSON.stringify({ answer: answer.content }), scored: null };
}

const keyList = '((?:["\'`]?[\\w-]+["\'`]?(?:\\s*(?:,|and\\b|&)\\s*(?:and )?)?)+)';
const keysWithColon = new RegExp(
  `\\b(?:keys?|fields?|properties)\\b[^\\n.:]{0,30}:\\s*${keyList}`,
  'i',
);
const keysInline = new RegExp(
  `\\b(?:keys?|fields?|properties)\\s+(?:named\\s+|called\\s+)?(?!(?:are|is|in|of|for|must|should|from|that|to|with|as|and)\\b)${keyList}`,
  'i',
);
const countable =
  /^(?:age|count|quantity|price|total|amount|year|score|rating|number|percentage)$/i;

/** The fields that a prompt wants: from an example such as `{"name": "…"}`, or from "the keys name and age". */
export function schemaInText(text: string): JsonObject | null {
  for (const [example] of text.matchAll(/\{[^{}]*"[\w-]+"\s*:[\s\S]*?\}/g)) {
    try {
      const value: unknown = JSON.parse(example);
      if (isJsonObject(value)) return schemaLike(value);
    } catch {
      const keys = [...example.matchAll(/"([\w-]+)"\s*:\s*([^,}\n]*)/g)];
      const properties = keys.map(([, key = '', hint = '']): [string, Json] => [
        key,
        typeFromHint(hint),
      ]);
      if (properties.length > 0) return objectSchema(Object.fromEntries(properties));
    }
  }
  const named = keysInline.exec(text)?.[1] ?? keysWithColon.exec(text)?.[1];
  const keys = named?.match(/[\w-]+/g)?.filter((key) => !/^(?:and|the|are)$/.test(key)) ?? [];
  if (keys.length === 0) return null;
  return objectSchema(
    Object.fromEntries(
      keys.map((key) => [key, { type: countable.test(key) ? 'number' : 'string' }]),
    ),
  );
}

function schemaLike(example: JsonObject): JsonObject {
  const properties = Object.entries(example).map(([key, value]): [string, Json] => {
    if (typeof value === 'number') return [key, { type: 'number' }];
    if (typeof value === 'boolean') return [key, { type: 'boolean' }];
    if (Array.isArray(value)) return [key, { type: 'array', items: { type: 'string' } }];
    const options = typeof value === 'string' ? value.split(/\s*\|\s*/) : [];
    return [key, options.length > 1 ? { type: 'string', enum: options } : { type: 'string' }];
  });
  return objectSchema(Object.fromEntries(properties));
}

function typeFromHint(hint: string): Json {
  if (/\b(?:number|integer|float|int)\b|^\s*-?\d/i.test(hint)) return { type: 'number' };
  if (/\b(?:bool|true|false)/i.test(hint)) return { type: 'boolean' };
  const options = [...hint.matchAll(/"([^"|]+)"/g)].map(([, option = '']) => option);
  return options.length > 1 ? { type: 'string', enum: options } : { type: 'string' };
}

function objectSchema(properties: JsonObject): JsonObject {
  return {
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
}

function asksForLabel(name: string): boolean {
  return /label|categor|class|sentiment|intent|queue|topic|department|priority|severity|type|language|route|decision/i.test(
    name,
  );
}

function asksForAnswer(name: string): boolean {
  return /^(?:final_?)?(?:answer|response|reply)$/i.test(name);
}

function asksForSources(name: string): boolean {
  return /^(?:sources?|citations?|references?|cited_?ids?|source_?ids?)$/i.test(name);
}

function chosenLabel(
  values: readonly Json[],
  { field, text, shots }: { field: string; text: string; shots: readonly Shot[] },
): Json {
  const labels = values.map((value) => ({ name: String(value), description: '' }));
  const [best] = classify({
    text,
    labels,
    shots: shots.map((shot) => ({ ...shot, output: labelInJson(shot.output, field) })),
  });
  return values.find((value) => String(value) === best?.name) ?? null;
}

// An example whose output is JSON speaks for the label in its field.
function labelInJson(output: string, field: string): string {
  try {
    const value: unknown = JSON.parse(output);
    const label = isJsonObject(value) ? value[field] : undefined;
    return typeof label === 'string' ? label : output;
  } catch {
    return output;
  }
}

// The passages whose sentence is the answer.
function citedIds(situation: Situation): Json {
  const answer = knownAnswer(situation);
  if (answer === null) return [];
  const source = situation.blocks.find(
    ({ text, id }) =>
      id !== null &&
      sentencesOf(text).some((sentence) => answer.includes(sentence.replace(/[.!?]$/, ''))),
  );
  return source?.id === undefined || source.id === null ? [] : [source.id];
}

/** What the fields are read from: the data where there is some, else the message; and what tools found. */
export function evidenceText({ blocks, user, request, since, earlier }: Situation): string {
  const found = since.filter(({ role }) => role === 'tool').map(({ text }) => text);
  const said =
    blocks.length > 0 ? [...blocks.map(({ text }) => text)] : [request === '' ? user : request];
  const before = earlier.filter(({ role }) => role === 'user').map(({ text }) => text);
  return [...found, ...said, ...(blocks.length > 0 ? [] : before)].join('\n');
}
