import { z } from 'zod';
import { API_ERROR_STATUS, type ApiErrorCode } from '../../domain/errors.js';
import { STEP_NAMES, STRATEGIES } from '../../domain/itinerary.js';
import { STATUSES } from '../../domain/status.js';
import { DataAge, LiveRequest, TestRequest } from '../failover/schemas.js';
import { Check, readinessQuery } from '../readiness/schemas.js';
import { freeObject, ok, vmId } from '../schemas.js';

/** A start's body and which kind of start it would be; refused where that start would refuse the body. */
export const DryRunRequest = LiveRequest.extend({
  type: readinessQuery.shape.type,
  test_duration: TestRequest.shape.test_duration,
  auto_cleanup: z.boolean().exactOptional(),
})
  .superRefine(({ type, ...body }, context) => {
    const parsed = (type === 'test' ? TestRequest : LiveRequest).safeParse(body);
    for (const { code: _code, ...issue } of parsed.error?.issues ?? []) context.addIssue({ ...issue, code: 'custom' });
  })
  .meta({
    id: 'DryRunRequest',
    example: { vm_id: '4205a841-0265-f4bd-39a6-39fd92196f53', type: 'test', test_duration: '2h' },
  });
export type DryRunRequest = z.output<typeof DryRunRequest>;

const DryCall = z
  .strictObject({
    key: z.string(),
    command: z.string().meta({ description: 'the CloudStack command, or the name of a look that changes nothing' }),
    changes: z.boolean(),
    object: z.string().meta({ description: 'a CloudStack id; a name with $ stands for one that is not known yet' }),
    args: freeObject,
  })
  .meta({ id: 'DryRunCall' });

const DryStep = z
  .strictObject({
    name: z.enum(STEP_NAMES),
    status: z.enum(STATUSES),
    after: z
      .array(z.string())
      .meta({ description: 'steps that are done before; those without a common order run at once' }),
    skippable: z.boolean(),
    no_return: z.boolean().meta({ description: 'from here on nothing is undone call by call' }),
    calls: z.array(DryCall),
  })
  .meta({ id: 'DryRunStep' });

const BackStep = z.strictObject({ name: z.enum(STEP_NAMES), status: z.enum(STATUSES), calls: z.array(DryCall) });

const DryPlan = z
  .strictObject({
    vm_id: vmId,
    vm_name: z.string(),
    config: z.string(),
    appliance_vm_id: z.string(),
    strategy: z.enum(STRATEGIES),
    strategy_reasons: z.array(z.string()),
    rollback: z.strictObject({ possible: z.boolean(), note: z.string() }),
    destination: z.strictObject({
      host_name: z.string(),
      display_name: z.string(),
      zone_id: z.string(),
      account: z.string(),
      domain_id: z.string(),
      hypervisor: z.string(),
      template_id: z.string(),
    }),
    offering: z.strictObject({
      service_offering_id: z.string(),
      cpu_count: z.int(),
      memory_mb: z.int(),
      details: z.record(z.string(), z.string()).meta({ description: 'what the offering leaves open' }),
    }),
    hardware: z.strictObject({
      os_type_id: z.string().nullable(),
      boot_type: z.string(),
      boot_mode: z.string(),
      root_disk_controller: z.string(),
      data_disk_controller: z.string(),
      nic_adapter: z.string(),
    }),
    nics: z.array(
      z.strictObject({
        source_network_name: z.string(),
        network_id: z.string(),
        network_name: z.string(),
        mac: z.string(),
        ip: z.string().optional(),
      }),
    ),
    disks: z.array(
      z.strictObject({
        disk_id: z.string(),
        volume_id: z.string(),
        size_bytes: z.int(),
        boot: z.boolean(),
        device_id: z.int().meta({ description: 'on the destination' }),
        appliance_device_id: z.int(),
        change_id: z.string(),
      }),
    ),
    steps: z.array(DryStep),
    way_back: z
      .array(BackStep)
      .meta({ description: 'how the replicas come home: part of a test; of a live failover only an abandon takes it' }),
    returns: z.boolean().meta({ description: 'true where the way back belongs to the run' }),
    total_changes: z.int().meta({ description: 'CloudStack commands of an undisturbed run that change something' }),
  })
  .meta({ id: 'DryRunPlan' });

const codes = Object.keys(API_ERROR_STATUS) as [ApiErrorCode, ...ApiErrorCode[]];

export const DryRunResponse = z
  .strictObject({
    ...ok,
    would_start: z.boolean(),
    refusal: z
      .strictObject({ error_code: z.enum(codes), message: z.string() })
      .nullable()
      .meta({ description: 'with what the start would be refused' }),
    checks: z.array(Check),
    warnings: z.array(z.string()),
    required_actions: z.array(z.string()),
    estimated_duration: z.string(),
    data_age: DataAge.nullable().meta({ description: 'now; null without a plan' }),
    plan: DryPlan.nullable(),
  })
  .meta({ id: 'DryRun' });
