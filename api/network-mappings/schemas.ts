import { z } from 'zod';
import { line, ok, page, truth, vmId } from '../schemas.js';

const destination = {
  source_network_name: line(255).min(1),
  destination_network_id: line(255).min(1).optional().meta({ description: 'id of a CloudStack network, or its name' }),
  destination_network_name: line(255).min(1).optional(),
  is_test_network: z.boolean().default(false),
};

const named = (mapping: {
  destination_network_id?: string | undefined;
  destination_network_name?: string | undefined;
}) => mapping.destination_network_id !== undefined || mapping.destination_network_name !== undefined;
const unnamed = { path: ['destination_network_id'], message: 'the destination needs an id or a name' };

export const MappingBody = z
  .strictObject({ vm_id: vmId, ...destination })
  .refine(named, unnamed)
  .meta({ id: 'NetworkMappingInput' });

export const MappingItem = z.strictObject(destination).refine(named, unnamed).meta({ id: 'NetworkMappingItem' });
export type MappingItem = z.output<typeof MappingItem>;

/** The whole set of one VM; unique over source network and kind. */
export const MappingSetBody = z
  .strictObject({
    mappings: z
      .array(MappingItem)
      .max(64)
      .superRefine((mappings, context) => {
        const seen = new Set<string>();
        mappings.forEach((mapping, index) => {
          const key = JSON.stringify([mapping.source_network_name, mapping.is_test_network]);
          if (seen.has(key))
            context.addIssue({
              code: 'custom',
              path: [index, 'source_network_name'],
              message: `${mapping.source_network_name} is mapped twice`,
            });
          seen.add(key);
        });
      }),
  })
  .meta({ id: 'NetworkMappingSet' });

export const Mapping = z
  .strictObject({
    id: z.int(),
    vm_id: vmId,
    source_network_name: z.string(),
    destination_network_id: z.string(),
    destination_network_name: z.string(),
    is_test_network: z.boolean(),
  })
  .meta({ id: 'NetworkMapping' });

export const MappingListQuery = z.strictObject({
  ...page,
  vm_id: vmId.optional(),
  is_test_network: truth.optional(),
});

export const MappingResponse = z.strictObject({ ...ok, mapping: Mapping });
export const VmMappingsResponse = z.strictObject({
  ...ok,
  vm_id: vmId,
  mappings: z.array(Mapping),
  total_mappings: z.int(),
});
export const MappingListResponse = z.strictObject({
  ...ok,
  total_mappings: z.int(),
  returned_mappings: z.int(),
  mappings: z.array(Mapping),
});
export const MappingsDeletedResponse = z.strictObject({ ...ok, vm_id: vmId, deleted_mappings: z.int() });
