export { liveFailover } from './live-failover.js';
