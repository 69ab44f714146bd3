// The workbook's own code has no use for the places where it fails, and they cost a sixth of the time: Vitest looks
// for the source map of every file on every stack.
Error.stackTraceLimit = 0;
