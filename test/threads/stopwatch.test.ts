import { afterEach, describe, expect, test, vi } from 'vitest';
import { startStopwatch } from '../../src/threads/stopwatch.ts';

/** A clock that the test moves: milliseconds that pass, and those of a processor in them. */
function scriptedClock() {
  let now = 1_000;
  let used = 500;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  vi.spyOn(process, 'cpuUsage').mockImplementation((before) => ({
    user: used * 1_000 - (before?.user ?? 0),
    system: -(before?.system ?? 0),
  }));
  return (passed: number, ofProcessor: number) => {
    now += passed;
    used += ofProcessor;
  };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a limit is passed', () => {
  test('when so much time has, on a machine that has nothing else to do', () => {
    const pass = scriptedClock();
    const isOver = startStopwatch();
    pass(60, 60);
    expect(isOver(1_000)).toBe(false);
    pass(900, 1_800);
    expect(isOver(1_000)).toBe(false);
    pass(100, 200);
    expect(isOver(1_000)).toBe(true);
  });

  test('later on a busy one, when the process had a processor for so long', () => {
    const pass = scriptedClock();
    const isOver = startStopwatch();
    pass(60, 6);
    expect(isOver(1_000)).toBe(false);
    pass(3_000, 300);
    expect(isOver(1_000)).toBe(false);
    pass(3_000, 700);
    expect(isOver(1_000)).toBe(true);
  });

  test('at last also when it had none', () => {
    const pass = scriptedClock();
    const isOver = startStopwatch();
    pass(60, 0);
    expect(isOver(1_000)).toBe(false);
    pass(9_000, 0);
    expect(isOver(1_000)).toBe(false);
    pass(2_000, 0);
    expect(isOver(1_000)).toBe(true);
  });
});
