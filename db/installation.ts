/** What belongs to the whole installation: its one council, for now, and its secret. */
import { randomBytes } from 'node:crypto';
import type { Db } from './open.ts';

/** The installation as the server needs it. */
export interface Installation {
  councilId: string;
  /** 32 bytes; keys for receipts are derived from it. */
  secret: Buffer;
}

/** The installation, made with an unnamed council at the very first start. */
export async function openInstallation(db: Db, councilName: string): Promise<Installation> {
  return db.transaction().execute(async (tx) => {
    const known = await tx.selectFrom('installation').selectAll().forUpdate().executeTakeFirst();
    if (known) return { councilId: known.council_id, secret: known.secret };
    const councilId = crypto.randomUUID();
    const secret = randomBytes(32);
    await tx.insertInto('councils').values({ id: councilId, name: councilName }).execute();
    const made = await tx
      .insertInto('installation')
      .values({ council_id: councilId, secret })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    if (made) return { councilId, secret };
    // Another node was first, in the moment between our look and our insert.
    const theirs = await tx.selectFrom('installation').selectAll().executeTakeFirstOrThrow();
    return { councilId: theirs.council_id, secret: theirs.secret };
  });
}
