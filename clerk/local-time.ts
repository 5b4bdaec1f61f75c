/** Between the clerk's clock, in date and time fields, and the moments of the protocol, in UTC. */

/** What a date field and a time field hold. */
export interface LocalTime {
  /** `2026-11-26` */
  date: string;
  /** `19:30` */
  time: string;
}

/** A moment as the fields of this browser show it. */
export function localTimeOf(moment: string | Date): LocalTime {
  const at = new Date(moment);
  const two = (n: number): string => String(n).padStart(2, '0');
  return {
    date: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}:${two(at.getMinutes())}`,
  };
}

/** The moment that two fields name in the zone of this browser; null when they name none. */
export function startsAtFrom(date: string, time: string): string | null {
  const at = new Date(`${date}T${time}`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** Today at an hour, or the next full hour when that is past: where a new meeting's fields start. */
export function todayAt(hour: number, now = new Date()): LocalTime {
  const at = new Date(now);
  at.setHours(Math.max(hour, now.getHours() + 1), 0, 0, 0);
  return localTimeOf(at);
}

/** The zone of this browser, as people name it: `España peninsular`, else `CET`. */
export function zoneName(language: string): string {
  const parts = new Intl.DateTimeFormat(language, { timeZoneName: 'longGeneric' }).formatToParts(new Date());
  return (
    parts.find(({ type }) => type === 'timeZoneName')?.value ??
    new Intl.DateTimeFormat().resolvedOptions().timeZone
  );
}
