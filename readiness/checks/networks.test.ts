import { describe, expect, it } from 'vitest';
import { aMapping, aWorld, readinessOf, type World } from '../../test/support/readiness-estates.js';
import { readinessRows } from '../../test/support/readiness-rows.js';

const UNMAPPED = { 'Network Mappings': 'fail' } as const;
const OTHER = { 'Network Mappings': 'warning' } as const;

readinessRows('where the NICs lead', [
  {
    fact: 'no NIC at all',
    change: ({ input }) => (input.vm.networks = []),
    checks: UNMAPPED,
    refusal: 'NETWORK_MAPPING_MISSING',
  },
  {
    fact: 'one of two source networks unmapped',
    vm: 'linux',
    change: ({ input }) => (input.mappings = input.mappings.filter((m) => m.source_network_name === 'VM Network')),
    checks: UNMAPPED,
    refusal: 'NETWORK_MAPPING_MISSING',
    says: 'No production mapping for Database VLAN',
  },
  {
    fact: 'unmapped is never skipped',
    change: ({ input }) => {
      input.mappings = [];
      input.request.skip_validation = true;
    },
    checks: UNMAPPED,
    refusal: 'NETWORK_MAPPING_MISSING',
  },
  {
    fact: 'unmapped beside a default network',
    change: ({ input }) => {
      input.mappings = [];
      input.config.network_id = 'net-production';
    },
    checks: UNMAPPED,
    refusal: 'NETWORK_MAPPING_MISSING',
    says: 'No production mapping for VM Network',
  },
  {
    fact: 'only a test mapping, for a live failover',
    change: ({ input }) => (input.mappings = input.mappings.filter((m) => m.is_test_network)),
    checks: UNMAPPED,
    refusal: 'NETWORK_MAPPING_MISSING',
    says: 'No production mapping for VM Network',
  },
  {
    fact: 'only a production mapping, for a test',
    change: ({ input }) => {
      input.type = 'test';
      input.mappings = input.mappings.filter((m) => !m.is_test_network);
    },
    checks: UNMAPPED,
    refusal: 'NETWORK_MAPPING_MISSING',
    says: 'No test mapping for VM Network',
  },
  {
    fact: 'a test onto a production network of another VM',
    change: ({ input }) => {
      input.type = 'test';
      input.production_network_ids = ['net-test'];
    },
    checks: UNMAPPED,
    refusal: 'NETWORK_MAPPING_MISSING',
    says: 'production network net-test by name',
  },
  {
    fact: 'a test that the request sends to a production network, by its name',
    change: ({ input }) => {
      input.type = 'test';
      input.request.skip_validation = true;
      input.request.network_mappings = { 'VM Network': 'net-production by name' };
    },
    checks: UNMAPPED,
    refusal: 'NETWORK_MAPPING_MISSING',
  },
  {
    fact: 'a test onto a Shared network, which may be one of its own',
    change: ({ input, cloud }) => {
      input.type = 'test';
      cloud.networks.find(({ id }) => id === 'net-test')!.type = 'Shared';
    },
    checks: OTHER,
    refusal: null,
    says: 'Shared network, net-test by name',
  },
  {
    fact: 'a live failover onto a Shared network',
    change: ({ cloud }) => (cloud.networks.find(({ id }) => id === 'net-production')!.type = 'Shared'),
    checks: {},
    refusal: null,
  },
  {
    fact: 'a mapping to a network that is gone',
    change: ({ input }) => (input.mappings = [aMapping('VM Network', 'net-gone')]),
    checks: UNMAPPED,
    refusal: 'NETWORK_MAPPING_MISSING',
    says: 'net-gone',
  },
  {
    fact: 'a request for a network that does not exist, in spite of a good mapping',
    change: ({ input }) => (input.request.network_mappings = { 'VM Network': 'no such network' }),
    checks: UNMAPPED,
    refusal: 'NETWORK_MAPPING_MISSING',
    says: 'no such network',
  },
  {
    fact: 'a name that two networks bear',
    change: ({ input, cloud }) => {
      input.request.network_mappings = { 'VM Network': 'twin' };
      for (const network of cloud.networks) network.name = 'twin';
    },
    checks: UNMAPPED,
    refusal: 'NETWORK_MAPPING_MISSING',
    says: 'several of that name',
  },
  {
    fact: 'a network of another zone',
    change: ({ cloud }) => (cloud.networks[0]!.zoneid = 'zone-2'),
    checks: UNMAPPED,
    refusal: 'NETWORK_MAPPING_MISSING',
  },
  {
    fact: 'a network that nothing can be deployed on',
    change: ({ cloud }) => (cloud.networks[0]!.canusefordeploy = false),
    checks: UNMAPPED,
    refusal: 'NETWORK_MAPPING_MISSING',
  },
  {
    fact: 'a request for a network that the VM is not on',
    change: ({ input }) => (input.request.network_mappings = { 'VM Netwrok': 'net-production' }),
    checks: UNMAPPED,
    refusal: 'NOT_READY',
    says: 'VM Netwrok',
  },
  {
    fact: 'a source network called like a property of every object',
    change: ({ input }) => {
      input.vm.networks[0]!.source_network_name = 'constructor';
      input.mappings = [aMapping('constructor', 'net-production')];
    },
    checks: {},
    refusal: null,
  },
  {
    fact: 'two source networks with one destination',
    vm: 'linux',
    change: ({ input }) => (input.request.network_mappings = { 'Database VLAN': 'net-production' }),
    checks: UNMAPPED,
    refusal: 'NOT_READY',
    says: 'one NIC a network',
  },
  {
    fact: 'two NICs on one source network',
    vm: 'linux',
    change: ({ input }) => (input.vm.networks[1]!.source_network_name = 'VM Network'),
    checks: UNMAPPED,
    refusal: 'NOT_READY',
    says: 'one NIC a network',
  },
  {
    fact: 'one MAC on two networks, which CloudStack admits',
    vm: 'linux',
    change: ({ input }) => (input.vm.networks[1]!.mac = input.vm.networks[0]!.mac),
    checks: {},
    refusal: null,
  },
  ...['01:00:5e:00:00:01', '00:50:56:85:a1', ''].map((mac) => ({
    fact: `a MAC that is ${JSON.stringify(mac)}`,
    change: ({ input }: World) => (input.vm.networks[0]!.mac = mac),
    checks: UNMAPPED,
    refusal: 'NOT_READY' as const,
    says: 'no MAC address of a NIC',
  })),
  {
    fact: 'a NIC that is disconnected at the source',
    vm: 'linux',
    change: ({ input }) => (input.vm.networks[1]!.connected = false),
    checks: OTHER,
    refusal: null,
    says: 'Database VLAN is disconnected',
  },
  ...['10.1.2.20', 'fe80::1', '10.1.1.256'].map((ip) => ({
    fact: `an address that the destination has no place for: ${ip}`,
    change: ({ input }: World) => (input.vm.networks[0]!.ip = ip),
    checks: OTHER,
    refusal: null,
    says: ip,
  })),
]);

