/** The frame of a chat completion's stream: data alone. */
export function dataFrame(data: unknown): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}

/** The frame of the Responses API: the event's name, then its data. */
export function eventFrame(data: { readonly type: string }): string {
  return `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** What ends a chat completion's stream. The Responses API sends none. */
export const doneFrame = 'data: [DONE]\n\n';
