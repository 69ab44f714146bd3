import { type BodyStep, textStep } from '../core/answer.ts';
import { dataFrame, doneFrame, eventFrame } from '../wire/sse.ts';
import type { Fault, SentBody } from './fault.ts';

/** The body trickles: a pause before each chunk of a stream, or in the middle of a JSON body. */
export function slowBody(milliseconds: number): Fault {
  return {
    name: 'slowBody',
    *body(sent) {
      for (const step of finely(sent)) {
        yield { pause: milliseconds };
        yield step;
      }
    },
  };
}

/** The body stops after `chunks` chunks, and the connection stays open. */
export function stall(chunks = 2): Fault {
  return {
    name: 'stall',
    *body(sent) {
      yield* first(finely(sent), chunks);
      yield { pause: Number.POSITIVE_INFINITY };
    },
  };
}

/** The connection ends after `chunks` chunks; a JSON body ends after its first half. */
export function disconnectAfter(chunks = 2): Fault {
  return {
    name: 'disconnectAfter',
    *body(sent) {
      yield* first(finely(sent), sent.stream ? chunks : 1);
      yield { drop: true };
    },
  };
}

/** The stream turns into an error after `chunks` chunks, and ends. */
export function errorEvent(chunks = 2): Fault {
  const message = 'The server had an error while processing your request. Sorry about that!';
  return {
    name: 'errorEvent',
    *body(sent) {
      if (!sent.stream) return yield* sent.steps;
      yield* first(sent.steps, chunks);
      if (sent.operation.startsWith('responses.')) {
        const error = { type: 'server_error', code: 'server_error', message, param: null };
        yield textStep(eventFrame({ type: 'error', ...{ sequence_number: chunks, error } }));
      } else {
        yield textStep(
          dataFrame({ error: { message, type: 'server_error', param: null, code: null } }),
        );
      }
    },
  };
}

/** After `chunks` chunks comes one whose JSON is cut off; the rest follows. */
export function malformedEvent(chunks = 2): Fault {
  return {
    name: 'malformedEvent',
    *body(sent) {
      let sentSoFar = 0;
      for (const step of sent.steps) {
        if (sentSoFar++ === chunks && sent.stream) {
          yield textStep('data: {"id":"chatcmpl-broken","choices":[{"index":0,"delta":{"con\n\n');
        }
        yield step;
      }
    },
  };
}

/** A stream without its last line, `data: [DONE]`. */
export function missingDone(): Fault {
  const done = new TextEncoder().encode(doneFrame);
  return {
    name: 'missingDone',
    *body({ steps }) {
      for (const step of steps) {
        if ('bytes' in step && Buffer.compare(step.bytes, done) === 0) continue;
        yield step;
      }
    },
  };
}

/** The same bytes, but chunks end inside characters: every chunk with a character beyond ASCII is cut in it. */
export function splitCharacters(): Fault {
  return {
    name: 'splitCharacters',
    *body({ steps }) {
      for (const step of steps) {
        const place = 'bytes' in step ? step.bytes.findIndex((byte) => byte >= 0xc0) : -1;
        if (!('bytes' in step) || place < 0) {
          yield step;
          continue;
        }
        yield { bytes: step.bytes.slice(0, place + 1) };
        yield { bytes: step.bytes.slice(place + 1) };
      }
    },
  };
}

function* first(steps: Iterable<BodyStep>, count: number): Iterable<BodyStep> {
  let sent = 0;
  for (const step of steps) {
    if (sent++ === count) return;
    yield step;
  }
}

// A JSON body is one step; in halves it can be slow or broken off.
function* finely({ steps, stream }: SentBody): Iterable<BodyStep> {
  if (stream) return yield* steps;
  for (const step of steps) {
    if (!('bytes' in step)) {
      yield step;
      continue;
    }
    const middle = Math.ceil(step.bytes.length / 2);
    yield { bytes: step.bytes.slice(0, middle) };
    yield { bytes: step.bytes.slice(middle) };
  }
}
