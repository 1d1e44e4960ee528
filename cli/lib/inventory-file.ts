import type { z } from 'zod';
import type { Schemas } from '../../client/api.js';
import { usage } from './exit.js';

/** One VM of an inventory file: the body of `PUT /vms/{vm_id}` with its id, and its network mappings if they are to be set. */
export type InventoryItem = Schemas['VmInventory'] & {
  vm_id: string;
  network_mappings?: Schemas['NetworkMappingItem'][];
};

type JsonSchema = Exclude<Parameters<typeof z.fromJSONSchema>[0], boolean>;

const MOST_SHOWN = 20;

/**
 * The VMs of an inventory file: a list, or an object whose `vms` is one. Each is held to the API's own description of
 * an inventory (`components.schemas` of its OpenAPI document) before any of them is written. Raises CliFailure naming
 * every field that does not fit.
 */
export async function inventoryItems(data: unknown, schemas: Record<string, object>): Promise<InventoryItem[]> {
  const { z } = await import('zod');
  const known = JSON.parse(JSON.stringify(schemas).replaceAll('#/components/schemas/', '#/$defs/')) as Record<
    string,
    JsonSchema
  >;
  const { VmInventory: vm, NetworkMappingSet: set } = known;
  if (vm === undefined || set === undefined)
    throw usage('The API does not describe its inventory: is it of another version?');
  const own = {
    vm_id: { type: 'string', minLength: 1 },
    network_mappings: set.properties?.['mappings'] ?? {},
  } as const;
  const item = z.fromJSONSchema({
    ...vm,
    properties: { ...vm.properties, ...own },
    required: ['vm_id', ...(vm.required ?? [])],
    $defs: known,
  }) as z.ZodType<InventoryItem>;
  const list = Array.isArray(data) ? data : (data as { vms?: unknown } | null)?.vms;
  const result = z.array(item).min(1, 'there is no VM in it').safeParse(list);
  if (!result.success)
    throw usage('The file is no inventory; nothing was written.', ...problems(result.error.issues, list));
  const ids = result.data.map(({ vm_id }) => vm_id);
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
  if (twice.length > 0) throw usage(`The file has ${twice.join(', ')} twice; nothing was written.`);
  return result.data;
}

type Issue = z.core.$ZodIssue;

/** Of a choice of schemas (`null` or something): what is against the one that was meant. */
function meant(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const branch = issue.errors.find((each) => each.some(({ path }) => path.length > 0)) ?? issue.errors[0] ?? [];
  return branch.flatMap(meant).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

/** A line a problem, the VM by its id where it has one. */
function problems(issues: readonly Issue[], list: unknown): string[] {
  const lines = issues.flatMap(meant).map(({ path: [index, ...path], message }) => {
    const vm: unknown = Array.isArray(list) && typeof index === 'number' ? list[index] : undefined;
    const { vm_id } = (vm ?? {}) as { vm_id?: unknown };
    const where = index === undefined ? 'the file' : typeof vm_id === 'string' ? vm_id : `VM ${Number(index) + 1}`;
    return `${where}: ${path.length === 0 ? '' : `${path.join('.')}: `}${message}`;
  });
  return lines.length <= MOST_SHOWN
    ? lines
    : [...lines.slice(0, MOST_SHOWN), `… and ${lines.length - MOST_SHOWN} more`];
}
