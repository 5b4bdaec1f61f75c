/** What a page remembers on its device. Storage may be blocked, full or written by another version: then nothing is remembered. */

/** The value kept under `key`, if it is there and `is` what the page expects. */
export function recall<T>(key: string, is: (value: unknown) => value is T): T | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    return is(value) ? value : null;
  } catch {
    // Storage is blocked, or holds something that is not ours.
    return null;
  }
}

/** Every value kept under a key that begins with `prefix`; one key each, so that two tabs never overwrite each other. */
export function recallAll<T>(prefix: string, is: (value: unknown) => value is T): T[] {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, n) => localStorage.key(n) ?? '');
    return keys.filter((key) => key.startsWith(prefix)).flatMap((key) => recall(key, is) ?? []);
  } catch {
    // Storage is blocked.
    return [];
  }
}

/** Keeps `value` under `key`; null forgets it. */
export function keep(key: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Blocked or full: the page works on, it only will not remember.
  }
}
