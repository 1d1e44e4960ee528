/** The networks of the demo estate. */
export const networks = {
  production: '5d6c7b8a-9f0e-4d1c-8b2a-3f4e5d6c7b09',
  database: '6e7d8c9b-0a1f-4e2d-9c3b-4a5f6e7d8c10',
  management: '7f8e9d0c-1b2a-4f3e-8d4c-5b6a7f8e9d11',
  test: '8a9f0e1d-2c3b-4a4f-9e5d-6c7b8a9f0e12',
  test_database: '9b0a1f2e-3d4c-4b5a-8f6e-7d8c9b0a1f13',
};

const NAMES: Record<string, string> = {
  [networks.production]: 'Production Network',
  [networks.database]: 'Database Network',
  [networks.test]: 'Test Network',
  [networks.test_database]: 'Test Database Network',
};

export function nameOf(networkId: string): string {
  return NAMES[networkId] ?? '';
}

/** Where a NIC goes in a test, by where it goes for real. */
export function testNetworkOf(networkId: string): string {
  return networkId === networks.database ? networks.test_database : networks.test;
}
