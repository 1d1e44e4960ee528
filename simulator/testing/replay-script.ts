import { finalJob } from './recordings.js';
import type { Replay } from './replay.js';

const SIMULATOR_PLUGIN =
  "a call of the real one's simulator plugin; its effect is brought about by a fault of this one";
const SET_UP = 'sets up the cloud: what it makes is in the estate from the start';
const NO_USE = 'a list of things that are not in this stand-in, and that a failover asks for nothing of';
const TRANSFER = 'transfer of volumes over HTTP, which this stand-in does not have';

/** Calls that are not replayed, and why. */
export const SKIPPED: ReadonlyMap<number, string> = new Map([
  ...[190, 194, 197, 200, 206, 209, 246, 251, 261].map((n) => [n, SIMULATOR_PLUGIN] as const),
  ...[129, 130, 131].map((n) => [n, SET_UP] as const),
  ...[2, 19, 179, 279, 282, 286].map((n) => [n, NO_USE] as const),
  ...[175, 176, 177].map((n) => [n, TRANSFER] as const),
]);

const ZONE = 'e536072b-58ea-4d14-98aa-b206a904f2ac';
const SMALL_DISK = '262d3375-7ca6-4b76-80b3-7d8422a85cd9';
const CUSTOM_DISK = '04a39b13-3a61-4191-aebf-c3a3f6322598';
const VM_1 = '3866b213-842d-4970-8372-782ed5c5ca9b';
const VM_4 = 'b6558f61-d2fa-4bcf-9c2a-f11e164966e1';
const VM_DESTROY = '7f9859a7-a2b5-4ff0-bd2e-840e8f5ba1be';
const VM_ZONEWIDE = '0298ee7d-68d4-47e8-a9a2-e94453d9b6b2';
const ROOT_ZONEWIDE = '2653107d-fe1a-44d7-8b2f-7319fa2710ec';
const BLANK_ZONEWIDE = '1fc196a2-5b8d-4e2c-81c0-c64c32effd99';
const VM_C0 = 'e418f026-c4f5-4880-aa2d-891767206f31';
const VM_SWAP = 'fa7399b0-461d-4928-b05d-567ac6024151';
const ROOT_SWAP = '07ac76f6-2f3d-447e-98bc-dfec8960ab5c';
const XVOL = '36a5da14-bff0-435d-b592-83c09b6045b8';
const BLANK = '33bfeca3-ada7-48d1-9370-db6fd33a6aee';
const DATA_3 = 'af5379f8-f30e-4089-b693-17228a4f64d6';
const VM_HUGE = '7f6b5163-2182-4dc7-8f13-f100382e12ce';
const [W0, W1, W2] = [
  '769754ac-06a9-43ad-bc9f-ed71cec6058f',
  '41477781-ea21-4e8d-9eab-3ffe26dee685',
  'c097ffb4-0297-45c1-a1af-bc0eb397e6ec',
];
const SMALL = {
  zoneid: ZONE,
  templateid: '66ad34ce-e6e4-11f1-9bd0-02fc00000001',
  serviceofferingid: '524f852b-8c06-4bc2-927b-63e4a6369943',
  networkids: '7f886a38-5f47-47ef-9b83-5f13805fd5bc',
};

/** The next such call fails in its job, in the words of the recorded one: a real agent's mistake is not ours to word. */
const fault =
  (command: string, n: number) =>
  async ({ client }: Replay): Promise<void> => {
    const error_text = finalJob(n)?.['jobresult'] as { errortext: string };
    await client.control('POST', '/faults', { command, kind: 'fail-job', error_text: error_text.errortext });
  };
const slow = (replay: Replay, command: string, ms: number): Promise<unknown> =>
  replay.client.control('PATCH', '/settings', { durations_ms: { [command]: [ms, ms] } });

async function volume(replay: Replay, recordedId: string, name: string, size?: number): Promise<void> {
  const offering = size === undefined ? { diskofferingid: SMALL_DISK } : { diskofferingid: CUSTOM_DISK, size };
  const made = await replay.client.done('createVolume', { name, zoneid: ZONE, ...offering });
  replay.learn(recordedId, (made['volume'] as { id: string }).id);
}

async function noVmSnapshots(replay: Replay, vm: string): Promise<void> {
  const id = replay.today(vm);
  for (const { id: vmsnapshotid } of await replay.client.list('listVMSnapshot', { virtualmachineid: id }))
    await replay.client.done('deleteVMSnapshot', { vmsnapshotid: vmsnapshotid as string });
}

async function learnRoot(replay: Replay, recordedId: string, vm: string): Promise<void> {
  const [root] = await replay.client.list('listVolumes', { virtualmachineid: replay.today(vm), type: 'ROOT' });
  replay.learn(recordedId, root?.['id'] as string);
}

/** Differences that stand, and why. */
export const STANDING: ReadonlyMap<number, { difference: RegExp; why: string }> = new Map([
  ...[133, 140, 142].map(
    (n) =>
      [
        n,
        { difference: /hypervisor/, why: 'on a zone-wide pool the real one names hypervisors nobody has (Ovm, None)' },
      ] as const,
  ),
  [201, { difference: /"Allocated", ours "Creating"/, why: "the real one's work queue had not begun at that instant" }],
  [270, { difference: /network\[\]/, why: 'an idle network had been shut down there, which takes 20 minutes' }],
]);

