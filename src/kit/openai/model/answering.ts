import type { SimulatorOptions } from '../core/options.ts';
import type { Store } from '../core/store.ts';
import { loadTokenizer } from '../tokens/tokenizer.ts';
import type { Draft } from './draft.ts';
import type { Prompt } from './prompt.ts';
import { type Script, type ScriptedReply, scriptedDraft } from './script.ts';

/** Who answers a prompt: what a spec laid down for it, or else the model that reads it. */
export interface Answering {
  draft(prompt: Prompt): Promise<Draft>;
  /** Uses up what a spec laid down for a prompt, as `draft` would, where something else answers it. */
  skip(prompt: Prompt): void;
  /** Queues answers, one for each choice that is asked for. */
  reply(...replies: readonly ScriptedReply[]): void;
  script(script: Script): void;
  reset(): void;
}

/** @param store where fine-tuned models keep what they have learnt */
export function createAnswering(options: SimulatorOptions, store: Store): Answering {
  const replies: ScriptedReply[] = [];
  const scripts: Script[] = [];

  function scripted(prompt: Prompt): Draft | null {
    const queued = replies.shift();
    if (queued !== undefined) return scriptedDraft(queued);
    for (const script of scripts) {
      const reply = script(prompt);
      if (reply !== undefined) return scriptedDraft(reply);
    }
    return null;
  }

  return {
    async draft(prompt) {
      const laidDown = scripted(prompt);
      if (laidDown !== null) return laidDown;
      if (options.model === 'scripted') {
        throw new Error('it answers by script alone, and no reply is laid down for this prompt.');
      }
      const { readAndAnswer } = await import('./reading-model.ts');
      return readAndAnswer(prompt, {
        tokenizer: await loadTokenizer(),
        learnt: store.tuned.get(prompt.model)?.examples ?? [],
        obeysInjections: options.obeysInjections ?? true,
      });
    },
    skip: (prompt) => void scripted(prompt),
    reply: (...queued) => void replies.push(...queued),
    script: (script) => void scripts.push(script),
    reset() {
      replies.length = 0;
      scripts.length = 0;
    },
  };
}
