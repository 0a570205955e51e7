import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

// Preloaded into a process (`node --import`). When the process exits, this writes its resource
// usage to the file named by HOURLAKE_BENCH_PROBE.

const file = process.env.HOURLAKE_BENCH_PROBE;
const every = Number(process.env.HOURLAKE_BENCH_SAMPLE_EVERY ?? 0);
const samples: number[] = [];

// Worker threads inherit the option, but would only report their own usage.
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
