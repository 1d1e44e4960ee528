import { fail, pass, warn, type CheckDefinition, type Finding } from '../check.js';
import { rollbackOf } from '../plan/rollback.js';
import type { StrategyChoice } from '../plan/strategy.js';
import { strategyOf } from '../plan/strategy-facts.js';

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

/** A live run always protects by volume snapshots, a test as its strategy does (safety.md, "Itineraries"). */
export const protection: CheckDefinition = {
  name: 'Protection',
  type: 'info',
  safety: true,
  async run(input, facts) {
    const { type, request } = input;
    const { protection: asked = 'auto', skip_snapshot = false } = request.custom_config;
    if (type === 'test') return protectionOfTest(await strategyOf(input, facts));
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
    return pass((await rollbackOf(input, facts)).note);
  },
};

function protectionOfTest(choice: StrategyChoice): Finding {
  if ('problem' in choice) return fail(choice.problem, choice.action);
  const { strategy, reasons, unknown } = choice;
  if (unknown.length === 0) return pass(reasons.join('; '), { strategy, reasons });
  return warn(unknown.join('; '), 'Leave custom_config.protection out, so that only what is known to work is chosen.', {
    strategy,
    reasons,
  });
}
