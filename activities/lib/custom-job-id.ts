import { createHash } from 'node:crypto';

/** Namespace of our job ids, made once for this product. */
const NAMESPACE = Buffer.from('5b1f0c3a8d0e4f6fa2b97c1d3e5a6b70', 'hex');

/**
 * The job id CloudStack is told to use for one try of one call: uuid5, the same in every attempt and every worker, so
 * that whoever continues can ask what became of it (R4, facts §2.4).
 */
export function customJobId(jobId: string, callKey: string, tryNumber: number): string {
  const hash = createHash('sha1').update(NAMESPACE).update(`${jobId}/${callKey}/${tryNumber}`).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
