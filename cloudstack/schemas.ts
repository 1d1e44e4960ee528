import { z } from 'zod';

/**
 * Shapes of CloudStack's answers: unknown fields are dropped, numbers and booleans may come as text and the other way
 * round (a NIC's `deviceid` is "0", `supportELB` is "false": recordings §§2, 19), and null means absent.
 */

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const number = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)]).transform(Number);
const flag = z.union([z.boolean(), z.enum(['true', 'false'])]).transform((value) => String(value) === 'true');
const texts = z.record(z.string(), text);

const optionalText = text.exactOptional();
const optionalNumber = number.exactOptional();
const optionalFlag = flag.exactOptional();

function withoutNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null));
}

function record<Shape extends z.ZodRawShape>(shape: Shape): z.ZodPreprocess<z.ZodObject<Shape>> {
  return z.preprocess(withoutNulls, z.object(shape));
}

const nic = record({
  id: text,
  networkid: text,
  networkname: optionalText,
  macaddress: optionalText,
  ipaddress: optionalText,
  isdefault: optionalFlag,
  deviceid: optionalText,
  type: optionalText,
});

export const capabilities = record({
  cloudstackversion: optionalText,
  kvmsnapshotenabled: optionalFlag,
  allowuserexpungerecovervm: optionalFlag,
});

export const virtualMachine = record({
  id: text,
  name: text,
  displayname: optionalText,
  state: text,
  account: optionalText,
  domainid: optionalText,
  projectid: optionalText,
  zoneid: optionalText,
  hypervisor: optionalText,
  templateid: optionalText,
  isoid: optionalText,
  serviceofferingid: optionalText,
  cpunumber: optionalNumber,
  cpuspeed: optionalNumber,
  memory: optionalNumber,
  ostypeid: optionalText,
  guestosid: optionalText,
  boottype: optionalText,
  bootmode: optionalText,
  deleteprotection: optionalFlag,
  backupofferingid: optionalText,
  details: texts.exactOptional(),
  lastupdated: optionalText,
  nic: z.array(nic).exactOptional(),
  hostid: optionalText,
  instancename: optionalText,
});

export const volume = record({
  id: text,
  name: text,
  state: text,
  type: text,
  size: optionalNumber,
  virtualmachineid: optionalText,
  vmname: optionalText,
  vmstate: optionalText,
  deviceid: optionalNumber,
  zoneid: optionalText,
  account: optionalText,
  domainid: optionalText,
  projectid: optionalText,
  templateid: optionalText,
  snapshotid: optionalText,
  deleteprotection: optionalFlag,
  path: optionalText,
  storageid: optionalText,
  storage: optionalText,
  storagetype: optionalText,
  clusterid: optionalText,
  hypervisor: optionalText,
});

export const snapshot = record({
  id: text,
  name: text,
  state: text,
  volumeid: text,
  created: optionalText,
  snapshottype: optionalText,
});

export const vmSnapshot = record({
  id: text,
  name: text,
  displayname: optionalText,
  state: text,
  virtualmachineid: text,
});

export const network = record({
  id: text,
  name: text,
  type: text,
  state: optionalText,
  zoneid: optionalText,
  zonename: optionalText,
  account: optionalText,
  domainid: optionalText,
  canusefordeploy: optionalFlag,
  cidr: optionalText,
  service: z.array(record({ name: text })).exactOptional(),
});

export const zone = record({
  id: text,
  name: text,
  networktype: optionalText,
  allocationstate: optionalText,
  localstorageenabled: optionalFlag,
});

export const serviceOffering = record({
  id: text,
  name: text,
  iscustomized: flag,
  cpunumber: optionalNumber,
  cpuspeed: optionalNumber,
  memory: optionalNumber,
  serviceofferingdetails: texts.exactOptional(),
  state: optionalText,
  storagetype: optionalText,
});

export const template = record({
  id: text,
  name: text,
  isready: flag,
  passwordenabled: optionalFlag,
  hypervisor: optionalText,
  zoneid: optionalText,
  size: optionalNumber,
  ostypeid: optionalText,
  format: optionalText,
});

export const osType = record({ id: text, description: text });

export const storagePool = record({
  id: text,
  name: text,
  scope: optionalText,
  state: optionalText,
  type: optionalText,
  managed: optionalFlag,
  clusterid: optionalText,
  disksizetotal: optionalNumber,
  disksizeallocated: optionalNumber,
  disksizeused: optionalNumber,
  overprovisionfactor: optionalNumber,
});

export const host = record({
  id: text,
  name: text,
  state: optionalText,
  resourcestate: optionalText,
  zoneid: optionalText,
  hypervisor: optionalText,
  memorytotal: optionalNumber,
  memoryallocatedbytes: optionalNumber,
  details: texts.exactOptional(),
});

/** "Unlimited", or a number as text (recordings, "listAccounts"). */
const available = z.union([z.literal('Unlimited').transform(() => Infinity), number]).exactOptional();

export const quota = record({
  id: text,
  name: text,
  vmavailable: available,
  cpuavailable: available,
  memoryavailable: available,
  volumeavailable: available,
  snapshotavailable: available,
  primarystorageavailable: available,
  secondarystorageavailable: available,
});

export const configuration = record({ name: text, value: optionalText });

export const api = record({ name: text });

/** A `jobresult` that is no object says as little as an absent one. */
function withoutTextResult(value: unknown): unknown {
  const { jobresult, ...rest } = withoutNulls(value) as Record<string, unknown>;
  return typeof jobresult === 'object' ? { ...rest, jobresult } : rest;
}

export const asyncJob = z.preprocess(
  withoutTextResult,
  z.object({
    jobid: text,
    jobstatus: number,
    jobresultcode: optionalNumber,
    jobresult: z.record(z.string(), z.unknown()).exactOptional(),
    jobinstanceid: optionalText,
    jobinstancetype: optionalText,
    cmd: optionalText,
  }),
);
