import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { World } from '../world.js';
import { dispatch, type Outcome } from './dispatch.js';
import { shownParams } from './execute.js';
import { Throttle } from './throttle.js';
import { toXml } from './xml.js';

/** Jetty's limit of the request line (facts §14). */
const MAX_URL = 8192;
const MAX_BODY = 1_048_576;

/** The HTTP server of the CloudStack API, `/client/api` by GET and POST form. Sends no Date header, as a real 4.22 does not. */
export function createApiServer(world: World): Server {
  const throttle = new Throttle(world);
  const server = createServer({ maxHeaderSize: 65_536 }, (request, response) => {
    response.sendDate = false;
    handle(world, throttle, request, response).catch((error: unknown) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.stderr.write(`${JSON.stringify({ level: 50, msg: 'request failed', error: text })}\n`);
      response.destroy();
    });
  });
  server.keepAliveTimeout = 30_000;
  return server;
}

async function handle(
  world: World,
  throttle: Throttle,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = request.url ?? '/';
  const body = await readBody(request);
  if (url.length > MAX_URL) return html(response, 414, '<h1>Bad Message 414</h1><pre>reason: URI Too Long</pre>');
  const [path = '', query = ''] = splitOnce(url, '?');
  if (path !== '/client/api' && path !== '/client/api/')
    return html(response, 404, '<h2>HTTP ERROR 404 Not Found</h2>');
  const received = new Map([...new URLSearchParams(query), ...new URLSearchParams(body)]);
  const method = request.method ?? 'GET';
  const at = world.clock.iso();
  const outcome = await dispatch(world, throttle, received, method);
  world.db.flush();
  world.requests.add({
    at,
    http_method: method,
    command: received.get('command') ?? '',
    params: shownParams(received),
    http_status: 'status' in outcome ? outcome.status : 0,
    ...('errorcode' in outcome ? { errorcode: outcome.errorcode } : {}),
    ...(outcome.jobid === undefined ? {} : { jobid: outcome.jobid }),
    ...(outcome.fault === undefined ? {} : { fault: outcome.fault.kind }),
  });
  // Logged first: whoever looks meanwhile comes after it.
  if (outcome.fault?.kind === 'hold-reply') await outcome.fault.cleared;
  send(world, response, outcome, received.get('response')?.toLowerCase() === 'json');
}

function send(world: World, response: ServerResponse, outcome: Outcome, json: boolean): void {
  switch (outcome.kind) {
    case 'hang':
      return;
    case 'cut':
      response.destroy();
      return;
    case 'html':
      return html(response, outcome.status, outcome.html);
    case 'reply': {
      response.statusCode = outcome.status;
      response.setHeader('content-type', json ? 'application/json;charset=utf-8' : 'text/xml;charset=utf-8');
      if (outcome.errortext !== undefined) response.setHeader('X-Description', latin1(outcome.errortext));
      response.end(json ? JSON.stringify(outcome.body) : toXml(outcome.body, `${world.settings.version}.0.0`));
      return;
    }
  }
}

function html(response: ServerResponse, status: number, text: string): void {
  response.statusCode = status;
  response.setHeader('content-type', 'text/html;charset=iso-8859-1');
  response.end(text);
}

/** Header values may hold no line breaks and nothing outside Latin-1. */
const latin1 = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?');

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new Error('request body too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
