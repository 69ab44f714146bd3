import { badRequest } from '../core/api-error.ts';
import { isJsonObject, type Json, type JsonObject } from '../model/prompt.ts';

export interface SchemaRefusal {
  /** `response_format 'name'` or `function 'name'`. */
  readonly subject: string;
  readonly param: string;
  readonly code: string | null;
}

/**
 * Refuses a schema that strict mode does not take: every object closes with `additionalProperties:
 * false` and requires all of its properties, and the root is an object.
 *
 * @throws ApiError that names the place in the schema
 */
export function refuseLooseSchema(schema: JsonObject, refusal: SchemaRefusal): void {
  if (schema.type !== 'object') {
    throw invalid(
      refusal,
      [],
      `schema must be a JSON Schema of 'type: "object"', got 'type: "${schema.type ?? 'None'}"'.`,
      '',
    );
  }
  visit(schema, [], refusal);
}

function visit(schema: JsonObject, path: readonly string[], refusal: SchemaRefusal): void {
  const properties = schema.properties;
  const isObjectSchema =
    schema.type === 'object' || (Array.isArray(schema.type) && schema.type.includes('object'));
  if (isObjectSchema) {
    if (schema.additionalProperties !== false) {
      throw invalid(
        refusal,
        path,
        "'additionalProperties' is required to be supplied and to be false.",
      );
    }
    const names = isJsonObject(properties) ? Object.keys(properties) : [];
    const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : [];
    const left = names.find((name) => !required.includes(name));
    if (left !== undefined) {
      throw invalid(
        refusal,
        path,
        `'required' is required to be supplied and to be an array including every key in properties. Missing '${left}'.`,
      );
    }
  }
  for (const key of [
    'allOf',
    'not',
    'if',
    'then',
    'else',
    'dependentRequired',
    'dependentSchemas',
  ]) {
    if (schema[key] !== undefined) throw invalid(refusal, path, `'${key}' is not permitted.`);
  }
  visitEach(properties, ['properties'], path, refusal);
  visitEach(schema.$defs, ['$defs'], path, refusal);
  visitEach(schema.definitions, ['definitions'], path, refusal);
  if (isJsonObject(schema.items)) visit(schema.items, [...path, 'items'], refusal);
  if (Array.isArray(schema.anyOf)) {
    for (const [index, option] of schema.anyOf.entries()) {
      if (isJsonObject(option)) visit(option, [...path, 'anyOf', String(index)], refusal);
    }
  }
}

function visitEach(
  schemas: Json | undefined,
  step: readonly string[],
  path: readonly string[],
  refusal: SchemaRefusal,
): void {
  if (!isJsonObject(schemas)) return;
  for (const [name, schema] of Object.entries(schemas)) {
    if (isJsonObject(schema)) visit(schema, [...path, ...step, name], refusal);
  }
}

function invalid(
  { subject, param, code }: SchemaRefusal,
  path: readonly string[],
  problem: string,
  context = `In context=(${path.map((step) => `'${step}'`).join(', ')}${path.length === 1 ? ',' : ''}), `,
): Error {
  return badRequest(`Invalid schema for ${subject}: ${context}${problem}`, param, code);
}
