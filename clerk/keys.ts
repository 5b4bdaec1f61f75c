/** The keys of the desk: one table, read by the keyboard and by the overlay that explains it. */

/** What a key does; each has its text in `keys` of the console's words. */
export type Deed =
  | 'next'
  | 'previous'
  | 'publish'
  | 'publish_to_wall'
  | 'decline'
  | 'show'
  | 'take_down'
  | 'blank'
  | 'next_item'
  | 'keys';

export interface KeyRow {
  deed: Deed;
  /** Values of `KeyboardEvent.key`, letters in lower case. */
  keys: readonly string[];
  /** Whether a key held down goes on doing it; a decision never does. */
  repeats: boolean;
}

/** Data, so that a clerk may have other keys one day. */
export const KEYS: readonly KeyRow[] = [
  { deed: 'next', keys: ['j', 'ArrowDown'], repeats: true },
  { deed: 'previous', keys: ['k', 'ArrowUp'], repeats: true },
  { deed: 'publish', keys: ['p'], repeats: false },
  { deed: 'publish_to_wall', keys: ['w'], repeats: false },
  { deed: 'decline', keys: ['r'], repeats: false },
  { deed: 'show', keys: ['s'], repeats: false },
  { deed: 'take_down', keys: ['t'], repeats: false },
  { deed: 'blank', keys: ['Escape', 'b'], repeats: false },
  { deed: 'next_item', keys: ['n'], repeats: false },
  { deed: 'keys', keys: ['?'], repeats: false },
];

/** What a key says on its cap. */
export function cap(key: string): string {
  const CAPS: Record<string, string> = { ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc' };
  return CAPS[key] ?? key.toUpperCase();
}

/** The first key of a deed, as its cap says it. */
export function capOf(deed: Deed, table: readonly KeyRow[] = KEYS): string {
  return cap(table.find((row) => row.deed === deed)!.keys[0]!);
}

/**
 * What a key struck inside the desk asks for; null when it belongs to the browser, to a text field, to an open
 * dialogue, or to the thing that has the focus (WCAG 2.1.4: the listener sits on the desk, so elsewhere it is silent).
 */
export function deedOf(event: KeyboardEvent, table: readonly KeyRow[] = KEYS): Deed | null {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey)
    return null;
  const path = event.composedPath();
  if (path.some((node) => node instanceof HTMLDialogElement || isTyping(node))) return null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (key.startsWith('Arrow') && ownsArrows(path[0])) return null;
  const row = table.find(({ keys }) => keys.includes(key));
  return row && (row.repeats || !event.repeat) ? row.deed : null;
}

function isTyping(node: EventTarget): boolean {
  return (
    node instanceof HTMLInputElement ||
    node instanceof HTMLTextAreaElement ||
    node instanceof HTMLSelectElement ||
    (node instanceof HTMLElement && node.isContentEditable)
  );
}

function ownsArrows(target: EventTarget | undefined): boolean {
  return target instanceof Element && target.getAttribute('role') === 'tab';
}
