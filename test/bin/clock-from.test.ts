import { describe, expect, it } from 'vitest';
import { clockFrom } from '../../bin/clock-from.ts';

describe('clockFrom', () => {
  it('begins at an instant, and goes on as the other clock does', () => {
    let time = 5_000;
    const clock = clockFrom(() => time, 1_000);

    const first = clock();
    time += 250;

    expect([first, clock()]).toEqual([1_000, 1_250]);
  });

  it('is the other clock where no instant is said', () => {
    const now = () => 5_000;

    expect(clockFrom(now, undefined)).toBe(now);
  });
});
