/** Whether a CloudStack version ("4.22.0.0", "4.22.0.0-SNAPSHOT") is at least `major.minor`; false where it is hidden. */
export function atLeast(version: string | undefined, major: number, minor: number): boolean {
  const match = /^(\d+)\.(\d+)/.exec(version ?? '');
  if (match === null) return false;
  const [theirMajor, theirMinor] = [Number(match[1]), Number(match[2])];
  return theirMajor > major || (theirMajor === major && theirMinor >= minor);
}
