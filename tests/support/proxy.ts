/** A TCP proxy that a test can cut, freeze and mend: the cable between two parts of the town. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export class Proxy {
  #server = createServer((client) => this.#accept(client));
  #target: { host: string; port: number };
  #pairs = new Set<[Socket, Socket]>();
  #state: 'whole' | 'cut' | 'frozen' = 'whole';

  private constructor(target: { host: string; port: number }) {
    this.#target = target;
  }

  /** Listens on a free port and passes everything to the target. */
  static async open(target: { host?: string; port: number }): Promise<Proxy> {
    const proxy = new Proxy({ host: '127.0.0.1', ...target });
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Ends every connection and refuses new ones. */
  cut(): void {
    this.#state = 'cut';
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
  }

  /** Half-open: connections stay, nothing passes, nobody is told. */
  freeze(): void {
    this.#state = 'frozen';
    for (const pair of this.#pairs) for (const socket of pair) socket.pause();
  }

  mend(): void {
    this.#state = 'whole';
    for (const pair of this.#pairs) for (const socket of pair) socket.resume();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #accept(client: Socket): void {
    if (this.#state === 'cut') return void client.destroy();
    const target = connect(this.#target);
    const pair: [Socket, Socket] = [client, target];
    this.#pairs.add(pair);
    for (const [from, to] of [
      [client, target],
      [target, client],
    ] as const) {
      from.on('data', (chunk) => to.write(chunk));
      from.on('close', () => {
        this.#pairs.delete(pair);
        to.destroy();
      });
      // Reset by peer: the close that follows says it all.
      from.on('error', () => undefined);
    }
    if (this.#state === 'frozen') for (const socket of pair) socket.pause();
  }
}
