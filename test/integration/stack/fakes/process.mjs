/** Stands in for each of our own processes: listens where it was told to, says so, and answers with its environment. */
import { createServer } from 'node:http';

const listen = process.env.FAKE_LISTEN ? process.env[process.env.FAKE_LISTEN] : undefined;
const server = createServer((_, response) => response.end(JSON.stringify(process.env)));
const [host, port] = (listen ?? '127.0.0.1:0').split(':');
server.listen(Number(port), host, () => console.log(`ready ${JSON.stringify({ listen: server.address().port })}`));
