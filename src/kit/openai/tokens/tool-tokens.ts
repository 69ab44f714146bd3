import {
  type AnswerFormat,
  isJsonObject,
  type JsonObject,
  type PromptTool,
} from '../model/prompt.ts';
import type { Tokenizer } from './tokenizer.ts';

// Without a system message the tools bring one of their own; with one they share it.
const ownMessage = { withoutSystem: 2, withSystem: -2 };

/**
 * Tokens that tools add to the prompt: they are shown to the model as a TypeScript namespace.
 *
 * Approximate: recorded prompts with one tool lie within one token of this, with many within about
 * 12 %.
 */
export function countTools(
  tools: readonly PromptTool[],
  hasSystem: boolean,
  tokenizer: Tokenizer,
): number {
  if (tools.length === 0) return 0;
  const shown = tools.map(renderTool).join('\n\n');
  return (
    tokenizer.count(
      `# Tools\n\n## functions\n\nnamespace functions {\n\n${shown}\n\n} // namespace functions`,
    ) + (hasSystem ? ownMessage.withSystem : ownMessage.withoutSystem)
  );
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
  if (!isJsonObject(properties) || Object.keys(properties).length === 0) {
    return `${comment}type ${name} = () => any;`;
  }
  return `${comment}type ${name} = (_: {\n${renderProperties(parameters ?? {}, properties)}\n}) => any;`;
}

function renderProperties(schema: JsonObject, properties: JsonObject): string {
  const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(properties)
    .map(([name, property]) => {
      const facts = isJsonObject(property) ? property : {};
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
      .map((option) => (isJsonObject(option) ? renderType(option) : 'any'))
      .join(' | ');
  }
  if (Array.isArray(schema.type)) return schema.type.join(' | ');
  if (schema.type === 'array') {
    return `${isJsonObject(schema.items) ? renderType(schema.items) : 'any'}[]`;
  }
  if (schema.type === 'object') {
    return isJsonObject(schema.properties)
      ? `{\n${renderProperties(schema, schema.properties)}\n}`
      : 'object';
  }
  if (schema.type === 'integer') return 'number';
  return typeof schema.type === 'string' ? schema.type : 'any';
}
