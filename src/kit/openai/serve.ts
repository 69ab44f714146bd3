export { type LoopbackOptions, type LoopbackServer, serveOpenAI } from './adapters/loopback.ts';
