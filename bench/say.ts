/** Reports the progress of a run on standard error. */
export function say(text: string): void {
  const seconds = String(Math.round(performance.now() / 1000)).padStart(4);
  process.stderr.write(`${seconds} s  ${text}\n`);
}
