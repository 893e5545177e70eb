/** A duration for people: two digits after the point, and no false zero. */
export function formatSeconds(seconds: number): string {
  return seconds > 0 && seconds < 0.005 ? '< 0.01' : seconds.toFixed(2);
}
