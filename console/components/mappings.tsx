import { useMutation, useQuery, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body, type Mapping, type MappingItem, type Network, type Vm } from '../lib/api.js';
import { refresh } from '../lib/queries.js';
import { Loading, Problem, Table } from './ui.js';

const KINDS = [
  { name: 'Live', test: false },
  { name: 'Test', test: true },
];

const keyOf = (source: string, test: boolean): string => `${String(test)} ${source}`;

/** Both sets of the VM: each source network with its destination of a live failover and of a test. */
export function Mappings({ vm, mayEdit }: { vm: Vm; mayEdit: boolean }) {
  const path = { vm_id: vm.vm_id };
  const stored = useQuery({
    queryKey: ['mappings', vm.vm_id],
    queryFn: async () => (await body(api.GET('/network-mappings/{vm_id}', { params: { path } }))).mappings,
  });
  const query = vm.ossea_config === null ? {} : { config: vm.ossea_config };
  const networks = useQuery({
    queryKey: ['networks', vm.ossea_config],
    queryFn: async () => (await body(api.GET('/networks/available', { params: { query } }))).networks,
  });
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (mappings: MappingItem[]) =>
      body(api.PUT('/network-mappings/{vm_id}', { params: { path }, body: { mappings } })),
    onSuccess: () => refresh(client, { predicate: ({ queryKey }) => queryKey.includes(vm.vm_id) }),
  });
  if (stored.data === undefined)
    return stored.error ? <Problem error={stored.error} /> : <Loading what="the mappings" />;
  return (
    <>
      <Problem error={networks.error} />
      <Editor
        key={JSON.stringify(stored.data)}
        vm={vm}
        stored={stored.data}
        networks={networks.data}
        mayEdit={mayEdit}
        save={save}
      />
    </>
  );
}

interface EditorProps {
  vm: Vm;
  stored: Mapping[];
  /** Absent while CloudStack has not told them. */
  networks: Network[] | undefined;
  mayEdit: boolean;
  save: UseMutationResult<unknown, Error, MappingItem[]>;
}

function Editor({ vm, stored, networks, mayEdit, save }: EditorProps) {
  const before = new Map(
    stored.map((m) => [keyOf(m.source_network_name, m.is_test_network), m.destination_network_id]),
  );
  const [chosen, setChosen] = useState(before);
  const sources = [...new Set([...vm.networks, ...stored].map(({ source_network_name }) => source_network_name))];
  const mappings = sources.flatMap((source) =>
    KINDS.flatMap(({ test }) => {
      const id = chosen.get(keyOf(source, test));
      return id ? [{ source_network_name: source, destination_network_id: id, is_test_network: test }] : [];
    }),
  );
  if (sources.length === 0) return <p className="note">It has no network.</p>;
  const changed = [...chosen].some(([key, id]) => (before.get(key) ?? '') !== id);
  return (
    <>
      <Table label="Network mappings" heads={['Source network', 'Live', 'Test']}>
        {sources.map((source) => (
          <tr key={source}>
            <th scope="row">{source}</th>
            {KINDS.map(({ name, test }) => {
              const key = keyOf(source, test);
              const id = chosen.get(key) ?? '';
              const known = stored.find((m) => m.destination_network_id === id);
              return (
                <td key={name}>
                  <select
                    aria-label={`${name} destination of ${source}`}
                    value={id}
                    disabled={!mayEdit || networks === undefined}
                    onChange={(event) => setChosen(new Map(chosen).set(key, event.target.value))}
                  >
                    <option value="">not mapped</option>
                    {known !== undefined && networks?.some((network) => network.id === id) !== true && (
                      <option value={id}>{known.destination_network_name}</option>
                    )}
                    {networks?.map((network) => (
                      <option key={network.id} value={network.id}>
                        {network.name} ({network.type})
                      </option>
                    ))}
                  </select>
                </td>
              );
            })}
          </tr>
        ))}
      </Table>
      <Problem error={save.error} />
      {mayEdit && (
        <div className="buttons">
          <button className="primary" disabled={!changed || save.isPending} onClick={() => save.mutate(mappings)}>
            Save both sets
          </button>
          <span role="status" className="faint">
            {save.isSuccess && !changed && 'Saved'}
          </span>
        </div>
      )}
    </>
  );
}
