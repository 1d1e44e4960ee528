/** What a child needs from the user's shell to run at all. */
const PASSED_ON = /^(PATH|TMPDIR|TMP|TEMP|LANG|LC_.*|TZ|TERM|USER|LOGNAME|NODE_V8_COVERAGE)$/;

/**
 * The environment of a child that must use only what the launcher started: an allow-list, so that no inherited
 * TEMPORAL_*, DATABASE_URL, SECRETS_KEY, API_*, proxy or CloudStack setting can reach it. HOME is `home`, because
 * Temporal's profile and env files are looked for there.
 */
export function isolatedEnvironment(inherited: NodeJS.ProcessEnv, home: string): Record<string, string> {
  const kept = Object.entries(inherited).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && PASSED_ON.test(entry[0]),
  );
  return { ...Object.fromEntries(kept), HOME: home };
}

/** The inherited environment without holes, for stacks that honour it. */
export function wholeEnvironment(inherited: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inherited).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
