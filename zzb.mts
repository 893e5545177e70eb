import { regressionBenchmark } from './bench/regression.ts';
for (const r of await regressionBenchmark()) console.log(r.subject.padEnd(40), r.speed.padEnd(10), r.note);
