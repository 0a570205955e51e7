/** Tells on standard error how far a run of the benchmark has come. */
export function say(text: string): void {
  const seconds = String(Math.round(performance.now() / 1000)).padStart(4);
  process.stderr.write(`${seconds} s  ${text}\n`);
}
