import { createHash } from 'node:crypto';
import { createReads, type TransportOptions } from '../cloudstack/reads.js';
import type { CloudStackProvider } from './deps.js';

/**
 * Reads for any configuration, one client each for as long as address and keys stay the same: so the rate share holds
 * across requests, and a changed key is used at once.
 */
export function cloudStackProvider(options: Omit<TransportOptions, 'apiUrl' | 'apiKey' | 'secretKey'>): {
  provide: CloudStackProvider;
  close(): Promise<void>;
} {
  const clients = new Map<string, { fingerprint: string; reads: ReturnType<typeof createReads> }>();
  return {
    provide({ name, api_url: apiUrl }, { api_key: apiKey, secret_key: secretKey }) {
      const fingerprint = createHash('sha256')
        .update(JSON.stringify([apiUrl, apiKey, secretKey]))
        .digest('hex');
      const known = clients.get(name);
      if (known?.fingerprint === fingerprint) return known.reads;
      // The old client is left to its requests in flight; its idle connections end by themselves.
      const reads = createReads({ ...options, apiUrl, apiKey, secretKey });
      clients.set(name, { fingerprint, reads });
      return reads;
    },
    async close() {
      await Promise.all([...clients.values()].map(({ reads }) => reads.close()));
    },
  };
}