describe('the NICs of a plan', () => {
  const nicsOf = async (change: (world: World) => void) =>
    (await readinessOf(aWorld('linux', change))).plan?.machine.nics.map((n) => [n.network_id, n.mac, n.ip]);

  it.each(['net-test', 'net-test by name'])('follow a request for %s before the stored mapping', async (wanted) => {
    const nics = await nicsOf(({ input }) => (input.request.network_mappings = { 'VM Network': wanted }));
    expect(nics).toEqual([
      ['net-test', '00:50:56:85:a1:02', undefined],
      ['net-database', '00:50:56:85:a1:03', undefined],
    ]);
  });

  it('keep their order, whatever the order of the mappings', async () => {
    const nics = await nicsOf(({ input }) => input.mappings.reverse());
    expect(nics?.map(([network]) => network)).toEqual(['net-production', 'net-database']);
  });

  it('take a name from the zone alone, though another zone has the same', async () => {
    const nics = await nicsOf(({ input, cloud }) => {
      input.request.network_mappings = { 'VM Network': 'net-production by name' };
      cloud.networks.push({ ...cloud.networks[0]!, id: 'net-elsewhere', zoneid: 'zone-2' });
    });
    expect(nics?.[0]?.[0]).toBe('net-production');
  });

  it.each([
    ['10.1.1.0/24', '10.1.1.255', true],
    ['10.1.1.0/24', '10.1.2.0', false],
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '10.1.1.256', false],
    ['192.168.4.0/22', '192.168.7.9', true],
    ['192.168.4.0/22', '192.168.8.9', false],
    [undefined, '192.168.8.9', true],
  ])('on %s ask for %s: %s', async (cidr, ip, kept) => {
    const nics = await nicsOf(({ input, cloud }) => {
      const { cidr: _, ...network } = cloud.networks[0]!;
      cloud.networks[0] = cidr === undefined ? network : { ...network, cidr };
      input.vm.networks[0]!.ip = ip;
    });
    expect(nics?.[0]?.[2]).toBe(kept ? ip : undefined);
  });

  it('of a test keep their MACs, go to test networks and ask for no address', async () => {
    const nics = await nicsOf(({ input }) => {
      input.type = 'test';
      input.vm.networks[0]!.ip = '10.9.0.20';
    });
    expect(nics).toEqual([
      ['net-test', '00:50:56:85:a1:02', undefined],
      ['net-test-2', '00:50:56:85:a1:03', undefined],
    ]);
  });

  it('are counted by source network, as the mission shows them', async () => {
    const { checks } = await readinessOf(aWorld('linux', ({ input }) => input.mappings.splice(1, 1)));
    expect(checks.find((c) => c.check_name === 'Network Mappings')?.details).toEqual({
      mapped_networks: 1,
      unmapped_networks: 1,
      test_networks_available: true,
      unmapped: ['Database VLAN'],
    });
  });
});
