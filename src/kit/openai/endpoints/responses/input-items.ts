import { isJsonObject, type JsonObject } from '../../model/prompt.ts';
import { responseIds } from '../../wire/response-ids.ts';

/** Input items as the API lists them: with ids, and texts as parts. */
export function withIds(items: readonly JsonObject[], responseId: string): readonly JsonObject[] {
  const ids = responseIds(responseId);
  return items.map((item, place) => {
    const type = item.type ?? 'message';
    const prefix = type === 'message' ? 'msg_' : type === 'reasoning' ? 'rs_' : 'fc_';
    const id = typeof item.id === 'string' ? item.id : ids.item(prefix, place);
    if (type !== 'message') return { status: 'completed', ...item, id };
    const partType = item.role === 'assistant' ? 'output_text' : 'input_text';
    const content =
      typeof item.content === 'string'
        ? [
            {
              type: partType,
              text: item.content,
              ...(partType === 'output_text' && { annotations: [] }),
            },
          ]
        : item.content;
    return { type, status: 'completed', ...item, id, content };
  });
}

/** An item with the id that {@link withIds} gave it. */
export function hasId(item: JsonObject): item is JsonObject & { readonly id: string } {
  return isJsonObject(item) && typeof item.id === 'string';
}
