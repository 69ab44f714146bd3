import { createOpenAI } from './adapters/fetch.ts';

/**
 * Loads what the offline API otherwise loads with its first request (the tokenizer's ranks above all), by
 * answering one. The runner calls it in a thread that has nothing to do yet.
 */
export async function warmUp(): Promise<void> {
  const { fetch } = createOpenAI();
  for (const stream of [false, true]) {
    const response = await fetch('https://api.openai.com/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer sk-offline', 'content-type': 'application/json' },
      body: JSON.stringify({
        model: 'gpt-4o-mini',
        messages: [{ role: 'user', content: 'Say hello.' }],
        stream,
      }),
    });
    await response.text();
  }
}
