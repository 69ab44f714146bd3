import OpenAI from 'openai';

/** Built while the module loads, as many programs do. */
export const client = new OpenAI({ apiKey: 'offline' });
