import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';

/** Accepted from callers: what is safe in a header, a log line and a memo. */
const SANE = /^[A-Za-z0-9._:-]{1,128}$/;

/** Gives each request an id: the caller's `X-Request-Id` when it is sane, else a new one; echoed in the answer. */
export const requestId: RequestHandler = (req, res, next) => {
  const given = req.get('x-request-id');
  const id = given !== undefined && SANE.test(given) ? given : randomUUID();
  res.locals['request_id'] = id;
  res.setHeader('X-Request-Id', id);
  next();
};
