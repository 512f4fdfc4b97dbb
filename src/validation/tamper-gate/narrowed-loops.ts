/** What a loop or a table goes over, and what takes only a part of it. */
const part =
  /(?:\brange\s+|\bin\s+|\bof\s+|\.(?:each|for)\(\s*|\bparametrize\([^[\n]{0,80},\s*)([\w.$]+?|\[[^[\]\n]{0,200}\])\s*(?:\[[^\]\n]{0,20}:[^\]\n]{0,20}\]|\.(?:slice|filter|take|first|drop|skip|limit|reject|select|splice)\b)/g;

/** The loops of a test that went over all of something and would go over a part of it, as they are written. */
export function narrowedLoops(before: string, after: string): string[] {
  const flat = before.replaceAll(/\s+/g, '');
  return [...after.matchAll(part)].flatMap(([written, over = '']) => {
    const whole = written.slice(0, written.lastIndexOf(over) + over.length).replaceAll(/\s+/g, '');
    const wasWhole = flat.includes(whole) && !flat.includes(written.replaceAll(/\s+/g, ''));
    return wasWhole ? [written] : [];
  });
}
