import type { OpenApiDocument } from '../openapi.js';
import { exampleOf, type Components, type Schema } from './example.js';

export interface Content {
  schema: Schema;
  example?: unknown;
}

export interface Operation {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  parameters?: {
    name: string;
    in: string;
    required?: boolean;
    description?: string;
    schema: Schema;
    example?: unknown;
  }[];
  requestBody?: { content: Record<string, Content> };
  responses: Record<string, { description: string; content: Record<string, Content> }>;
}

/** An OpenAPI document as our pages and tests read it. */
export interface Document {
  info: { title: string; version: string; description: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Components };
}

/** The document with an example for every body and parameter, as plain JSON. */
export function withExamples(generated: OpenApiDocument): Document {
  const document = JSON.parse(JSON.stringify(generated)) as Document;
  const { schemas } = document.components;
  for (const operation of Object.values(document.paths).flatMap((item) => Object.values(item))) {
    const bodies = [operation.requestBody, ...Object.values(operation.responses)];
    for (const [type, content] of bodies.flatMap((body) => Object.entries(body?.content ?? {})))
      if (type === 'application/json') content.example ??= exampleOf(content.schema, schemas);
    for (const parameter of operation.parameters ?? [])
      if (parameter.in === 'path') parameter.example ??= exampleOf(parameter.schema, schemas, parameter.name);
  }
  return document;
}
