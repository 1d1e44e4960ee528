import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { onTestFinished, vi } from 'vitest';

/** A listener that nobody may call, and an environment that names it in every variable that matters to us. */
export async function trap() {
  const calls = vi.fn<() => void>();
  const server = createServer((socket) => {
    calls();
    socket.destroy();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const variables = {
    DATABASE_URL: `mysql://root:root@${address}/failover`,
    SECRETS_KEY: address,
    API_BOOTSTRAP_TOKEN: address,
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: address,
    TEMPORAL_API_KEY: address,
    TEMPORAL_UI_URL: `http://${address}`,
    TEMPORAL_CODEC_ENDPOINT: `http://${address}`,
    TEMPORAL_CLOUD_ADDRESS: address,
    CLOUDSTACK_MAX_RPS: address,
    CLOUDSTACK_API_URL: `http://${address}/client/api`,
    CLOUDSTACK_ENDPOINT: `http://${address}/client/api`,
    OSSEA_API_URL: `http://${address}/client/api`,
    FAILOVER_TASK_QUEUE: address,
    FENCE_SECONDS: address,
    ...Object.fromEntries(
      ['http_proxy', 'https_proxy', 'grpc_proxy', 'all_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'].map((name) => [
        name,
        `http://${address}`,
      ]),
    ),
  };
  return { calls, address, env: { ...process.env, ...variables } };
}
