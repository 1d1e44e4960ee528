import type { TestClient, Answer, FinalJob } from './client.js';
import { admin, user } from './estate.js';
import { finalJob, recording } from './recordings.js';

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** What of a real answer this stand-in leaves out, and why that is no kindness. */
const LEFT_OUT = new Set([
  // statistics, which come a minute after a start
  ...['cpuused', 'networkkbsread', 'networkkbswrite', 'diskkbsread', 'diskkbswrite', 'memorykbs', 'memoryintfreekbs'],
  ...['memorytargetkbs', 'diskioread', 'diskiowrite'],
  // which VLAN a network had at that moment
  ...['isolationuri', 'broadcasturi'],
  // the disk offering a join picked for a VM with data disks
  ...['diskofferingid', 'diskofferingname', 'diskofferingdisplaytext'],
  // pods, and which network offering made a network
  ...['podid', 'podname'],
]);

/** Fields whose values must be the same, whatever the ids and times. */
const SAME_VALUES = [
  ...['state', 'type', 'deviceid', 'name', 'displayname', 'vmname', 'vmstate', 'volumestate', 'volumetype'],
  ...[
    'cpunumber',
    'cpuspeed',
    'memory',
    'details',
    'size',
    'hypervisor',
    'success',
    'deleteprotection',
    'key',
    'value',
  ],
  ...['bootmode', 'boottype', 'isdefault', 'value', 'isasync', 'iscustomized'],
];

/** Where things lie is the estate's, under the same ids; which of several places was chosen is chance. */
const PLACES = ['.clusterid', '.storageid', '.hostid'];

const CATALOGUE = [
  ...['listZones', 'listNetworks', 'listServiceOfferings', 'listTemplates', 'listOsTypes', 'listStoragePools'],
  ...[
    'listCapabilities',
    'listConfigurations',
    'listDiskOfferings',
    'listNetworkOfferings',
    'createNetwork',
    'listApis',
    'listAccounts',
    'listDomains',
    'listUsers',
  ],
];

/** Replays recorded calls in their order against a simulator, with the ids of that day translated into today's. */
export class Replay {
  private readonly ids = new Map<string, string>();
  /** Of the catalogue only fields that somebody needs are there: what is there must be right. */
  private partly = false;

  constructor(readonly client: TestClient) {}

  /** Tells an id that no recorded answer showed. */
  learn(recordedId: string, todaysId: string): void {
    this.ids.set(recordedId, todaysId);
  }

  today(recordedId: string): string {
    return this.ids.get(recordedId) ?? recordedId;
  }

  /** A job that was not recorded and must succeed; ids are those of that day. */
  async done(command: string, params: Record<string, string>): Promise<void> {
    await this.client.done(command, this.translated(params));
  }

  /** Waits until a VM is in this state. */
  async state(vm: string, state: string): Promise<void> {
    for (;;) {
      const [row] = await this.client.list('listVirtualMachines', { id: this.today(vm) });
      if (row?.['state'] === state) return;
    }
  }

  /** Differences between what a real one answered and what this one does; none is right. */
  async differences(n: number): Promise<string[]> {
    const recorded = recording(n);
    const keys = recorded.title.startsWith('(as user)') ? user : admin;
    this.partly = CATALOGUE.includes(recorded.command);
    const answer = await this.client.call(recorded.command, this.translated(recorded.params), keys);
    const differences: string[] = [];
    const report = (what: string, real: unknown, ours: unknown): void => {
      if (JSON.stringify(real) !== JSON.stringify(ours))
        differences.push(`${what}: real ${JSON.stringify(real)}, ours ${JSON.stringify(ours)}`);
    };
    report('HTTP status', recorded.http, answer.status);
    const [envelope = '', inner = {}] = Object.entries(recorded.body)[0] ?? [];
    report('envelope', envelope, answer.envelope);
    this.compare(report, '', inner, answer.body);
    const real = finalJob(n);
    if (real && answer.status === 200) await this.compareJobs(report, real, answer);
    return differences;
  }

