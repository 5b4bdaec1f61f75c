/** How a route says what it takes and gives: the same schema parses the input and describes it in the OpenAPI document. */
import { describeRoute, resolver, validator, type DescribeRouteOptions } from 'hono-openapi';
import type { MiddlewareHandler } from 'hono';
import type * as v from 'valibot';
import { refusalBody } from '../protocol/answers.ts';
import { Refusal, REFUSALS, type RefusalCode } from '../protocol/refusals.ts';

/** What a reader of the API is told of one route. */
export interface Description {
  tag: 'meetings' | 'comments' | 'wall' | 'live' | 'staff' | 'rehearsals';
  summary: string;
  /** What is not plain from the schemas: refusals, units, who may. */
  details?: string;
  /** Who may call it. */
  who: 'everybody' | 'staff';
  /** Status and schema of the answer. */
  answers: { status: 200 | 201 | 202 | 204; schema?: v.GenericSchema; text: string };
  /** Refusals beyond those that every route may answer. */
  refusals?: RefusalCode[];
}

/** The OpenAPI description of a route. */
export function describe({
  tag,
  summary,
  details,
  who,
  answers,
  refusals = [],
}: Description): MiddlewareHandler {
  const responses: NonNullable<DescribeRouteOptions['responses']> = {
    [answers.status]: {
      description: answers.text,
      ...(answers.schema && { content: { 'application/json': { schema: resolver(answers.schema) } } }),
    },
  };
  for (const [status, codes] of Map.groupBy(refusals, (code) => REFUSALS[code])) {
    responses[status] = {
      description: `Refused: ${codes.join(', ')}`,
      content: { 'application/json': { schema: resolver(refusalBody) } },
    };
  }
  return describeRoute({
    tags: [tag],
    summary,
    ...(details !== undefined && { description: details }),
    ...(who === 'staff' && { security: [{ bearer: [] }, { session: [] }] }),
    responses,
  });
}

/** Parses the body once; anything else than the documented form is refused as `unreadable`, naming the field. */
export function body<S extends v.GenericSchema>(schema: S) {
  return validator('json', schema, refuseUnread);
}

/** Parses the query once, as `body` does. */
export function query<S extends v.GenericSchema>(schema: S) {
  return validator('query', schema, refuseUnread);
}

function refuseUnread(result: {
  success: boolean;
  error?: readonly { path?: readonly unknown[] | undefined }[];
}): void {
  if (result.success) return;
  const path = result.error?.[0]?.path?.map(keyOf).join('.');
  throw new Refusal('unreadable', path ? { field: path.slice(0, 100) } : {});
}

function keyOf(segment: unknown): string {
  const key = typeof segment === 'object' && segment !== null && 'key' in segment ? segment.key : segment;
  return String(key);
}
