import type { Operation } from '../core/call.ts';

/** Operations that share the beginning of their path, loaded when a request first asks for them. */
export interface OperationGroup {
  readonly prefix: string;
  load(): Promise<readonly Operation[]>;
}

/** Everything that the offline API can do. */
export const operationGroups: readonly OperationGroup[] = [
  {
    prefix: '/chat/completions',
    async load() {
      const [{ createChat }, { storedChats }] = await Promise.all([
        import('./chat.ts'),
        import('./stored-chat.ts'),
      ]);
      return [createChat, ...storedChats];
    },
  },
  {
    prefix: '/responses',
    load: async () => (await import('./responses/index.ts')).responseOperations,
  },
  { prefix: '/embeddings', load: async () => [(await import('./embeddings.ts')).createEmbeddings] },
  {
    prefix: '/moderations',
    load: async () => [(await import('./moderations.ts')).createModeration],
  },
  { prefix: '/models', load: async () => (await import('./models.ts')).modelOperations },
  { prefix: '/files', load: async () => (await import('./files.ts')).fileOperations },
  { prefix: '/batches', load: async () => (await import('./batches.ts')).batchOperations },
  {
    prefix: '/fine_tuning',
    load: async () => (await import('./fine-tuning.ts')).fineTuningOperations,
  },
];
