/** A revert is known to work for qcow2 on file storage and for RBD (facts §6.2); nothing else is promised. */
export function rollbackOf(snapshots: boolean, storageKind: string | null): { possible: boolean; note: string } {
  if (!snapshots) return { possible: false, note: 'rollback: not possible (no snapshots were asked for)' };
  if (storageKind === 'qcow2' || storageKind === 'rbd')
    return { possible: true, note: 'rollback: possible until commit' };
  return {
    possible: false,
    note: 'rollback: not possible (it is not known that this storage can revert volume snapshots)',
  };
}
