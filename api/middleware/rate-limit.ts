import type { RequestHandler } from 'express';
import { rateLimit as limiter } from 'express-rate-limit';
import type { RateLimit } from '../deps.js';
import { ApiError } from '../errors.js';
import { addressOf, callerOf } from './auth.js';

/**
 * Limits requests per token, or per address without one. A window of burst ÷ rate seconds that admits `burst` requests
 * is the library's fixed-window form of both figures.
 */
export function rateLimit({ perSecond, burst }: RateLimit): RequestHandler {
  return limiter({
    windowMs: Math.max(1, Math.round((burst / perSecond) * 1000)),
    limit: burst,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: (req, res) => {
      const caller = callerOf(res);
      return caller === null ? `address ${addressOf(req)}` : `token ${caller.id}`;
    },
    handler: (_req, _res, next) => {
      next(new ApiError('RATE_LIMITED', `More than ${perSecond} requests a second; wait as Retry-After says`));
    },
  });
}
