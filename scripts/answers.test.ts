import { expect, it } from 'vitest';
import { unexcused } from './answers.mjs';

const get = { get: { responses: { 200: {}, 500: {} } } };
const document = {
  servers: [{ url: '/api/v1' }],
  paths: { '/vms/known': get, '/vms/{vm_id}': { ...get, put: { responses: { 200: {} } } }, '/a.json': get },
};
const NOTED = [
  'GET /api/v1/vms/known 200',
  'HEAD /api/v1/vms/known 500',
  'GET /api/v1/vms/vm-1 500',
  'PUT /api/v1/vms/known 200',
  'GET /api/v1/a.json 200',
  'GET /api/v1/axjson 500',
  'PATCH /api/v1/vms/vm-1 405',
];
const EXCUSES = { 'GET /a.json 500': 'nothing in it can fail' };

it('names documented answers that nobody has seen; the first route that matches has answered', () => {
  expect(unexcused(document, NOTED, EXCUSES)).toEqual(['never answered: GET /vms/{vm_id} 200']);
});

it('names excuses that are none: of what was answered, of what is not documented', () => {
  const noted = [...NOTED, 'GET /api/v1/vms/vm-1 200', 'GET /api/v1/a.json 500'];
  expect(unexcused(document, noted, EXCUSES)).toEqual(['needs no excuse: GET /a.json 500']);
  expect(unexcused(document, noted.slice(0, -1), { ...EXCUSES, 'GET /gone 200': '' })).toEqual([
    'needs no excuse: GET /gone 200',
  ]);
});
