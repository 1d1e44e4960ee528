/**
 * A process of its own that writes to a database: `count` adds 1 to a VM's memory_mb so many times, each time by a read
 * and an update in one unit; `stall` stops for ever in the middle of a unit and says so.
 */
import { pino } from 'pino';
import { openDatabase } from '../../../db/index.js';
import { anInventory } from '../../support/inventory.js';

const [url = '', what = '', vmId = '', times = '0'] = process.argv.slice(2);
const LANES = 4;

const database = await openDatabase({ url, logger: pino({ level: 'silent' }) });

async function addOne(): Promise<void> {
  await database.uow.run(async ({ vms }) => {
    const vm = await vms.get(vmId);
    if (vm === null) throw new Error(`no VM ${vmId}`);
    await vms.put(vmId, { ...vm, memory_mb: vm.memory_mb + 1 });
  });
}

async function count(): Promise<void> {
  let left = Number(times);
  const lane = async (): Promise<void> => {
    while (left-- > 0) await addOne();
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  await database.close();
}

async function stall(): Promise<void> {
  await database.uow.run(async ({ vms, mappings }) => {
    await vms.put(vmId, anInventory(vmId, { name: 'half' }));
    const network = { destination_network_id: 'n', destination_network_name: 'n', is_test_network: false };
    await mappings.replace(vmId, [{ source_network_name: 'half', ...network }]);
    process.stdout.write('in the middle\n');
    await new Promise((resolve) => setTimeout(resolve, 2 ** 30));
  });
}

await (what === 'count' ? count() : stall());
