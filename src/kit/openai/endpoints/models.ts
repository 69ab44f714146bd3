import type { Model } from 'openai/resources/models';
import { jsonAnswer } from '../core/answer.ts';
import { ApiError } from '../core/api-error.ts';
import type { Operation } from '../core/call.ts';
import { type ModelFacts, models } from '../models/model-facts.ts';

/** The list of models, one of them, and the deletion of a fine-tuned one. */
export const modelOperations: readonly Operation[] = [
  {
    name: 'models.list',
    method: 'GET',
    path: '/models',
    handle(_call, { store }) {
      const dated = models
        .filter(({ id, snapshot }) => id !== snapshot)
        .map((model) => shown(model, model.snapshot));
      const tuned = [...store.tuned.values()].map(({ facts }) => shown(facts));
      const data = [...models.map((model) => shown(model)), ...dated, ...tuned];
      return { answer: jsonAnswer({ object: 'list', data }) };
    },
  },
  {
    name: 'models.retrieve',
    method: 'GET',
    path: '/models/:model',
    handle({ params }, { model }) {
      const name = params.model ?? '';
      const facts = model(name);
      if (facts === undefined) throw noSuchModel(name);
      return { answer: jsonAnswer(shown(facts, name)) };
    },
  },
  {
    name: 'models.delete',
    method: 'DELETE',
    path: '/models/:model',
    handle({ params }, { store }) {
      const name = params.model ?? '';
      if (!store.tuned.delete(name)) {
        if (!models.some(({ id, snapshot }) => id === name || snapshot === name)) {
          throw noSuchModel(name);
        }
        throw new ApiError({
          status: 403,
          message: `You have insufficient permissions for this operation. Only fine-tuned models of your own can be deleted.`,
        });
      }
      return { answer: jsonAnswer({ id: name, object: 'model', deleted: true }) };
    },
  },
];

function shown(facts: ModelFacts, id = facts.id): Model {
  const owner = facts.id.startsWith('ft:') ? 'org-offline' : 'system';
  return { id, object: 'model', created: facts.created, owned_by: owner };
}

function noSuchModel(name: string): ApiError {
  return new ApiError({
    status: 404,
    message: `The model '${name}' does not exist`,
    param: 'model',
    code: 'model_not_found',
  });
}
