import { fail, pass, warn, type CheckDefinition } from '../check.js';
import { rollbackOf } from '../plan/rollback.js';

export const sourcePower: CheckDefinition = {
  name: 'Source Power',
  type: 'critical',
  safety: true,
  run({ vm, type, request }) {
    const off = /^(powered)?[_ ]?off$/i.test(vm.power_state);
    if (off || type === 'test')
      return pass(
        off
          ? 'The source is powered off'
          : `The source is ${vm.power_state || 'in an unknown power state'}; a test runs beside it`,
      );
    if (request.custom_config.source_running === 'accept' && (request.reason ?? '').trim() !== '')
      return warn(
        `The source is ${vm.power_state || 'in an unknown power state'}; accepted by the request`,
        'Make sure that the source is cut off from the network.',
      );
    return fail(
      `The inventory says that the source is ${vm.power_state || 'in an unknown power state'}: two live copies would run`,
      'Power the source off, or set custom_config.source_running to "accept" and give a reason.',
      { power_state: vm.power_state },
      'CONFIRMATION_REQUIRED',
    );
  },
};

/** A live run always protects by volume snapshots (safety.md, "Itineraries"). */
export const protection: CheckDefinition = {
  name: 'Protection',
  type: 'info',
  safety: true,
  run({ type, request, config }) {
    if (type === 'test') return { status: 'skip', message: 'The protection of a test follows from its strategy' };
    const { protection: asked = 'auto', skip_snapshot = false } = request.custom_config;
    if (asked !== 'auto' && asked !== 'volume-snapshot')
      return fail(
        `A live failover protects by volume snapshots, not by ${asked}`,
        'Leave custom_config.protection out, or set it to "volume-snapshot".',
      );
    if (skip_snapshot && asked === 'volume-snapshot')
      return fail(
        'The request asks for volume snapshots and to skip them',
        'Set either custom_config.protection or custom_config.skip_snapshot.',
      );
    return pass(rollbackOf(!skip_snapshot, config?.storage_kind ?? null).note);
  },
};