  private async compareJobs(report: Report, real: Record<string, unknown>, answer: Answer): Promise<void> {
    const jobid = answer.body['jobid'] as string;
    const ours: FinalJob = await this.client.final(jobid);
    for (const name of ['jobstatus', 'jobresultcode', 'jobresulttype', 'jobinstancetype', 'cmd'])
      report(`job ${name}`, real[name], ours[name]);
    report('job keys', ...onlyIn(Object.keys(real), Object.keys(ours)));
    this.compare(report, 'job ', real['jobresult'] ?? {}, ours.jobresult ?? {});
  }

  private compare(report: Report, path: string, real: unknown, ours: unknown): void {
    if (Array.isArray(real) || Array.isArray(ours)) {
      const [left, right] = [real, ours].map((side): unknown[] => (Array.isArray(side) ? side : []));
      if (!left || !right) return;
      // Of the catalogue's long lists the first rows were kept: each of these must be here.
      if (this.partly) {
        for (const item of left)
          this.compare(
            report,
            `${path}[]`,
            item,
            right.find((other) => this.isSame(item, other)),
          );
        return;
      }
      report(`${path}[].length`, left.length, right.length);
      if (left.length === right.length)
        left.forEach((item, index) => this.compare(report, `${path}[]`, item, right[index]));
      return;
    }
    if (!isObject(real) || !isObject(ours)) {
      if (isObject(real) !== isObject(ours)) report(path, real, ours);
      // The first place an id is seen in tells what it is; a list that differs must not confuse the rest.
      const known = this.ids.has(String(real)) || PLACES.some((name) => path.endsWith(name));
      if (!known && typeof real === 'string' && typeof ours === 'string' && real.match(UUID)?.[0] === real)
        this.ids.set(real, ours);
      return;
    }
    const shown = (object: object): string[] =>
      Object.keys(object)
        .filter((name) => !LEFT_OUT.has(name))
        .sort();
    const [missing, added] = onlyIn(shown(real), shown(ours));
    if (!path.endsWith('details')) report(`${path} keys`, this.partly ? [] : missing, added);
    for (const name of shown(real)) {
      if (this.partly && (missing.includes(name) || ['params', 'response', 'service', 'count'].includes(name)))
        continue;
      if (SAME_VALUES.includes(name)) report(`${path}.${name}`, sorted(real[name]), sorted(ours[name]));
      if (name === 'errortext') report(path + name, normalised(real[name]), normalised(ours[name]));
      if (['errorcode', 'cserrorcode', 'count', 'uuidList'].includes(name)) report(path + name, real[name], ours[name]);
      this.compare(report, `${path}.${name}`, real[name], ours[name]);
    }
  }

  private isSame(real: unknown, ours: unknown): boolean {
    const key = (item: unknown): string => String(isObject(item) ? (item['id'] ?? item['name']) : item);
    return this.today(key(real)) === key(ours);
  }

  private translated(params: Record<string, string>): Record<string, string> {
    return Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, value.replace(UUID, (id) => this.today(id))]),
    );
  }
}

type Report = (what: string, real: unknown, ours: unknown) => void;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Two empty lists where both have the same. */
function onlyIn(real: string[], ours: string[]): [string[], string[]] {
  return [real.filter((name) => !ours.includes(name)), ours.filter((name) => !real.includes(name))];
}

function sorted(value: unknown): unknown {
  if (typeof value === 'string')
    return value.replace(/^ROOT-\d+$/, 'ROOT-N').replace(/^i-\d+-\d+-VM_VS_\d+$|\d+_\d{14}$/, 'N');
  return isObject(value) && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}

/** Texts without the ids and internal numbers of the day. */
function normalised(text: unknown): string {
  return String(text).replace(UUID, 'UUID').replace(/\d+/g, 'N');
}
