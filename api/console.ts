import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import express, { Router } from 'express';
import helmet from 'helmet';

const NEVER = ["'none'"];
const OWN = ["'self'"];

/** Nothing from elsewhere and nothing inline: what a page of ours does not need, it may not do. */
const policy = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: {
    defaultSrc: NEVER,
    scriptSrc: OWN,
    styleSrc: OWN,
    imgSrc: ["'self'", 'data:'],
    connectSrc: OWN,
    formAction: OWN,
    baseUri: NEVER,
    frameAncestors: NEVER,
  },
});

/** Serves the built console: its files, and its page for every other address that a browser opens. */
export function consoleFiles(folder: string): Router {
  const router = Router();
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return router;
  const page = readFileSync(index);
  router.use(policy);
  // Their names change with their content.
  router.use('/assets', (req, res, next) => {
    res.set({ 'Cache-Control': 'public, max-age=31536000, immutable', Vary: 'Accept-Encoding' });
    const packed = `${req.path}.gz`;
    if (req.acceptsEncodings('gzip') !== false && existsSync(join(folder, 'assets', packed))) {
      res.type(extname(req.path)).set('Content-Encoding', 'gzip');
      req.url = packed;
    }
    next();
  });
  router.use('/assets', express.static(join(folder, 'assets'), { index: false, cacheControl: false }));
  router.get(/^\/(?!api\/|assets\/)/, (req, res, next) => {
    if (req.accepts(['html', 'json']) !== 'html') return next();
    res.set('Cache-Control', 'no-cache').type('html').send(page);
  });
  return router;
}
