import express, { type RequestHandler } from 'express';
import { ApiError } from '../errors.js';

/** Keys that would reach a prototype when an object is copied carelessly anywhere downstream. */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

const parse = express.json({
  limit: '1mb',
  reviver(key, value: unknown) {
    if (FORBIDDEN_KEYS.has(key)) throw new SyntaxError(`the key "${key}" is not allowed`);
    return value;
  },
});

/** Reads a JSON body of at most 1 MiB. Raises (through `next`) 415 for another media type; parse errors carry `type`. */
export const jsonBody: RequestHandler = (req, res, next) => {
  // `is` answers null when there is no body at all, which is for the route's schema to judge; a length of 0 is none, too.
  if (req.headers['content-length'] !== '0' && req.is('application/json') === false) {
    next(new ApiError('UNSUPPORTED_MEDIA_TYPE', 'The body must be sent as application/json'));
    return;
  }
  parse(req, res, next);
};
