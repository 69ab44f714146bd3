import type { Measure } from '../measure.ts';
import { cold } from './cold.ts';
import { install } from './install.ts';
import { list } from './list.ts';
import { save } from './save.ts';
import { streams } from './streams.ts';
import { verify } from './verify.ts';

/** Every part of the benchmark, in the order in which the table shows them. */
export const measures: readonly Measure[] = [save, cold, list, verify, install, streams];
