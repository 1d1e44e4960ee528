import { html, page, type Html } from '../html.js';
import { API_PREFIX } from '../openapi.js';
import type { Document, Operation } from './document.js';

const json = (value: unknown): string => JSON.stringify(value, null, 2);

/** The document for people: every route with its parameters, bodies, answers and errors; no script, nothing from elsewhere. */
export function docsPage({ info, paths }: Document): string {
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags))];
  const sections = tags.map(
    (tag) =>
      html`<h2>${tag}</h2>
        ${operations.filter(({ operation }) => operation.tags.includes(tag)).map(({ path, method, operation }) => route(path, method, operation))}`,
  );
  return page(
    info.title,
    html`<h1>${info.title}</h1>
      <p>${info.description} The same for programs: <a href="openapi.json">openapi.json</a>.</p>
      ${sections}`,
  );
}

function route(path: string, method: string, operation: Operation): Html {
  const { operationId, summary, description, parameters = [], requestBody, responses } = operation;
  return html`<details id="${operationId}">
    <summary><span class="method">${method.toUpperCase()}</span> <code>${API_PREFIX}${path}</code> ${summary}</summary>
    <p>${description}</p>
    ${parameters.length === 0 ? [] : [parameterTable(parameters)]}
    ${Object.values(requestBody?.content ?? {}).map(
      ({ example }) =>
        html`<h4>Body</h4>
          <pre>${json(example)}</pre>`,
    )}
    ${Object.entries(responses).map(([status, { description: meaning, content }]) => answer(status, meaning, content))}
  </details>`;
}

function parameterTable(parameters: NonNullable<Operation['parameters']>): Html {
  const rows = parameters.map(
    ({ name, in: place, required, description, schema }) =>
      html`<tr>
        <td><code>${name}</code></td>
        <td>${place}${required === true ? ', required' : ''}</td>
        <td>${description ?? schema.description} ${schema.enum?.join(' | ')}</td>
      </tr>`,
  );
  return html`<table>
    <tr>
      <th>Parameter</th>
      <th>In</th>
      <th></th>
    </tr>
    ${rows}
  </table>`;
}

function answer(status: string, meaning: string, content: Operation['responses'][string]['content']): Html {
  if (!status.startsWith('2')) return html`<p><strong>${status}</strong> ${meaning}</p>`;
  const bodies = Object.entries(content).map(([type, { example }]) =>
    example === undefined ? html`<p>${type}</p>` : html`<pre>${json(example)}</pre>`,
  );
  return html`<h4>${status} ${meaning}</h4>
    ${bodies}`;
}
