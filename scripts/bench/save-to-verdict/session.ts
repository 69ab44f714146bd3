/** Pause between a verdict and the next save, in milliseconds: a quick typist's. */
export const thinkingTime = 1_000;

/** The first saves warm up what a session has warm, and are not counted. */
export const warmUpSaves = 2;
