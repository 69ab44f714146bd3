/**
 * Thrown by every function of a stub until the learner writes it.
 *
 * The runner reports specs that fail with it as *waiting*, not as failed, so that a learner can work
 * function by function.
 */
export class NotImplemented extends Error {
  override readonly name = 'NotImplemented';

  /** @param functionName the exported function (or `Class.method`) that is still to be written */
  constructor(functionName: string) {
    super(`${functionName} is not written yet.`);
  }
}
