/** How fast anybody may act. Limits bite devices rather than places: a school or a phone carrier shares one address. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../protocol/refusals.ts';

/** One limit: so many within so many seconds. */
interface Pace {
  points: number;
  duration: number;
}

/** The paces of `docs/OPERATIONS.md`; a town's tests may loosen them. */
export interface Paces {
  /** A device's comments. */
  device: Pace;
  deviceLong: Pace;
  /** A device's comments in one meeting, over its whole evening. */
  meeting: Pace;
  /** All comments from one address. */
  address: Pace;
  /** Attempts to sign in, per address and per account. */
  signIn: Pace;
}

export const PACES: Paces = {
  device: { points: 1, duration: 20 },
  deviceLong: { points: 5, duration: 600 },
  meeting: { points: 30, duration: 12 * 3600 },
  address: { points: 300, duration: 60 },
  signIn: { points: 10, duration: 900 },
};

/** Who sends a comment, and where to. */
export interface CommentLimits {
  device: string;
  meeting: string;
  /** Null for callers in this process. */
  address: string | null;
  rehearsal: boolean;
}

export class Limits {
  #limiters: Record<keyof Paces, RateLimiterMemory>;

  constructor(paces: Paces = PACES) {
    const limiter = (name: keyof Paces) => new RateLimiterMemory({ keyPrefix: name, ...paces[name] });
    this.#limiters = {
      device: limiter('device'),
      deviceLong: limiter('deviceLong'),
      meeting: limiter('meeting'),
      address: limiter('address'),
      signIn: limiter('signIn'),
    };
  }

  /**
   * Counts a comment.
   * @returns takes the count back, for a comment that was not taken in after all: its retry is no second one
   * @throws Refusal `too_fast` with the seconds to wait.
   */
  async comment({ device, meeting, address, rehearsal }: CommentLimits): Promise<() => Promise<void>> {
    const counted: [keyof Paces, string][] = [];
    if (address !== null) counted.push(['address', address]);
    // A flood to practise on must not be held back.
    if (!rehearsal)
      counted.push(['device', device], ['deviceLong', device], ['meeting', `${device} ${meeting}`]);
    for (const [name, key] of counted) await this.#count(name, key);
    return async () => {
      for (const [name, key] of counted) await this.#limiters[name].reward(key);
    };
  }

  /** Counts an attempt to sign in. @throws Refusal `too_fast` */
  async signIn(email: string, address: string | null): Promise<void> {
    await this.#count('signIn', `address ${address ?? ''}`);
    await this.#count('signIn', `account ${email}`);
  }

  async #count(name: keyof Paces, key: string): Promise<void> {
    try {
      await this.#limiters[name].consume(key);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      throw new Refusal('too_fast', { retryAfter: Math.max(1, Math.ceil(error.msBeforeNext / 1000)) });
    }
  }
}
