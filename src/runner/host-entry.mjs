// Where a host begins that could not be compiled. Plain JavaScript, since Node 20 cannot load TypeScript without
// a loader.
import { register } from 'tsx/esm/api';

register();
await import('./host.ts');
