import type { BodyKind } from '#standards/packs/packs.schema.ts';

/** To whom a duty is addressed: kinds of organisation and, where `only` names some, those alone. */
type Addressed = { bodies: readonly BodyKind[]; only?: readonly string[] };

/**
 * Whether a duty is addressed to an organisation: it is of one of the kinds, and among those named, if any are. What was
 * ruled between two branches binds the one that it names, not every branch.
 */
export function isAddressed(duty: Addressed, body: { id: string; kind: string }): boolean {
  return (
    duty.bodies.includes(body.kind as BodyKind) &&
    (duty.only === undefined || duty.only.length === 0 || duty.only.includes(body.id))
  );
}

/** The organisations among some to which a stored duty is addressed. */
export function addressees<Body extends { id: string; kind: string }>(
  duty: { bodies: readonly BodyKind[]; only_orgs: readonly string[] },
  bodies: readonly Body[],
): Body[] {
  return bodies.filter((body) => isAddressed({ bodies: duty.bodies, only: duty.only_orgs }, body));
}
