/** What the pre-flight reads of a process: `process` itself, or a pretended one in tests. */
type Machine = Pick<NodeJS.Process, 'platform' | 'arch'> & {
  versions: { node: string };
  report?: { getReport(): { header: { glibcVersionRuntime?: string } } };
};
export function problems(root: string, machine?: Machine): string[];
