import { capacity, forbidden, invalid } from '../protocol/errors.js';
import type { Args } from '../protocol/params.js';
import type { AccountRow, NetworkRow, NicRow, TemplateRow } from '../state/model.js';
import type { World } from '../world.js';

interface Wish {
  networkid: string;
  mac: string | undefined;
  ip: string | undefined;
  /** The `macaddress` of the default NIC is not checked for duplicates (facts §3.4). */
  unchecked: boolean;
}

/** The NICs of a new VM, to be built when all else has passed. Raises the refusals of facts §3.4. */
export function planNics(
  world: World,
  args: Args,
  account: AccountRow,
  source: TemplateRow,
  hostName: string,
): (() => NicRow)[] {
  const wishes = wishesOf(world, args, account);
  const networks = wishes.map((wish) => world.db.networks.must(wish.networkid));
  const [first] = networks;
  for (const network of networks)
    if (network.account !== null && network.account !== account.name)
      throw forbidden(`Unable to use network with id= ${network.id}, permission denied`);
  if (source.passwordenabled && first && !first.services.includes('UserData'))
    throw invalid(
      `Unable to deploy VM as template ${source.id} is password enabled, but there is no support for UserData service in the default network ${first.id}`,
    );
  wishes.forEach((wish, index) => checkAddresses(world, wish, networks[index] as NetworkRow));
  networks.forEach((network) => checkHostName(world, network, hostName));
  return wishes.map(
    (wish, index) => () =>
      world.nics.build(networks[index] as NetworkRow, {
        isdefault: index === 0,
        deviceid: index,
        macaddress: wish.mac?.toLowerCase(),
        ipaddress: wish.ip,
      }),
  );
}

function wishesOf(world: World, args: Args, account: AccountRow): Wish[] {
  const mapped = args.entries('iptonetworklist');
  if (mapped.length > 0) {
    if (args.has('networkids') || args.has('ipaddress'))
      throw invalid("ipToNetworkMap can't be specified along with networkIds or ipAddress");
    return mapped.map((entry) => {
      const networkid = entry['networkid'] ?? '';
      if (!world.db.networks.get(networkid)) throw invalid(`Unable to find network with specified id ${networkid}`);
      return { networkid, mac: entry['mac'], ip: entry['ip'], unchecked: false };
    });
  }
  const ids = args.list('networkids');
  const chosen = ids.length > 0 ? ids : [defaultNetwork(world, account)];
  return chosen.map((networkid, index) => ({
    networkid,
    mac: index === 0 ? args.get('macaddress') : undefined,
    ip: index === 0 ? args.get('ipaddress') : undefined,
    unchecked: true,
  }));
}

function defaultNetwork(world: World, account: AccountRow): string {
  const own = world.db.networks.filter((network) => network.type === 'Isolated' && network.account === account.name);
  if (own.length > 1)
    throw invalid(
      `More than 1 default Isolated networks are found for account Account [${JSON.stringify({
        accountName: account.name,
        id: account.number,
        uuid: account.id,
      })}]; please specify networkIds`,
    );
  const [only] = own;
  if (!only) throw invalid('At least 1 default network has to be specified for the vm');
  return only.id;
}

function checkAddresses(world: World, wish: Wish, network: NetworkRow): void {
  const { mac, ip } = wish;
  if (mac !== undefined) {
    if (!/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(mac)) throw invalid(`Mac address is not valid: ${mac}`);
    if (parseInt(mac.slice(0, 2), 16) % 2 === 1) throw invalid(`Mac address is not unicast: ${mac}`);
    const taken = world.nics.onNetwork(network.id).some((nic) => nic.macaddress === mac.toLowerCase());
    if (taken && !wish.unchecked)
      throw invalid(`The requested Mac address is already taken! Mac: ${mac}, network: ${network.id}`);
  }
  if (ip !== undefined && network.cidr !== null)
    if (!world.nics.inRange(network, ip) || world.nics.addressTaken(network.id, ip))
      throw capacity(
        `Unable to acquire Guest IP address for network Network ${JSON.stringify({ id: network.number, name: network.name, uuid: network.id })}`,
      );
}

/** Destroyed VMs still hold their names (facts §3.4). */
function checkHostName(world: World, network: NetworkRow, hostName: string): void {
  const taken = world.db.vms.find(
    (vm) =>
      !vm.removed &&
      vm.name.toLowerCase() === hostName.toLowerCase() &&
      vm.nics.some((nic) => nic.networkid === network.id),
  );
  if (taken)
    throw invalid(
      `The vm with hostName ${hostName} already exists in the network domain: ${network.networkdomain}; network=${network.name}`,
    );
}
