const MAX_LABEL = 63;

/**
 * A host name CloudStack accepts (facts §3.4: 1–63 letters, digits, hyphens; no leading digit or hyphen, no trailing
 * hyphen) from any VMware name: lower case, every other run of characters becomes one hyphen, `vm-` before a digit.
 */
export function hostNameOf(name: string): string {
  const label = trim(name.toLowerCase().replace(/[^a-z0-9]+/g, '-'));
  const lettered = /^[0-9]/.test(label) ? `vm-${label}` : label;
  return trim((lettered === '' ? 'vm' : lettered).slice(0, MAX_LABEL));
}

/** The same with a suffix that tells runs apart: of a name that is too long the suffix is what stays whole. */
export function hostNameWithSuffix(name: string, suffix: string): string {
  const tail = trim(suffix.toLowerCase().replace(/[^a-z0-9]+/g, '-')).slice(0, MAX_LABEL - 2);
  return trim(`${trim(hostNameOf(name).slice(0, MAX_LABEL - tail.length - 1))}-${tail}`);
}

function trim(label: string): string {
  return label.replace(/^-+|-+$/g, '');
}
