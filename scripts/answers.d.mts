interface Document {
  servers: { url: string }[];
  paths: Record<string, Record<string, { responses: object }>>;
}
export function documented(document: Document): string[];
export function seen(document: Document, noted: readonly string[]): Set<string>;
export function unexcused(document: Document, noted: readonly string[], excuses: Record<string, string>): string[];
