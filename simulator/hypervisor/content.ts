import { createHash } from 'node:crypto';

const BLOCKS = 16;

/** The content of a fresh disk: the same seed gives the same bytes. */
export function seededBlocks(seed: string): Record<string, string> {
  const blocks: Record<string, string> = {};
  for (let index = 0; index < BLOCKS / 4; index++)
    blocks[index] = createHash('sha256').update(`${seed}:${index}`).digest('hex').slice(0, 16);
  return blocks;
}

/** Of the blocks alone: two disks with equal content have equal sums, however it came there. */
export function contentSha256(blocks: Record<string, string>): string {
  const sorted = Object.entries(blocks).sort(([a], [b]) => Number(a) - Number(b));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}

/** The n-th write of a guest: always alters the disk, since no two writes carry the same text. */
export function guestBlock(vmId: string, boot: number, write: number): [index: string, text: string] {
  return [String((boot + write) % BLOCKS), `${vmId.slice(0, 8)}:${boot}.${write}`];
}
