/** What a benchmark gives. */

/** One measured thing; every figure names its unit. */
export interface Row {
  name: string;
  [figure: string]: number | string;
}

export interface Benchmark {
  /** One sentence: what is measured, against what. */
  what: string;
  /** @param say told what is under way */
  run(say: (line: string) => void): Promise<Row[]>;
}

/** The middle one of some figures. */
export function median(figures: number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? NaN;
}
