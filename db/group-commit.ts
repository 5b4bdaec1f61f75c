/**
 * Adaptive group commit: whatever queued up while the last commit was under way goes in as one. A lone post waits for
 * nobody; a crowd shares its commits.
 */

/** How a batch is committed: one answer or one error per entry, in order. */
export type Commit<In, Out> = (batch: readonly In[]) => Promise<(Out | Error)[]>;

/** The queue is full; nothing was taken in. */
export class QueueFull extends Error {
  override readonly name = 'QueueFull';
}

interface Waiting<In, Out> {
  entry: In;
  resolve: (answer: Out) => void;
  reject: (error: Error) => void;
}

/** One queue with one commit under way at a time. */
export class GroupCommit<In, Out> {
  #commit: Commit<In, Out>;
  #largest: number;
  #longest: number;
  #queue: Waiting<In, Out>[] = [];
  #running = false;
  /** Sizes of the batches committed, for the metrics. */
  onBatch: (size: number) => void = () => undefined;

  /**
   * @param largest most entries in one commit
   * @param longest most entries that may wait; beyond it `QueueFull` is thrown
   */
  constructor(commit: Commit<In, Out>, { largest = 500, longest = 5_000 } = {}) {
    this.#commit = commit;
    this.#largest = largest;
    this.#longest = longest;
  }

  /** Entries that wait for a commit. */
  get depth(): number {
    return this.#queue.length;
  }

  /** Resolves once the entry is on disk (W2). */
  add(entry: In): Promise<Out> {
    if (this.#queue.length >= this.#longest) return Promise.reject(new QueueFull('Too many entries wait'));
    return new Promise((resolve, reject) => {
      this.#queue.push({ entry, resolve, reject });
      if (!this.#running) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#queue.length > 0) {
      const batch = this.#queue.splice(0, this.#largest);
      this.onBatch(batch.length);
      try {
        const answers = await this.#commit(batch.map(({ entry }) => entry));
        batch.forEach(({ resolve, reject }, n) => {
          const answer = answers[n]!;
          if (answer instanceof Error) reject(answer);
          else resolve(answer);
        });
      } catch (cause) {
        const error = cause instanceof Error ? cause : new Error('A commit failed', { cause });
        for (const { reject } of batch) reject(error);
      }
    }
    this.#running = false;
  }
}
