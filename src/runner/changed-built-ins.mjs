// Plain JavaScript: standby-worker.mjs needs it before anything else is loaded.
//
// Learners' code shares its built-ins with the specs and with Vitest. When it replaces one, whatever breaks
// next says nothing about the cause. So they are remembered before the code is loaded, and compared after.
// What compares uses nothing that the code could have replaced: no methods of arrays, no iteration.

const { getOwnPropertyDescriptor, defineProperty, hasOwn } = Object;
const { ownKeys, deleteProperty } = Reflect;

/** What nobody has a reason to change; with each, its prototype. */
const owners = [
  ...['Object', 'Function', 'Array', 'String', 'Number', 'Boolean', 'Symbol', 'BigInt', 'RegExp'],
  ...['Map', 'Set', 'WeakMap', 'WeakSet', 'Promise', 'JSON', 'Math', 'Reflect', 'Date'],
  ...['Float64Array', 'Float32Array', 'Int32Array', 'Uint8Array'],
];
/** What specs replace for a while, by fake clocks and spies. */
const stoodInFor = [
  ...['Date', 'performance', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
  ...['clearTimeout', 'clearInterval', 'clearImmediate', 'console', 'process'],
];
const spiedOn = ['Math.random', 'Date.now'];

/**
 * One property as it was.
 *
 * @typedef {{ owner: any, key: PropertyKey, name: string, was: PropertyDescriptor, value: unknown, isSpied: boolean }} Kept
 */

/**
 * Remembers the built-ins as they are now.
 *
 * @returns {(options: { spied: boolean }) => string[]} puts back what has been changed since, and names it;
 *   with `spied` also what specs may stand in for, such as Math.random
 */
export function rememberBuiltIns() {
  /** @type {Kept[]} */
  const kept = [];
  /** @type {{ owner: any, name: string, keys: readonly PropertyKey[] }[]} */
  const complete = [];

  /** @type {(owner: any, key: PropertyKey, name: string, isSpied: boolean) => void} */
  const keep = (owner, key, name, isSpied) => {
    const was = getOwnPropertyDescriptor(owner, key);
    if (!was?.configurable) return;
    // Node gives some globals by a getter whose value can be set. On a prototype a getter has nothing to read.
    const value = 'value' in was ? was.value : owner === globalThis ? owner[key] : null;
    kept.push({ owner, key, name, was, value, isSpied });
  };
  /** @type {(owner: any, name: string) => void} */
  const keepAll = (owner, name) => {
    const keys = ownKeys(owner);
    complete.push({ owner, name, keys });
    for (const key of keys) {
      const full = nameOf(name, key);
      keep(owner, key, full, spiedOn.includes(full));
    }
  };
  for (const name of owners) {
    const owner = Reflect.get(globalThis, name);
    if (!stoodInFor.includes(name)) keep(globalThis, name, name, false);
    keepAll(owner, name);
    if (owner.prototype) keepAll(owner.prototype, `${name}.prototype`);
  }
  keepAll(Error.prototype, 'Error.prototype');
  for (const name of stoodInFor) keep(globalThis, name, name, true);

  return ({ spied }) => {
    /** @type {string[]} */
    const changed = [];
    /** @type {(name: string) => void} */
    const note = (name) => {
      defineProperty(changed, changed.length, { value: name, enumerable: true });
    };
    for (let index = 0; index < kept.length; index += 1) {
      const one = kept[index];
      if (one === undefined || (one.isSpied && !spied) || isAsItWas(one)) continue;
      note(one.name);
      putBack(one);
    }
    for (let index = 0; index < complete.length; index += 1) {
      const one = complete[index];
      if (one === undefined) continue;
      // What is added so that loops do not see it breaks nothing: packages fill gaps of old engines so.
      for (const key in one.owner) {
        if (!hasOwn(one.owner, key) || isOneOf(one.keys, key)) continue;
        note(nameOf(one.name, key));
        deleteProperty(one.owner, key);
      }
    }
    return changed;
  };
}

/**
 * What a change of built-ins is told as.
 *
 * @param {readonly string[]} names
 */
export function changedError(names) {
  const [first = '', ...others] = names;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return {
    name: 'ChangedBuiltIn',
    message: `Your code changed ${first}${more}, which all other code uses too. It was put back.`,
  };
}

/** @param {Kept} kept */
function isAsItWas({ owner, key, was, value }) {
  if ('value' in was) {
    // The quick way, for nearly all of them; it is wrong only where something was deleted and is inherited.
    return owner[key] === value;
  }
  const now = getOwnPropertyDescriptor(owner, key);
  if (now === undefined || now.get !== was.get || now.set !== was.set) return false;
  return owner !== globalThis || owner[key] === value;
}

/** @param {Kept} kept */
function putBack({ owner, key, was, value }) {
  try {
    defineProperty(owner, key, was);
    if (!('value' in was) && owner === globalThis) owner[key] = value;
  } catch {
    // It was made to stay as it is.
  }
}

/** @param {readonly PropertyKey[]} keys @param {PropertyKey} key */
function isOneOf(keys, key) {
  for (let index = 0; index < keys.length; index += 1) if (keys[index] === key) return true;
  return false;
}

/** @param {string} owner @param {PropertyKey} key */
function nameOf(owner, key) {
  return typeof key === 'symbol' ? `${owner}[${key.description}]` : `${owner}.${String(key)}`;
}
