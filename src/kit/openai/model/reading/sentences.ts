/** Cuts a text into sentences and lines, without empty ones. Decimal points and "e.g." do not end a sentence. */
export function sentencesOf(text: string): readonly string[] {
  return text
    .split(/\n+/)
    .flatMap((line) => line.split(/(?<=[.!?]["')\]]?)\s+(?=[A-Z0-9"'([])/))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/** Takes quotes and a full stop off the ends. */
export function unquoted(text: string): string {
  return text
    .trim()
    .replace(/^["“'`]+|["”'`]+$/g, '')
    .replace(/[.,;]+$/, '')
    .replace(/["”'`]+$/, '')
    .trim();
}

/** `order_id` and `orderId` as words: "order id". */
export function nameAsWords(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase()
    .trim();
}

/** The items of "a, b, or c", "a / b / c" or "a | b". */
export function listItems(text: string): readonly string[] {
  return text
    .split(/\s*(?:,|;|\/|\||\bor\b|\band\b|\n)\s*/)
    .map(unquoted)
    .filter((item) => item !== '');
}

/** A text with a capital letter at its start. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A text that ends with a full stop or another end of a sentence. */
export function ended(text: string): string {
  return /[.!?:]$/.test(text) ? text : `${text}.`;
}
