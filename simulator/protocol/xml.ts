const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

function element(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => element(name, item)).join('');
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') {
    const inner = Object.entries(value)
      .map(([key, child]) => element(key, child))
      .join('');
    return `<${name}>${inner}</${name}>`;
  }
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c);
  return `<${name}>${text}</${name}>`;
}

/** What a client that forgets `response=json` gets: XML (recording "no response=json (xml default)"). */
export function toXml(body: Record<string, unknown>, version: string): string {
  const [name, value] = Object.entries(body)[0] ?? ['errorresponse', {}];
  const xml = element(name, value).replace(`<${name}>`, `<${name} cloud-stack-version="${version}">`);
  return `<?xml version="1.0" encoding="UTF-8"?>${xml}`;
}
