/** A request's body in the two forms that are needed: parsed, and as the text it came in. */
export interface ReadBody {
  /** Parsed JSON, a FormData, or null when there is none (or none that can be parsed). */
  readonly body: unknown;
  readonly text: string;
  /** True where there is a text that is no JSON. */
  readonly isBroken: boolean;
}

export async function readBody(request: Request): Promise<ReadBody> {
  if (request.headers.get('content-type')?.startsWith('multipart/form-data')) {
    const body = await request.formData();
    return { body, text: JSON.stringify(recordable(body)), isBroken: false };
  }
  const text = await request.text();
  if (text === '') return { body: null, text, isBroken: false };
  try {
    return { body: JSON.parse(text), text, isBroken: false };
  } catch {
    return { body: null, text, isBroken: true };
  }
}

/** A body as the journal keeps it: the fields of a form, with a file as its name. */
export function recordable(body: unknown): unknown {
  if (!(body instanceof FormData)) return body;
  return Object.fromEntries(
    [...body].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]),
  );
}
