/** A function whose answer for an object is worked out once and kept as long as the object is there. */
export function keptWith<Of extends object, Answer extends object>(make: (of: Of) => Answer): (of: Of) => Answer {
  const kept = new WeakMap<Of, Answer>();
  return (of) => {
    const answer = kept.get(of) ?? make(of);
    kept.set(of, answer);
    return answer;
  };
}
