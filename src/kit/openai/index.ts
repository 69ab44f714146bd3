export { type OpenAIForSpecs, type SpecOptions, setupOpenAI } from './adapters/spec.ts';
export type { RecordedRequest } from './core/journal.ts';
export { type Fault, fault } from './faults/index.ts';
export type { Prompt, PromptMessage } from './model/prompt.ts';
export type { Script, ScriptedReply } from './model/script.ts';
export { warmUp } from './warm-up.ts';
