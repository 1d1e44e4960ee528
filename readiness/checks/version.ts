import { fail, pass, warn, type CheckDefinition } from '../check.js';
import { atLeast } from '../plan/version.js';

/** Releases whose behaviour is known (facts §0): older ones were read in part only, newer ones may differ. */
const OLDEST = [4, 18] as const;
const NEWEST = [4, 22] as const;

export const version: CheckDefinition = {
  name: 'CloudStack Version',
  type: 'critical',
  safety: true,
  async run(_input, facts) {
    const { cloudstackversion: found } = await facts.capabilities();
    const known = `${OLDEST.join('.')} to ${NEWEST.join('.')}`;
    const details = { cloudstack_version: found ?? 'hidden', known };
    if (found === undefined || !/^\d+\.\d+/.test(found))
      return warn(
        found === undefined ? 'CloudStack hides its version' : `CloudStack calls its version ${found}`,
        `Make sure that it is ${known}, or set expose.cloudstack.version.api.list.capabilities to true.`,
        details,
      );
    if (!atLeast(found, ...OLDEST))
      return fail(`CloudStack ${found} is older than what is known: ${known}`, 'Update CloudStack.', details);
    if (atLeast(found, NEWEST[0], NEWEST[1] + 1))
      return warn(
        `CloudStack ${found} is newer than what is known: ${known}`,
        'Rehearse with test failovers before relying on a live one.',
        details,
      );
    return pass(`CloudStack ${found} is known`, details);
  },
};
