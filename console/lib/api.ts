import createClient from 'openapi-fetch';
import type { paths } from '../../client/api-types.js';

export * from '../../client/api.js';

const csrf = { token: '' };

/** What requests that change something bear from now on. */
export function setCsrfToken(token: string | null): void {
  csrf.token = token ?? '';
}

export const api = createClient<paths>({ baseUrl: '/api/v1' });
api.use({
  onRequest({ request }) {
    if (request.method !== 'GET') request.headers.set('X-CSRF-Token', csrf.token);
    return request;
  },
});
