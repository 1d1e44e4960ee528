export { commit } from './commit.js';
export { commitAfter } from './commit-after.js';
export { liveFailover } from './live-failover.js';
export { recover } from './recover.js';
export { rollback } from './rollback.js';
export { testFailover } from './test-failover.js';
