import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { isJsonObject, type JsonObject } from '../../src/kit/openai/model/prompt.ts';

const text = readFileSync(new URL('./data/sdk-schemas.json', import.meta.url), 'utf8');
const all: { readonly properties: JsonObject; readonly definitions: JsonObject } = JSON.parse(text);

/**
 * Where recorded answers differ from the SDK's types, and the offline API follows the recordings:
 * fields that are on the wire and not in the types, fields that only the SDK adds, and nulls.
 */
const onTheWire: Readonly<Record<string, (fields: JsonObject) => JsonObject>> = {
  chatCompletionChunk: (fields) => ({ ...fields, obfuscation: { type: 'string' } }),
  chatCompletion: (fields) => ({ ...fields, metadata: { type: 'object' } }),
  embeddings: (fields) => fields,
  // The types let no message but the assistant's be stored.
  storedMessage: (fields) => ({ ...fields, role: { type: 'string' } }),
  fineTuningJob: (fields) => ({ ...fields, status: { type: 'string' } }),
};
const responseFields: JsonObject = {
  usage: { anyOf: [{ $ref: '#/definitions/ResponseUsage' }, { type: 'null' }] },
  user: { type: 'null' },
  frequency_penalty: { type: 'number' },
  presence_penalty: { type: 'number' },
};

function patched(name: string, schema: JsonObject): JsonObject {
  const properties = isJsonObject(schema.properties) ? schema.properties : {};
  return { ...schema, properties: onTheWire[name]?.(properties) ?? properties };
}

/** What the SDK's own type for `name` allows, as it was generated, but for {@link onTheWire}. */
export function sdkSchema(name: string): z.ZodType {
  const known = compiled.get(name) ?? compile(name);
  compiled.set(name, known);
  return known;
}

const compiled = new Map<string, z.ZodType>();

function compile(name: string): z.ZodType {
  const definitions = Object.fromEntries(
    Object.entries(all.definitions).map(([key, definition]) => [
      key,
      patchedDefinition(key, definition),
    ]),
  );
  const own = all.properties[name];
  if (!isJsonObject(own)) throw new Error(`There is no schema '${name}'.`);
  const target =
    typeof own.$ref === 'string' ? decodeURIComponent(own.$ref.split('/').at(-1) ?? '') : '';
  const definition = definitions[target];
  const schema = isJsonObject(definition) ? patched(name, definition) : own;
  return z.fromJSONSchema({
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...schema,
    definitions,
  });
}

function patchedDefinition(name: string, definition: unknown): unknown {
  if (!isJsonObject(definition) || !isJsonObject(definition.properties)) return definition;
  const required: readonly unknown[] = Array.isArray(definition.required)
    ? definition.required
    : [];
  if (name === 'Response') {
    // The SDK computes output_text from the output; it is never sent.
    const { output_text: _, ...sent } = definition.properties;
    return {
      ...definition,
      required: required.filter((field) => field !== 'output_text'),
      properties: { ...sent, ...responseFields },
    };
  }
  if (/^Response\w*DeltaEvent$/.test(name)) {
    return {
      ...definition,
      properties: { ...definition.properties, obfuscation: { type: 'string' } },
    };
  }
  if (name === 'Embedding') {
    const embedding = { anyOf: [definition.properties.embedding, { type: 'string' }] };
    return { ...definition, properties: { ...definition.properties, embedding } };
  }
  return definition;
}
