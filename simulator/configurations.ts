/** CloudStack's defaults of the global settings that something here obeys or somebody asks for. */
export const CONFIGURATION_DEFAULTS: Record<string, { value: string; category: string; description: string }> = {
  'allow.user.expunge.recover.vm': {
    value: 'false',
    category: 'Advanced',
    description: 'Determines whether users can expunge or recover their vm',
  },
  'allow.user.force.stop.vm': {
    value: 'true',
    category: 'Advanced',
    description: 'Determines whether users are allowed to force stop a vm',
  },
  'allow.user.view.destroyed.vm': {
    value: 'false',
    category: 'Advanced',
    description: 'Determines whether users can view their destroyed or expunging vm',
  },
  'backup.enable.attach.detach.of.volumes': {
    value: 'false',
    category: 'Advanced',
    description: 'Enable volume attach/detach operations for VMs that are assigned to Backup Offerings.',
  },
  'default.page.size': { value: '500', category: 'Advanced', description: 'Default page size for API list* commands' },
  'destroy.root.volume.on.vm.destruction': {
    value: 'false',
    category: 'Storage',
    description: 'Destroys the VM root volume when the VM is destroyed.',
  },
  'enforce.post.requests.and.timestamps': {
    value: 'false',
    category: 'Advanced',
    description: 'Enable/Disable whether the ApiServer should only accept POST requests for state-changing APIs',
  },
  'expunge.delay': {
    value: '86400',
    category: 'Advanced',
    description: 'Determines how long (in seconds) to wait before actually expunging destroyed vm.',
  },
  'job.cancel.threshold.minutes': {
    value: '60',
    category: 'Advanced',
    description: 'Time (in minutes) for async-jobs to be forcely cancelled if it has been in process for long',
  },
  'job.expire.minutes': {
    value: '1440',
    category: 'Advanced',
    description: 'Time (in minutes) for async-jobs to be kept in system',
  },
  'kvm.snapshot.enabled': {
    value: 'true',
    category: 'Snapshots',
    description: 'Whether volume snapshot is enabled on running instances on a KVM hosts',
  },
  'kvm.vmstoragesnapshot.enabled': {
    value: 'true',
    category: 'Snapshots',
    description: 'For live snapshot of virtual machine instance on KVM hypervisor without memory.',
  },
  'pool.storage.allocated.capacity.disablethreshold': {
    value: '0.85',
    category: 'Alert',
    description: 'Allocated part of a pool, 0 to 1, above which it is given no more volumes.',
  },
  'pool.storage.capacity.disablethreshold': {
    value: '0.85',
    category: 'Alert',
    description: 'Used part of a pool, 0 to 1, above which it is given no more volumes.',
  },
  'vmsnapshot.max': { value: '10', category: 'Advanced', description: 'Maximum vm snapshots for a vm' },
  'wait.detach.device': {
    value: '10000',
    category: 'Advanced',
    description: 'Time (in milliseconds) to wait before assuming the VM was unable to detach a volume',
  },
};
