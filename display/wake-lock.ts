/** Keeps the screen from going dark. */

/** Asks for a wake lock now and whenever the page is seen again; the returned function lets the screen sleep. */
export function stayAwake(): () => void {
  // Plain http and older browsers have no wake lock; then the system's own settings must keep the screen on.
  if (!('wakeLock' in navigator)) return () => undefined;
  let ended = false;
  let lock: WakeLockSentinel | null = null;
  const ask = async (): Promise<void> => {
    if (document.visibilityState !== 'visible' || (lock !== null && !lock.released)) return;
    try {
      lock = await navigator.wakeLock.request('screen');
      if (ended) await lock.release();
    } catch {
      // Refused, for example on a low battery: asked again when the page is next seen.
    }
  };
  const seen = (): void => void ask();
  document.addEventListener('visibilitychange', seen);
  void ask();
  return () => {
    ended = true;
    document.removeEventListener('visibilitychange', seen);
    void lock?.release();
  };
}
