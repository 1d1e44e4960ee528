import { randomUUID } from 'node:crypto';
import { forbidden, invalid, runtime } from '../protocol/errors.js';
import type { Args } from '../protocol/params.js';
import { isWithinThresholds } from '../state/pool-space.js';
import { takeResources } from '../state/resources.js';
import { newVolume } from '../state/rows.js';
import type { VolumeRow } from '../state/model.js';
import { GIB } from '../units.js';
import { volumeView } from '../views/volume.js';
import type { Context, CreateCommand } from './command.js';
import { ownerOf } from './owner.js';

const [LEAST_GB, MOST_GB] = [1, 1024];

/** From an offering a row only, Allocated; from a snapshot a copy of it on the pool of its volume (facts §4.4). */
export const createVolume: CreateCommand = {
  kind: 'create',
  name: 'createVolume',
  description: 'Creates a disk volume from a disk offering.',
  cmd: '*.volume.CreateVolumeCmd',
  instanceType: 'Volume',
  params: {
    name: { type: 'string' },
    zoneid: { type: 'uuid', entity: 'zones' },
    diskofferingid: { type: 'uuid', entity: 'diskOfferings' },
    snapshotid: { type: 'uuid', entity: 'snapshots', owned: true },
    size: { type: 'long' },
    customid: { type: 'string' },
    account: { type: 'string' },
    domainid: { type: 'uuid', entity: 'domain' },
  },
  create(ctx, args) {
    const { db } = ctx.world;
    const origin = args.has('snapshotid') ? ofSnapshot(ctx, args) : ofOffering(ctx, args);
    if (args.has('customid') && ctx.caller.role !== 'root-admin')
      throw forbidden('Please check your permissions, you are not allowed to create/update custom id');
    const id = args.get('customid') ?? randomUUID();
    if (db.volumes.get(id)) throw invalid(`UUID: ${id} already exists so can't create/update with custom id`);
    takeResources(ctx.world, ctx.world.account(origin.account), {
      volume: 1,
      primary_storage: origin.size / GIB,
    });
    const blank = newVolume(ctx.world, origin);
    db.volumes.insert({ ...blank, ...origin, id, name: args.get('name') ?? `VOL-${blank.number}` });
    db.contents.insert({ id, blocks: {}, writes: 0 });
    return { id, effect: { object_kind: 'volume', object_id: id, summary: 'created' } };
  },
  async run(ctx, args, job, id) {
    const { world } = ctx;
    const { db } = world;
    const snapshot = db.snapshots.get(args.get('snapshotid'));
    if (snapshot) db.volumes.update(id, { state: 'Creating' });
    const fail = (): void => void db.volumes.update(id, { state: 'Destroy', poolid: null });
    await job.work(fail);
    const pool = db.pools.get(db.volumes.must(id).poolid);
    if (snapshot && pool && !isWithinThresholds(world, pool)) {
      fail();
      throw runtime(`Failed to create volume: ${id}`);
    }
    if (snapshot) {
      db.contents.update(id, { blocks: snapshot.blocks });
      db.volumes.update(id, { state: 'Ready', path: randomUUID() });
    }
    return { volume: volumeView(world, db.volumes.must(id), ctx.caller, job.id) };
  },
};

type Origin = Partial<VolumeRow> & Pick<VolumeRow, 'account' | 'zoneid' | 'size'>;

function ofOffering(ctx: Context, args: Args): Origin {
  const { world } = ctx;
  const offering = world.db.diskOfferings.get(args.get('diskofferingid'));
  if (!offering) throw invalid('At least one of disk Offering ID or snapshot ID must be passed whilst creating volume');
  const size = offering.iscustomized ? args.long('size') : offering.disksize;
  if (size === undefined) throw invalid('This disk offering requires a custom size specified');
  if (offering.iscustomized && (size < LEAST_GB || size > MOST_GB))
    throw invalid(`Volume size: ${size} GB is out of allowed range. Min: ${LEAST_GB}. Max: ${MOST_GB}`);
  const zoneid = args.get('zoneid');
  if (zoneid === undefined) throw invalid('Zone id is missing');
  return { account: ownerOf(ctx, args).name, zoneid, size: size * GIB, diskofferingid: offering.id };
}

function ofSnapshot(ctx: Context, args: Args): Origin {
  const { world } = ctx;
  const snapshot = world.db.snapshots.must(args.must('snapshotid'));
  if (snapshot.removed) throw invalid(`unable to find a snapshot with id ${snapshot.number}`);
  if (snapshot.state !== 'BackedUp')
    throw invalid(`Snapshot id=${snapshot.number} is not in BackedUp state yet and can't be used for volume creation`);
  const { size, poolid, format, templateid, diskofferingid, serviceofferingid } = world.db.volumes.must(
    snapshot.volumeid,
  );
  return {
    account: ownerOf(ctx, args).name,
    zoneid: args.get('zoneid') ?? snapshot.zoneid,
    snapshotid: snapshot.id,
    ...{ size, poolid: poolid ?? world.db.pools.all()[0]?.id ?? null, format },
    ...{ templateid, diskofferingid, serviceofferingid },
  };
}
