import { CONFIGURATION_DEFAULTS } from '../configurations.js';
import { malformed } from '../protocol/errors.js';
import type { ParamSpec } from '../protocol/params.js';
import type { AccountRow } from '../state/model.js';
import { countsOf, resourceView } from '../state/resources.js';
import { tagViews, type View } from '../views/common.js';
import { jobView } from '../views/job.js';
import type { Command, Context, SyncCommand } from './command.js';
import { contains, LIST_PARAMS, OWNED_LIST_PARAMS, paged, visible } from './listing.js';

export const listCapabilities: SyncCommand = {
  kind: 'sync',
  name: 'listCapabilities',
  description: 'Lists capabilities',
  params: {},
  run({ world, caller }) {
    const { settings } = world;
    const permitted = (name: string): boolean => caller.role === 'root-admin' || world.configuration(name) === 'true';
    return {
      capability: {
        securitygroupsenabled: false,
        dynamicrolesenabled: true,
        ...(settings.expose_version ? { cloudstackversion: `${settings.version}.0.0` } : {}),
        userpublictemplateenabled: true,
        supportELB: 'false',
        customdiskofferingminsize: 1,
        customdiskofferingmaxsize: 1024,
        kvmsnapshotenabled: world.kvmSnapshotEnabled,
        allowuserviewdestroyedvm: permitted('allow.user.view.destroyed.vm'),
        allowuserexpungerecovervm: permitted('allow.user.expunge.recover.vm'),
        allowuserforcestopvm: permitted('allow.user.force.stop.vm'),
        ...(settings.throttle
          ? { apilimitinterval: Math.ceil(settings.throttle.interval_ms / 1000), apilimitmax: settings.throttle.max }
          : {}),
      },
    };
  },
};

export const listConfigurations: SyncCommand = {
  kind: 'sync',
  name: 'listConfigurations',
  description: 'Lists all configurations.',
  rootAdminOnly: true,
  params: { ...LIST_PARAMS, name: { type: 'string' }, category: { type: 'string' } },
  run(ctx, args) {
    const names = new Set([...Object.keys(CONFIGURATION_DEFAULTS), ...Object.keys(ctx.world.settings.configurations)]);
    const views = [...names]
      .filter((name) => !args.has('name') || name === args.get('name'))
      .filter((name) => contains(name, args.get('keyword')))
      .map((name) => ({
        category: CONFIGURATION_DEFAULTS[name]?.category ?? 'Advanced',
        name,
        value: ctx.world.configuration(name),
        defaultvalue: CONFIGURATION_DEFAULTS[name]?.value ?? '',
        description: CONFIGURATION_DEFAULTS[name]?.description ?? '',
        isdynamic: false,
      }));
    return paged(ctx, args, 'configuration', views);
  },
};

/** Needs the list of commands, which the registry closes over. */
export function listApisOf(commands: () => Iterable<Command>): SyncCommand {
  return {
    kind: 'sync',
    name: 'listApis',
    description: 'lists all available apis on the server, provided by the Api Discovery plugin',
    params: { name: { type: 'string' } },
    run({ caller }, args) {
      const permitted = [...commands()]
        .filter((command) => !caller.denied_apis.includes(command.name))
        .filter((command) => !command.rootAdminOnly || caller.role === 'root-admin')
        .filter((command) => !args.has('name') || command.name.toLowerCase() === args.must('name').toLowerCase());
      if (permitted.length === 0)
        throw malformed('Api Discovery plugin was unable to find an api by that name or process any apis', 530);
      return { count: permitted.length, api: permitted.map(apiView) };
    },
  };
}

const JAVA_TYPES: Partial<Record<ParamSpec['type'], string>> = { uuids: 'list', strings: 'list' };

function apiView(command: Command): View {
  const params = Object.entries(command.params).map(([name, spec]) => ({
    name,
    description: '',
    type: JAVA_TYPES[spec.type] ?? spec.type,
    length: 255,
    required: spec.required ?? false,
  }));
  const isasync = command.kind !== 'sync';
  return { name: command.name, description: command.description, isasync, related: '', params, response: [] };
}

/** Accounts as things that accounts own: each itself. */
function ownRows({ world }: Context): (AccountRow & { account: string })[] {
  return world.db.accounts.all().map((row) => ({ ...row, account: row.name }));
}

function userView(account: AccountRow): View {
  const admin = account.role === 'root-admin';
  return {
    id: account.userid,
    username: account.name,
    firstname: account.name,
    lastname: 'User',
    state: 'enabled',
    account: account.name,
    accounttype: admin ? 1 : 0,
    roletype: admin ? 'Admin' : 'User',
    rolename: admin ? 'Root Admin' : 'User',
    domainid: account.domainid,
    domain: account.domain,
    accountid: account.id,
    iscallerchilddomain: false,
  };
}

