import { badRequest } from '../core/api-error.ts';
import {
  type AnswerFormat,
  isJsonObject,
  type JsonObject,
  type PromptMessage,
  type PromptTool,
  type ToolChoice,
} from '../model/prompt.ts';
import {
  arrayAt,
  booleanAt,
  isAbsent,
  isObject,
  objectAt,
  oneOf,
  stringAt,
  wrongType,
} from './check.ts';
import { refuseLooseSchema } from './strict-schema.ts';

const namePattern = /^[a-zA-Z0-9_-]+$/;

/** Reads `tools` of a chat completion. @throws ApiError as the API refuses them */
export function readTools(value: unknown): readonly PromptTool[] {
  if (isAbsent(value)) return [];
  const list = arrayAt(value, 'tools');
  if (list.length === 0) {
    throw badRequest(
      "Invalid 'tools': empty array. Expected an array with minimum length 1, but got an empty array instead.",
      'tools',
      'empty_array',
    );
  }
  return list.map((entry, index) => {
    const tool = objectAt(entry, `tools[${index}]`);
    if (oneOf(tool.type, `tools[${index}].type`, ['function', 'custom']) === 'custom') {
      throw badRequest(
        "The offline API has no tools of type 'custom': only functions.",
        `tools[${index}].type`,
        'offline_api',
      );
    }
    const at = `tools[${index}].function`;
    return readFunction(objectAt(tool.function, at), at);
  });
}

/** Reads one function's declaration, which both APIs share. */
export function readFunction(declared: Readonly<Record<string, unknown>>, at: string): PromptTool {
  const name = readName(declared.name, `${at}.name`);
  const strict = booleanAt(declared.strict, `${at}.strict`, false);
  const parameters = isAbsent(declared.parameters)
    ? null
    : schemaObject(declared.parameters, `${at}.parameters`);
  if (strict && parameters !== null) {
    refuseLooseSchema(parameters, {
      subject: `function '${name}'`,
      param: `${at}.parameters`,
      code: 'invalid_function_parameters',
    });
  }
  return {
    name,
    description: isAbsent(declared.description)
      ? ''
      : stringAt(declared.description, `${at}.description`),
    parameters,
    strict,
  };
}

/** A name of a function or a schema: letters, digits, `_` and `-`, at most 64. */
export function readName(value: unknown, param: string): string {
  const name = stringAt(value, param);
  if (name.length > 64) {
    throw badRequest(
      `Invalid '${param}': string too long. Expected a string with maximum length 64, but got a string with length ${name.length} instead.`,
      param,
      'string_above_max_length',
    );
  }
  if (namePattern.test(name)) return name;
  throw badRequest(
    `Invalid '${param}': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.`,
    param,
    'invalid_value',
  );
}

/** Reads `tool_choice`; its default hangs on whether there are tools. */
export function readToolChoice(value: unknown, tools: readonly PromptTool[]): ToolChoice {
  if (isAbsent(value)) return tools.length === 0 ? 'none' : 'auto';
  if (tools.length === 0) {
    throw badRequest(
      "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.",
      'tool_choice',
      null,
    );
  }
  if (typeof value === 'string') {
    return oneOf<'none' | 'auto' | 'required'>(value, 'tool_choice', ['none', 'auto', 'required']);
  }
  const choice = objectAt(value, 'tool_choice');
  const named = isObject(choice.function) ? choice.function.name : choice.name;
  const name = stringAt(named, 'tool_choice.function.name');
  if (tools.some((tool) => tool.name === name)) return { name };
  throw badRequest(
    `Invalid value for 'tool_choice': function '${name}' is not one of the 'tools'.`,
    'tool_choice',
    null,
  );
}

/** Reads `response_format` of a chat completion. */
export function readResponseFormat(
  value: unknown,
  messages: readonly PromptMessage[],
): AnswerFormat {
  if (isAbsent(value)) return { type: 'text' };
  const format = objectAt(value, 'response_format');
  const type = oneOf(format.type, 'response_format.type', ['json_object', 'json_schema', 'text']);
  if (type === 'text') return { type };
  if (type === 'json_object') {
    refuseWithoutJson(messages, 'messages', 'response_format');
    return { type };
  }
  const declared = objectAt(format.json_schema, 'response_format.json_schema');
  return readJsonSchema(declared, {
    at: 'response_format.json_schema',
    subject: (name) => `response_format '${name}'`,
    param: 'response_format',
    code: null,
  });
}

/** Where a schema stands in the request, and how its refusal names it. */
export interface SchemaPlace {
  readonly at: string;
  readonly subject: (name: string) => string;
  readonly param: string;
  readonly code: string | null;
}

/** Reads a named schema, and refuses a strict one that is not strict enough. */
export function readJsonSchema(
  declared: Readonly<Record<string, unknown>>,
  { at, subject, param, code }: SchemaPlace,
): AnswerFormat {
  const name = readName(declared.name, `${at}.name`);
  const schema = schemaObject(declared.schema, `${at}.schema`);
  const strict = booleanAt(declared.strict, `${at}.strict`, false);
  if (strict) refuseLooseSchema(schema, { subject: subject(name), param, code });
  const description = isAbsent(declared.description)
    ? ''
    : stringAt(declared.description, `${at}.description`);
  return { type: 'json_schema', name, description, schema, strict };
}

/** `json_object` works only when the prompt speaks of JSON. */
export function refuseWithoutJson(
  messages: readonly PromptMessage[],
  param: string,
  parameterName: string,
): void {
  if (messages.some(({ text }) => /json/i.test(text))) return;
  throw badRequest(
    `'${param}' must contain the word 'json' in some form, to use '${parameterName}' of type 'json_object'.`,
    param,
    null,
  );
}

function schemaObject(value: unknown, param: string): JsonObject {
  const schema = objectAt(value, param);
  if (isJsonObject(schema)) return schema;
  throw wrongType(param, 'a JSON Schema', value);
}
