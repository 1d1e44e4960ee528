import type { StatusBody, StepsBody } from '../../support/driver.js';
import type { Stand } from '../checker.js';

/** What an ended run has told of itself. */
export interface Told {
  status: StatusBody;
  steps: StepsBody;
  /** Where it has left its replicas. */
  stands: Stand;
  /** It is a test: it gives everything back after its start without being asked. */
  returns: boolean;
  /** The word of a person that let it go back, or its snapshots go, if there was one. */
  asked?: 'cancel' | 'abandon' | 'rollback' | 'commit' | 'recover' | undefined;
}
