import { z } from 'zod';
import { openApiDocument } from '../openapi.js';
import { route, type Route } from '../route.js';
import { freeObject } from '../schemas.js';
import { withExamples, type Document } from './document.js';
import { docsPage } from './page.js';

/** `all` gives every route of the API, these included. */
export function docsRoutes(all: () => readonly Route[]): Route[] {
  let document: Document | undefined;
  const once = (): Document => (document ??= withExamples(openApiDocument(all())));
  const common = { method: 'get', tag: 'documentation', role: 'open' } as const;
  return [
    route({
      ...common,
      path: '/openapi.json',
      operationId: 'getOpenApi',
      summary: 'This document',
      response: freeObject,
      handler: () => ({ ...once() }),
    }),
    route({
      ...common,
      path: '/docs',
      operationId: 'getDocs',
      summary: 'This document as a page to read; needs nothing from elsewhere',
      response: z.string(),
      contentType: 'text/html',
      handler: () => docsPage(once()),
    }),
  ];
}
