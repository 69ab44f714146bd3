import { describe, expect, it } from 'vitest';
import { type Catalog, findExercise, findExercises, loadCatalog } from '../../src/catalog/index.ts';
import { exitCode } from '../../src/errors.ts';
import { sampleWorkbook } from '../sample-workbook.ts';
import { workbookErrorOf } from '../workbook-error.ts';

function sampleCatalog(): Catalog {
  return loadCatalog(
    sampleWorkbook({
      '01-ai-fundamentals/05-train-test-split': { title: 'Train/test split' },
      '01-ai-fundamentals/07-precision-recall': { title: 'Precision, recall and F1' },
      '01-ai-fundamentals/10-roc': { title: 'The ROC curve' },
      '02-models/05-trees': { title: 'Decision trees' },
      '02-models/06-embeddings': { title: 'Embeddings' },
      '03-practical-integration/06-streaming': { title: 'Streaming answers' },
      '03-practical-integration/08-streaming-tools': { title: 'Tools while streaming' },
      '04-rag/01-embeddings-search': { title: 'Searching by meaning' },
      '05-rollout/01-models-in-use': { title: 'Serving' },
    }),
  );
}

describe('findExercise', () => {
  it.each([
    ['1.5', 'train-test-split'],
    ['01.05', 'train-test-split'],
    ['1.10', 'roc'],
    [' 7 ', 'precision-recall'],
    ['07', 'precision-recall'],
    ['10', 'roc'],
    ['streaming', 'streaming'],
    ['embeddings', 'embeddings'],
    ['Streaming-T', 'streaming-tools'],
    ['train', 'train-test-split'],
    ['RECALL f1', 'precision-recall'],
    ['curve', 'roc'],
    ['meaning  SEARCH', 'embeddings-search'],
    ['05-train-test-split', 'train-test-split'],
    ['exercises/01-ai-fundamentals/05-train-test-split/', 'train-test-split'],
    ['exercises\\01-ai-fundamentals\\05-train-test-split\\train-test-split.ts', 'train-test-split'],
    ['train/test', 'train-test-split'],
  ])('finds %j', (query, id) => {
    expect(findExercise(sampleCatalog(), query).id).toBe(id);
  });

  it.each([
    ['5', ['1.5', '2.5']],
    ['06', ['2.6', '3.6']],
    ['t', ['1.5', '2.5']],
    ['strea', ['3.6', '3.8']],
  ])('lists the candidates of %j', (query, numbers) => {
    const error = workbookErrorOf(() => findExercise(sampleCatalog(), query));
    const [first = '', ...candidates] = error.message.split('\n');
    expect(first).toContain(`"${query}" could be any of 2 exercises`);
    expect(candidates.map((line) => line.trim().split(' ')[0])).toEqual(numbers);
    expect(error).toMatchObject({ exitCode: exitCode.wrongCall, help: 'npx workbook list' });
  });

  it.each([
    ['tran-tset-split', '1.5  train-test-split  Train/test split'],
    ['presicion', '1.7  precision-recall'],
    ['embedings', '2.6  embeddings'],
    ['decison tree', '2.5  trees'],
  ])('names the nearest for the slip %j', (query, nearest) => {
    const error = workbookErrorOf(() => findExercise(sampleCatalog(), query));
    expect(error.message).toContain(`No exercise is called "${query}". The nearest:\n  ${nearest}`);
    expect(error.exitCode).toBe(exitCode.wrongCall);
  });

  it.each(['', '   ', 'xylophone', '9.9', '99', '1.', '5.1.1'])('finds nothing for %j', (query) => {
    const error = workbookErrorOf(() => findExercise(sampleCatalog(), query));
    expect(error.message).toBe(`No exercise is called "${query}".`);
  });

  it('caps a long list of candidates', () => {
    const many = Array.from({ length: 14 }, (_, index) => [`01-a/${index + 1}-split-${index}`, {}]);
    const catalog = loadCatalog(sampleWorkbook(Object.fromEntries(many)));
    const lines = workbookErrorOf(() => findExercise(catalog, 'split')).message.split('\n');
    expect(lines).toHaveLength(12);
    expect(lines.at(-1)).toBe('  … and 4 more');
  });
});

describe('findExercises', () => {
  const ids = (query: string) => findExercises(sampleCatalog(), query).map(({ id }) => id);

  it.each([
    '1',
    '01',
    'ai-fundamentals',
    'AI',
    '01-ai-fundamentals',
    'exercises/01-ai-fundamentals',
  ])('gives a chapter’s exercises for %j', (query) => {
    expect(ids(query)).toEqual(['train-test-split', 'precision-recall', 'roc']);
  });

  it('prefers a chapter’s id to a prefix of an exercise’s id', () => {
    expect(ids('models')).toEqual(['trees', 'embeddings']);
  });

  it('prefers an exercise’s full id to a prefix of a chapter’s id', () => {
    const catalog = loadCatalog(
      sampleWorkbook({ '01-rag-systems/01-chunks': {}, '02-b/01-rag': {} }),
    );
    expect(findExercises(catalog, 'rag').map(({ id }) => id)).toEqual(['rag']);
    expect(findExercises(catalog, 'rag-').map(({ id }) => id)).toEqual(['chunks']);
  });

  it.each([
    ['1.5', 'train-test-split'],
    ['10', 'roc'],
    ['tra', 'train-test-split'],
    ['streaming', 'streaming'],
    ['curve', 'roc'],
    ['exercises/02-models/05-trees', 'trees'],
  ])('gives one exercise for %j, as findExercise does', (query, id) => {
    expect(ids(query)).toEqual([id]);
  });

  it('lists the chapters that a prefix fits when no exercise fits it', () => {
    const catalog = loadCatalog(
      sampleWorkbook({ '01-rag/01-a': { title: 'One' }, '02-rag-agents/01-b': { title: 'Two' } }),
    );
    expect(findExercises(catalog, 'rag').map(({ id }) => id)).toEqual(['a']);
    const error = workbookErrorOf(() => findExercises(catalog, 'ra'));
    expect(error.message).toContain('"ra" could be any of 2 chapters:\n  1  rag  Chapter 01-rag');
    expect(error.exitCode).toBe(exitCode.wrongCall);
  });

  it.each(['', 'xylophone', '99'])('finds nothing for %j', (query) => {
    expect(workbookErrorOf(() => ids(query)).exitCode).toBe(exitCode.wrongCall);
  });
});
