import { ok, type Result, refuse } from '#kernel/result.ts';
import type { Content, Parts } from '#standards/packs/content.ts';

/** What an edit says of the parts of a duty; what it leaves out stays as it is. */
export type PartsEdit = {
  evidence?: readonly { kind: string }[] | undefined;
  needs?: readonly string[] | undefined;
  do?: Parts['do'] | undefined;
  guide?: Parts['guide'] | undefined;
  assist?: Parts['assist'] | undefined;
};

/** The parts of a duty after an edit; refused where it speaks of posts, rights or evidence that there are not. */
export function decideParts(
  edit: PartsEdit,
  before: Parts,
  index: Pick<Content['index'], 'post' | 'right' | 'evidenceKind'>,
): Result<Parts> {
  const posts = [
    ...(edit.do && edit.do !== 'owner' ? edit.do.posts : []),
    ...(edit.guide?.posts ?? []),
    ...(edit.assist ?? []).flatMap((each) => each.posts),
  ];
  const unknown: [string, string, string[]][] = [
    ['duties/unknown-post', '有不认识的职务。请从列表中选择。', posts.filter((id) => !index.post.has(id))],
    [
      'duties/unknown-right',
      '有不认识的权。请从列表中选择。',
      (edit.needs ?? []).filter((id) => !index.right.has(id)),
    ],
    [
      'duties/unknown-evidence',
      '有不认识的佐证种类。请从列表中选择。',
      (edit.evidence ?? []).map((each) => each.kind).filter((id) => !index.evidenceKind.has(id)),
    ],
  ];
  for (const [code, message, ids] of unknown) {
    if (ids.length > 0) return refuse(code, message, { status: 422, data: { ids } });
  }
  return ok({
    needs: edit.needs === undefined ? before.needs : [...new Set(edit.needs)],
    do: plainly(edit.do) ?? before.do,
    guide: plainly(edit.guide) ?? before.guide,
    assist: edit.assist ?? before.assist,
  });
}

/** A part without what it says no to: leaving a box unticked is not another text than never having seen it. */
function plainly<Part extends 'owner' | object | null>(part: Part | undefined): Part | undefined {
  if (part === undefined || part === null || part === 'owner') return part;
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== false)) as Part;
}
