import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

// Loaded into a process before anything else (`node --import`): at its end it writes what the
// process used to the file that HOURLAKE_BENCH_PROBE names.

const file = process.env.HOURLAKE_BENCH_PROBE;
const every = Number(process.env.HOURLAKE_BENCH_SAMPLE_EVERY ?? 0);
const samples: number[] = [];

// A worker thread inherits the option, and would tell of itself alone.
if (isMainThread && file !== undefined) {
  if (every > 0) {
    const sample = () => samples.push(process.memoryUsage.rss());
    setInterval(sample, every).unref();
  }
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const cpu = (userCPUTime + systemCPUTime) / 1000;
    writeFileSync(file, JSON.stringify({ cpu, peakBytes: maxRSS * 1024, samples }));
  });
}
