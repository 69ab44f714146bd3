import type { Exercise } from '../../catalog/index.ts';
import { WorkbookError } from '../../errors.ts';
import { progressAlong } from '../../workshop/learning-path.ts';
import { recordRun, type WeighedRun, weighRun } from '../finish-run.ts';
import { workPlace } from '../source-place.ts';
import { type Demo, startDemo } from './demo-process.ts';
import { openEditor } from './editor.ts';
import { type FileChanges, watchChanges } from './file-changes.ts';
import { createRunLoop, type RunLoop } from './run-loop.ts';
import { textFor } from './show-text.ts';
import type { TimeSpent } from './time-spent.ts';
import type { Effect, Subject, WatchEvent, WatchState } from './watch-model.ts';
import { listedIn, type WatchSessionOptions } from './watch-options.ts';

export interface EffectsOptions extends WatchSessionOptions {
  readonly time: TimeSpent;
  readonly dispatch: (event: WatchEvent) => void;
  readonly onQuit: () => void;
  /** Called with what the workbook itself failed by. */
  readonly onError: (error: unknown) => void;
  /** Calls `act` with keyboard and screen left to another program. */
  readonly lendTerminal: (act: () => Promise<void>) => Promise<void>;
}

/** What the watch mode does to the world: runs, files, processes. */
export interface Effects {
  perform(effect: Effect, state: WatchState): void;
  close(): Promise<void>;
}

/** The exercise that is worked on: watched, and run when asked. */
interface Work {
  readonly changes: FileChanges;
  readonly loop: RunLoop;
}

/** Starts to watch `options.exercise`; it is first run when the effect asks for it. */
export function createEffects(options: EffectsOptions): Effects {
  const { catalog, progress, runner, poll, style, terminal, time, dispatch } = options;
  let work = workOn(options.exercise);
  let demo: Demo | null = null;

  function workOn(exercise: Exercise): Work {
    progress.setCurrent(exercise);
    runner.prepare(exercise);
    const changes = watchChanges(exercise, { poll, onChange: () => dispatch({ type: 'saved' }) });
    const loop = createRunLoop(exercise, {
      runner,
      fingerprint: changes.fingerprint,
      onStart: () => dispatch({ type: 'run started' }),
      onEnd(report) {
        const run = weighRun(exercise, report, progressAlong(options.path, progress));
        dispatch({ type: 'run ended', run, at: Date.now() });
        // The verdict is on the screen before the disk is waited for.
        setImmediate(record, run);
      },
      onError: tell,
    });
    return { changes, loop };
  }

  function record(run: WeighedRun): void {
    try {
      recordRun(run, progress);
      dispatch({ type: 'recorded', listed: listedIn(options) });
    } catch (error) {
      tell(error);
    }
  }

  /** What has a cause outside of the workbook is told, and the watch goes on. */
  function tell(error: unknown): void {
    if (error instanceof WorkbookError) {
      dispatch({ type: 'notice', text: `${error.message}\n${error.help}` });
    } else options.onError(error);
  }

  function enter(exercise: Exercise): void {
    work.loop.close();
    work.changes.close().catch(tell);
    time.switchTo(exercise);
    work = workOn(exercise);
    dispatch({
      type: 'entered',
      exercise,
      listed: listedIn(options),
      seconds: time.seconds(),
    });
  }

  function show(subject: Subject, { exercise, size }: WatchState, more: boolean): void {
    const { columns } = size;
    if (subject !== 'demo') {
      const view = textFor(exercise, subject, { style, columns, progress, more });
      dispatch({ type: 'text', view });
      return;
    }
    dispatch({ type: 'text', view: { subject, lines: [''], offset: 0, growing: true } });
    const started = startDemo(exercise, {
      root: catalog.root,
      columns,
      colors: style.colors.isColorSupported,
      onOutput(lines, growing) {
        if (demo === started) dispatch({ type: 'demo', lines, growing });
      },
    });
    demo = started;
  }

  function reset(exercise: Exercise): void {
    const kept = progress.reset(exercise);
    const how = kept ? ' What you had is kept: u brings it back.' : '';
    rewritten(`The untouched stub is in place.${how}`);
  }

  function undo(exercise: Exercise): void {
    const { takenAt } = progress.undo(exercise);
    const when = new Date(takenAt).toLocaleString('sv-SE');
    rewritten(`Your file is as it was on ${when}. Pressing u again takes this back.`);
  }

  function rewritten(notice: string): void {
    work.changes.accept();
    dispatch({ type: 'notice', text: notice });
    work.loop.request();
  }

  function edit({ exercise, run }: WatchState): void {
    openEditor(workPlace(exercise, run), {
      env: terminal.env,
      lendTerminal: options.lendTerminal,
      onProblem: (text) => dispatch({ type: 'notice', text }),
    }).catch(tell);
  }

  function act(effect: Effect, state: WatchState): void {
    switch (effect.type) {
      case 'run':
        work.loop.request();
        break;
      case 'enter':
        enter(effect.exercise);
        break;
      case 'show':
        show(effect.subject, state, effect.more);
        break;
      case 'stop demo':
        demo?.stop();
        break;
      case 'reset':
        reset(state.exercise);
        break;
      case 'undo':
        undo(state.exercise);
        break;
      case 'edit':
        edit(state);
        break;
      case 'quit':
        options.onQuit();
    }
  }

  return {
    perform(effect, state) {
      try {
        act(effect, state);
      } catch (error) {
        tell(error);
      }
    },
    async close() {
      demo?.stop();
      work.loop.close();
      await work.changes.close();
    },
  };
}
