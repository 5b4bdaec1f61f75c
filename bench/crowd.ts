/** A crowd in a process of its own: keeps some connections busy with posts for some seconds, and says how it went. */
import { Agent, request } from 'node:http';

/** What the crowd is told, as its first argument in JSON. */
export interface CrowdOrder {
  url: string;
  origin: string;
  connections: number;
  seconds: number;
}

/** What it says, as JSON on its standard output. */
export interface CrowdReport {
  answered: number;
  refused: number;
  seconds: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

if (import.meta.main) {
  console.log(JSON.stringify(await post(JSON.parse(process.argv[2]!) as CrowdOrder)));
}

async function post({ url, origin, connections, seconds }: CrowdOrder): Promise<CrowdReport> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let refused = 0;
  const began = performance.now();
  const until = began + seconds * 1000;
  const one = async (): Promise<void> => {
    while (performance.now() < until) {
      const asked = performance.now();
      const status = await send(url, origin, agent);
      if (status < 300) times.push(performance.now() - asked);
      else refused++;
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number): number =>
    Math.round((times[Math.floor(times.length * share)] ?? NaN) * 10) / 10;
  return {
    answered: times.length,
    refused,
    seconds: (performance.now() - began) / 1000,
    p50: at(0.5),
    p99: at(0.99),
  };
}

function send(url: string, origin: string, agent: Agent): Promise<number> {
  const id = crypto.randomUUID();
  const body = JSON.stringify({ id, kind: 'question', text: `¿Cuándo se arregla la calle? (${id})` });
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), origin };
    const asked = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
