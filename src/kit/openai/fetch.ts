export { createOpenAI, type OfflineOpenAI } from './adapters/fetch.ts';
export type { RecordedRequest } from './core/journal.ts';
export type { SimulatorOptions } from './core/options.ts';
export { type Fault, fault } from './faults/index.ts';
export type { Prompt, PromptMessage } from './model/prompt.ts';
export type { Script, ScriptedReply } from './model/script.ts';
