import type { Endpoint } from '#platform/http/endpoint.ts';

/** An edit of this page that is on its way, or done and not yet shown: the version it was pressed on, and what comes of it. */
type Edit = { pressedOn: number; version: Promise<number> };

const edits = new Map<string, Edit>();

/** The object that an edit is about: its address without the step that is taken (`/meeting-plans/ID` of `…/ID/announce`). */
export function objectOf(
  { path }: Pick<Endpoint, 'path'>,
  params: Readonly<Record<string, string>> = {},
): string {
  const parts = path.split('/');
  return parts
    .slice(0, parts.findLastIndex((part) => part.startsWith(':')) + 1)
    .map((part) => params[part.slice(1)] ?? part)
    .join('/');
}

/**
 * Sends the edits that one page makes of one object one after the other. An edit that was pressed before the page could
 * show what the one before it made of the object is about that newer version, so that nobody conflicts with himself; what
 * somebody else changed in between is still refused. `show` brings the page up to date.
 */
export async function inTurn<Reply>(
  object: string,
  ifMatch: number,
  send: (ifMatch: number) => Promise<Reply>,
  show: (reply: Reply) => Promise<void>,
): Promise<Reply> {
  const earlier = edits.get(object);
  const on = earlier?.pressedOn === ifMatch ? earlier.version : Promise.resolve(ifMatch);
  const sent = Promise.resolve(earlier?.version).then(async () => send(await on));
  const edit: Edit = {
    pressedOn: ifMatch,
    version: sent.then(
      async (reply) => versionOf(reply) ?? (await on),
      () => on,
    ),
  };
  edits.set(object, edit);
  try {
    const reply = await sent;
    await show(reply);
    return reply;
  } finally {
    if (edits.get(object) === edit) edits.delete(object);
  }
}

/** The version that a reply says the object has now. */
function versionOf(reply: unknown): number | undefined {
  const version = typeof reply === 'object' && reply !== null && 'version' in reply && reply.version;
  return typeof version === 'number' ? version : undefined;
}
