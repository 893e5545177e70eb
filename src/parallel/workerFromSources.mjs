/** Lets a thread of Node 20 run a TypeScript module, given as workerData. Only where natgrad runs from its sources. */
import Tinypool from 'tinypool';
import { register } from 'tsx/esm/api';

register();
const { default: run } = await import(Tinypool.workerData);
export default run;
