/** Which documented answers of the API no test has seen: the suites note what was answered (test/support/answered.ts). */

/** `METHOD /path status` of every answer that the OpenAPI document promises. */
export function documented(document) {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, { responses }]) =>
      Object.keys(responses).map((status) => `${method.toUpperCase()} ${path} ${status}`),
    ),
  );
}

/** Noted `METHOD /api/v1/vms/vm-1 200` as documented ones. As in the router the first route that matches has answered. */
export function seen(document, noted) {
  const [{ url: prefix }] = document.servers;
  const routes = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => ({
      method: method.toUpperCase(),
      path,
      pattern: new RegExp(`^${prefix}${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}/?$`),
    })),
  );
  return new Set(
    noted.flatMap((line) => {
      const [method, url, status] = line.split(' ');
      const asked = method === 'HEAD' ? 'GET' : method;
      const route = routes.find((known) => known.method === asked && known.pattern.test(url));
      return route === undefined ? [] : [`${asked} ${route.path} ${status}`];
    }),
  );
}

/**
 * A line per answer that is missing without being excused, and per excuse that is none: `excuses` says of answers why no
 * test produces them.
 */
export function unexcused(document, noted, excuses) {
  const answered = seen(document, noted);
  const all = documented(document);
  return [
    ...all
      .filter((answer) => !answered.has(answer) && !(answer in excuses))
      .map((answer) => `never answered: ${answer}`),
    ...Object.keys(excuses)
      .filter((answer) => answered.has(answer) || !all.includes(answer))
      .map((answer) => `needs no excuse: ${answer}`),
  ];
}
