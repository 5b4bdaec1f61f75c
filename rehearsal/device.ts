/** A neighbour's device: what a browser with its own cookies would send. */
import { ask, type Outcome, type Question, type Town } from './town-api.ts';

export class Device {
  readonly #town: Town;
  readonly #cookies = new Map<string, string>();

  constructor(town: Town) {
    this.#town = town;
  }

  /** Sends with the cookies that the town gave to this device, and keeps those that come back. */
  async ask<T>(question: Question): Promise<Outcome<T>> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const outcome = await ask<T>(this.#town, { ...question, ...(cookie && { headers: { cookie } }) });
    if (outcome.is !== 'not_sent') for (const line of outcome.headers.getSetCookie()) this.#keep(line);
    return outcome;
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const at = pair.indexOf('=');
    if (at < 1) return;
    const gone = attributes.some((attribute) => /^max-age=(0|-\d+)$/i.test(attribute));
    if (gone) this.#cookies.delete(pair.slice(0, at));
    else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}
