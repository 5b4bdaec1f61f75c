/** The PostgreSQL servers that every test of the database runs on. */
import { inject } from 'vitest';

/** Name and address of each: the embedded one, and another where one is installed. */
export function postgresServers(): { name: string; server: string }[] {
  const other = inject('otherPostgres');
  return [
    { name: 'the embedded PostgreSQL', server: inject('postgres') },
    ...(other === null ? [] : [{ name: 'another PostgreSQL', server: other }]),
  ];
}