/** What was done between the recorded calls without being recorded, by the number of the call that came after. */
export const UNRECORDED: ReadonlyMap<number, (replay: Replay) => Promise<void>> = new Map([
  [91, (replay: Replay) => noVmSnapshots(replay, VM_4)],
  [
    140,
    async (replay) => {
      const id = replay.today(BLANK_ZONEWIDE);
      await replay.done('attachVolume', { id, virtualmachineid: VM_ZONEWIDE });
      await replay.done('detachVolume', { id });
    },
  ],
  [
    136,
    async (replay) => {
      await replay.done('stopVirtualMachine', { id: VM_ZONEWIDE });
      await replay.done('detachVolume', { id: ROOT_ZONEWIDE });
    },
  ],
  [
    152,
    async (replay) => {
      await volume(replay, '03099b9c-7684-4db9-889d-8dbccf876979', 'dd');
      await replay.done('attachVolume', { id: '03099b9c-7684-4db9-889d-8dbccf876979', virtualmachineid: VM_DESTROY });
    },
  ],
  [165, (replay) => noVmSnapshots(replay, VM_4)],
  [171, (replay) => replay.done('destroyVirtualMachine', { id: VM_HUGE, expunge: 'true' })],
  [191, fault('attachVolume', 191)],
  [195, fault('detachVolume', 195)],
  [
    198,
    async (replay) => {
      await replay.done('detachVolume', { id: DATA_3 });
      await fault('createVMSnapshot', 198)(replay);
    },
  ],
  [
    201,
    async (replay) => {
      await slow(replay, 'createVMSnapshot', 300);
      const { body } = await replay.client.call('createVMSnapshot', {
        virtualmachineid: replay.today(VM_1),
        name: 'slow',
      });
      replay.learn('1d0ac159-e3e5-4025-a25c-a6dbf0fb3d40', body['jobid'] as string);
    },
  ],
  [207, fault('startVirtualMachine', 207)],
  [
    212,
    async (replay) => {
      await volume(replay, XVOL, 'xvol', 4);
      await replay.done('attachVolume', { id: XVOL, virtualmachineid: VM_C0 });
      await replay.done('detachVolume', { id: XVOL });
    },
  ],
  [216, (replay) => learnRoot(replay, ROOT_SWAP, VM_SWAP)],
  [217, (replay) => replay.done('detachVolume', { id: XVOL })],
  [
    236,
    async (replay) => {
      await replay.done('stopVirtualMachine', { id: VM_SWAP });
      await noVmSnapshots(replay, VM_SWAP);
    },
  ],
  [
    240,
    async (replay) => {
      await replay.done('stopVirtualMachine', { id: VM_SWAP });
      await replay.done('detachVolume', { id: ROOT_SWAP });
      await volume(replay, BLANK, 'blankroot', 4);
    },
  ],
  [
    243,
    async (replay) => {
      await replay.done('stopVirtualMachine', { id: VM_SWAP });
      await replay.done('detachVolume', { id: BLANK });
    },
  ],
  [
    247,
    async (replay) => {
      await slow(replay, 'stopVirtualMachine', 60_000);
      const { body } = await replay.client.call('stopVirtualMachine', { id: replay.today(VM_C0) });
      replay.learn('71aa1e1a-bf9f-4fc4-b3f6-2687ef911798', body['jobid'] as string);
      await replay.state(VM_C0, 'Stopping');
    },
  ],
  [
    248,
    async (replay) => {
      await replay.client.control('POST', '/restart', {});
      await slow(replay, 'stopVirtualMachine', 1);
    },
  ],
  [
    252,
    async (replay) => {
      for (const [name, id] of [
        ['w0', W0],
        ['w1', W1],
        ['w2', W2],
      ] as const) {
        const made = await replay.client.done('deployVirtualMachine', { ...SMALL, name, startvm: name !== 'w2' });
        replay.learn(id, (made['virtualmachine'] as { id: string }).id);
      }
      await volume(replay, '30793ada-144d-4203-8f55-22f5ff41beb7', 'z1');
      await replay.done('destroyVirtualMachine', { id: W1 });
      await fault('createVMSnapshot', 252)(replay);
    },
  ],
  [
    262,
    async (replay) => {
      await replay.done('startVirtualMachine', { id: W2 });
      await replay.done('stopVirtualMachine', { id: W2 });
      await slow(replay, 'startVirtualMachine', 60_000);
      await replay.client.call('startVirtualMachine', { id: replay.today(W2) });
      await replay.state(W2, 'Starting');
    },
  ],
  [266, async (replay) => void (await slow(replay, 'startVirtualMachine', 1))],
  [
    284,
    async (replay) => {
      for (const vm of [VM_1, W0]) await noVmSnapshots(replay, vm);
    },
  ],
  [285, (replay) => replay.done('deleteTags', { resourceids: VM_1, resourcetype: 'UserVm' })],
  [305, (replay) => learnRoot(replay, '7fd9f6c2-8dd4-4b69-aa31-984f5090341b', 'b205d295-358f-4be2-9c88-2f96afbbefc5')],
]);
