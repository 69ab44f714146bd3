import { isJsonObject, type Json, type JsonObject } from '../prompt.ts';

/** A JSON Schema as the extractor needs it: references followed, `null` set apart. */
export interface Shape {
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object';
  readonly nullable: boolean;
  readonly description: string;
  readonly format: string;
  /** The only values allowed; null for no such limit. */
  readonly values: readonly Json[] | null;
  readonly properties: readonly (readonly [name: string, schema: JsonObject])[];
  readonly required: readonly string[];
  readonly items: JsonObject | null;
  readonly minimum: number | null;
  readonly maximum: number | null;
}

/** Reads one schema. `root` holds the definitions that references point to. */
export function shapeOf(schema: JsonObject, root: JsonObject): Shape {
  const resolved = follow(schema, root);
  const options = [...objectsIn(resolved.anyOf), ...objectsIn(resolved.oneOf)].map((option) =>
    follow(option, root),
  );
  const types = typesOf(resolved);
  const nullable =
    types.includes('null') || options.some((option) => typesOf(option).includes('null'));
  const chosen = options.find((option) => !typesOf(option).includes('null'));
  const base =
    chosen === undefined
      ? resolved
      : { ...chosen, description: resolved.description ?? chosen.description };
  const properties = isJsonObject(base.properties) ? Object.entries(base.properties) : [];
  return {
    type: kindOf(base),
    nullable,
    description: typeof base.description === 'string' ? base.description : '',
    format: typeof base.format === 'string' ? base.format : '',
    values:
      'const' in base && base.const !== undefined
        ? [base.const]
        : Array.isArray(base.enum)
          ? base.enum
          : null,
    properties: properties.flatMap(([name, value]) =>
      isJsonObject(value) ? [[name, value] as const] : [],
    ),
    required: Array.isArray(base.required)
      ? base.required.filter((name) => typeof name === 'string')
      : [],
    items: isJsonObject(base.items) ? base.items : null,
    minimum: typeof base.minimum === 'number' ? base.minimum : null,
    maximum: typeof base.maximum === 'number' ? base.maximum : null,
  };
}

function follow(schema: JsonObject, root: JsonObject): JsonObject {
  if (typeof schema.$ref !== 'string') return schema;
  let found: Json | undefined = root;
  for (const step of schema.$ref.split('/').slice(1)) {
    found = isJsonObject(found) ? found[step] : undefined;
  }
  return isJsonObject(found) ? follow(found, root) : {};
}

function objectsIn(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function typesOf(schema: JsonObject): readonly string[] {
  if (typeof schema.type === 'string') return [schema.type];
  return Array.isArray(schema.type) ? schema.type.filter((type) => typeof type === 'string') : [];
}

function kindOf(schema: JsonObject): Shape['type'] {
  const kinds = ['string', 'number', 'integer', 'boolean', 'array', 'object'] as const;
  const named = kinds.find((kind) => typesOf(schema).includes(kind));
  if (named !== undefined) return named;
  if (schema.properties !== undefined) return 'object';
  return schema.items === undefined ? 'string' : 'array';
}
