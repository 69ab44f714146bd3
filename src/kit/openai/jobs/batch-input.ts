import type { BatchProblem } from '../core/store.ts';
import { isObject } from '../validation/check.ts';

/** A line of a batch's input that can be run. */
export interface BatchRequest {
  readonly customId: string;
  readonly body: unknown;
}

export interface BatchInput {
  readonly requests: readonly BatchRequest[];
  /** Any problem fails the whole batch. */
  readonly problems: readonly BatchProblem[];
}

/** Reads the JSONL of a batch: each line an object with custom_id, method, url and body. */
export function readBatchInput(text: string, endpoint: string): BatchInput {
  const problems: BatchProblem[] = [];
  const requests: BatchRequest[] = [];
  const seen = new Set<string>();
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const problem = (code: string, message: string, param: string | null = null): void => {
      problems.push({ code, message, param, line: index + 1 });
    };
    const value = parse(line);
    if (!isObject(value)) {
      problem('invalid_json_line', 'This line is not parseable as valid JSON.');
      continue;
    }
    const { custom_id: customId, method, url, body } = value;
    if (typeof customId !== 'string' || customId === '') {
      problem(
        'missing_required_parameter',
        "Missing required parameter: 'custom_id'.",
        'custom_id',
      );
    } else if (seen.has(customId)) {
      problem(
        'duplicate_custom_id',
        'The custom_id for this request is a duplicate of another request. The custom_id parameter must be unique for each request in a batch.',
        'custom_id',
      );
    } else if (method !== 'POST') {
      problem('invalid_method', "The HTTP method is invalid. Only 'POST' is supported.", 'method');
    } else if (url !== endpoint) {
      problem(
        'mismatched_url',
        `The URL provided for this request does not match the batch endpoint '${endpoint}'.`,
        'url',
      );
    } else {
      seen.add(customId);
      requests.push({ customId, body });
    }
  }
  if (requests.length === 0 && problems.length === 0) {
    problems.push({
      code: 'empty_file',
      message:
        'The input file is empty. Please ensure that the batch contains at least one request.',
      param: null,
      line: null,
    });
  }
  return { requests, problems };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