export const listUsers: SyncCommand = {
  kind: 'sync',
  name: 'listUsers',
  description: 'Lists user accounts',
  params: { ...OWNED_LIST_PARAMS, username: { type: 'string' } },
  run(ctx, args) {
    const rows = visible(ctx, args, ownRows(ctx)).filter(
      (account) => !args.has('username') || account.name === args.get('username'),
    );
    return paged(
      ctx,
      args,
      'user',
      rows.map((account) => userView(account)),
    );
  },
};

export const listAccounts: SyncCommand = {
  kind: 'sync',
  name: 'listAccounts',
  description: 'Lists accounts and provides detailed account information for listed accounts',
  params: { ...OWNED_LIST_PARAMS, name: { type: 'string' } },
  run(ctx, args) {
    const views = visible(
      ctx,
      args,
      ctx.world.db.accounts.all().map((row) => ({ ...row, account: row.name })),
    )
      .filter((account) => !args.has('name') || account.name === args.get('name'))
      .map((account) => ({
        id: account.id,
        name: account.name,
        accounttype: account.role === 'root-admin' ? 1 : 0,
        roletype: account.role === 'root-admin' ? 'Admin' : 'User',
        domainid: account.domainid,
        domain: account.domain,
        domainpath: account.domain,
        state: 'enabled',
        user: [userView(account)],
        groups: [],
        ...resourceView(countsOf(ctx.world, [account.name]), account.limits),
      }));
    return paged(ctx, args, 'account', views);
  },
};

/** A domain with what all its accounts have. It has no limits of its own here. */
export const listDomains: SyncCommand = {
  kind: 'sync',
  name: 'listDomains',
  description: 'Lists domains and provides detailed information for listed domains',
  rootAdminOnly: true,
  params: { ...LIST_PARAMS, id: { type: 'uuid', entity: 'domain' }, listall: { type: 'boolean' } },
  run(ctx, args) {
    const accounts = ctx.world.db.accounts.all();
    const domains = new Map(accounts.map((account) => [account.domainid, account.domain]));
    const views = [...domains]
      .filter(([id]) => !args.has('id') || id === args.get('id'))
      .map(([id, name]) => {
        const members = accounts.filter((account) => account.domainid === id).map((account) => account.name);
        return { id, name, path: name, state: 'Active', ...resourceView(countsOf(ctx.world, members), {}) };
      });
    return paged(ctx, args, 'domain', views);
  },
};

export const listTags: SyncCommand = {
  kind: 'sync',
  name: 'listTags',
  description: 'List resource tag(s)',
  params: {
    ...OWNED_LIST_PARAMS,
    key: { type: 'string' },
    value: { type: 'string' },
    resourceid: { type: 'string' },
    resourcetype: { type: 'string' },
  },
  run(ctx, args) {
    const { db } = ctx.world;
    const views = [
      ...visible(ctx, args, db.vms.all()).flatMap((vm) => tagViews(ctx.world, vm.tags, 'UserVm', vm.id, vm.account)),
      ...visible(ctx, args, db.volumes.all()).flatMap((volume) =>
        tagViews(ctx.world, volume.tags, 'Volume', volume.id, volume.account),
      ),
    ].filter((tag) =>
      ['key', 'value', 'resourceid', 'resourcetype'].every((name) => !args.has(name) || tag[name] === args.get(name)),
    );
    return paged(ctx, args, 'tag', views);
  },
};

/** Other accounts' jobs are as unknown as expired ones (facts §12 rules 14 and 22). */
export const queryAsyncJobResult: SyncCommand = {
  kind: 'sync',
  name: 'queryAsyncJobResult',
  description: 'Retrieves the current status of asynchronous job.',
  params: { jobid: { type: 'uuid', entity: 'jobs', required: true } },
  run({ world, caller }, args) {
    const id = args.must('jobid');
    const job = world.db.jobs.must(id);
    if (caller.role !== 'root-admin' && job.account !== caller.name)
      throw malformed(
        `Unable to execute API command queryasyncjobresult due to invalid value. Invalid parameter jobid value=${id} due to incorrect long value format, or entity does not exist or due to incorrect parameter annotation for the field in api cmd class.`,
      );
    return jobView(world, job);
  },
};

/** Running jobs only (facts §14). */
export const listAsyncJobs: SyncCommand = {
  kind: 'sync',
  name: 'listAsyncJobs',
  description: 'Lists all pending asynchronous jobs for the account.',
  params: { ...OWNED_LIST_PARAMS, startdate: { type: 'string' } },
  run(ctx, args) {
    const rows = visible(ctx, args, ctx.world.db.jobs.all())
      .filter((job) => job.jobstatus === 0)
      .filter((job) => contains(job.cmd, args.get('keyword')));
    return paged(
      ctx,
      args,
      'asyncjobs',
      rows.map((job) => jobView(ctx.world, job)),
    );
  },
};
