import type { AnswerFormat, Json, JsonObject, PromptTool } from '../model/prompt.ts';
import { isObject } from '../validation/check.ts';
import type { Tokenizer } from './tokenizer.ts';

/**
 * Tokens that tools add to the prompt: they are shown to the model as a TypeScript namespace.
 *
 * Approximate, within about 12 % of recorded figures; the real rendering is not published.
 */
export function countTools(tools: readonly PromptTool[], tokenizer: Tokenizer): number {
  if (tools.length === 0) return 0;
  const shown = tools.map(renderTool).join('\n\n');
  return tokenizer.count(`# Tools\n\n## functions\n\nnamespace functions {\n\n${shown}\n\n}`) + 2;
}

/** Tokens that a schema for the answer adds. Approximate: the real formula is not published. */
export function countFormat(format: AnswerFormat, tokenizer: Tokenizer): number {
  if (format.type !== 'json_schema') return 0;
  return tokenizer.count(
    `# Response Formats\n\n## ${format.name}\n\n${JSON.stringify(format.schema)}`,
  );
}

function renderTool({ name, description, parameters }: PromptTool): string {
  const comment = description === '' ? '' : `// ${description}\n`;
  const properties = parameters === null ? undefined : parameters.properties;
  if (!isSchema(properties) || Object.keys(properties).length === 0) {
    return `${comment}type ${name} = () => any;`;
  }
  return `${comment}type ${name} = (_: {\n${renderProperties(parameters ?? {}, properties)}\n}) => any;`;
}

function renderProperties(schema: JsonObject, properties: JsonObject): string {
  const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(properties)
    .map(([name, property]) => {
      const facts = isSchema(property) ? property : {};
      const comment = typeof facts.description === 'string' ? `// ${facts.description}\n` : '';
      return `${comment}${name}${required.includes(name) ? '' : '?'}: ${renderType(facts)},`;
    })
    .join('\n');
}

function renderType(schema: JsonObject): string {
  if (Array.isArray(schema.enum))
    return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (Array.isArray(schema.anyOf)) {
    return schema.anyOf
      .map((option) => (isSchema(option) ? renderType(option) : 'any'))
      .join(' | ');
  }
  if (Array.isArray(schema.type)) return schema.type.join(' | ');
  if (schema.type === 'array') {
    return `${isSchema(schema.items) ? renderType(schema.items) : 'any'}[]`;
  }
  if (schema.type === 'object') {
    return isSchema(schema.properties)
      ? `{\n${renderProperties(schema, schema.properties)}\n}`
      : 'object';
  }
  if (schema.type === 'integer') return 'number';
  return typeof schema.type === 'string' ? schema.type : 'any';
}

function isSchema(value: Json | undefined): value is JsonObject {
  return isObject(value);
}
