import type { Command } from 'commander';
import { ApiFailure } from '../../client/api.js';
import { action, type Context, type World } from '../lib/context.js';
import { EXIT, exitOf, type ExitCode } from '../lib/exit.js';
import { readDocument } from '../lib/files.js';
import { inventoryItems, type InventoryItem } from '../lib/inventory-file.js';

export function importCommand(program: Command, world: World): void {
  program
    .command('import')
    .description('write the inventory of VMs, and their network mappings, from a file')
    .argument('<file>', 'JSON or YAML; - is standard input')
    .option('--check', 'only say whether the file is sound')
    .action(action<{ check?: true }>(world, importFile));
}

interface Written {
  vm_id: string;
  name: string;
  error: string | null;
}

async function importFile(context: Context, { check }: { check?: true }, file = ''): Promise<ExitCode> {
  const document = await context.body(context.api.GET('/openapi.json'));
  const { schemas } = (document as { components: { schemas: Record<string, object> } }).components;
  const items = await inventoryItems(await readDocument(file), schemas);
  if (check) {
    context.answer({ valid_vms: items.length }, () => [`${file} is sound: ${items.length} VMs. Nothing was written.`]);
    return EXIT.done;
  }
  const written: Written[] = [];
  for (const item of items) {
    const error = await writeItem(context, item);
    written.push({ vm_id: item.vm_id, name: item.name, error });
    context.say(
      error === null
        ? `${context.paint('good', '✓')} ${item.name} (${item.vm_id})`
        : `${context.paint('bad', '✕')} ${item.name} (${item.vm_id}): ${error}`,
    );
  }
  const refused = written.filter(({ error }) => error !== null).length;
  context.answer({ vms: written }, () => ['', `${written.length - refused} VMs written, ${refused} refused.`]);
  return refused === 0 ? EXIT.done : EXIT.badNews;
}

/** Null, or the API's words against it. Raises ApiFailure for what is against every VM. */
async function writeItem(
  { api, body }: Context,
  { vm_id, network_mappings, ...inventory }: InventoryItem,
): Promise<string | null> {
  const params = { path: { vm_id } };
  try {
    await body(api.PUT('/vms/{vm_id}', { params, body: inventory }));
    if (network_mappings !== undefined)
      await body(api.PUT('/network-mappings/{vm_id}', { params, body: { mappings: network_mappings } }));
    return null;
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    const exit = exitOf(error);
    if (exit === EXIT.away || exit === EXIT.notAllowed) throw error;
    return error.message;
  }
}
