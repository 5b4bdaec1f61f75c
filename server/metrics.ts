/** What is measured while the town is open, for Prometheus. Nothing in it belongs to a person. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Audience } from '../protocol/nouns.ts';
import { AUDIENCES } from '../protocol/nouns.ts';

/** What the metrics look at each time they are read. */
export interface Measured {
  sockets(): Record<Audience, number>;
  intakeDepth(): number;
}

/** The metrics of one town. */
export class Metrics {
  readonly registry = new Registry();
  readonly frames: Counter;
  readonly frameBytes: Counter;
  readonly batch: Histogram;
  readonly requests: Histogram<'method' | 'route' | 'status'>;

  constructor(measured: Measured) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.frames = new Counter({ name: 'pleno_frames_total', help: 'Frames sent to sockets', registers });
    this.frameBytes = new Counter({
      name: 'pleno_frame_bytes_total',
      help: 'Bytes of frames sent',
      registers,
    });
    this.batch = new Histogram({
      name: 'pleno_intake_batch_size',
      help: 'Comments committed together',
      buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500],
      registers,
    });
    this.requests = new Histogram({
      name: 'pleno_request_seconds',
      help: 'Time to answer, per route',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
      registers,
    });
    new Gauge({
      name: 'pleno_sockets',
      help: 'Open sockets, per audience',
      labelNames: ['audience'],
      registers,
      collect() {
        const sockets = measured.sockets();
        for (const audience of AUDIENCES) this.set({ audience }, sockets[audience]);
      },
    });
    new Gauge({
      name: 'pleno_intake_waiting',
      help: 'Comments that wait for their commit',
      registers,
      collect() {
        this.set(measured.intakeDepth());
      },
    });
  }
}
