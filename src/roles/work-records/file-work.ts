import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { organisationObject } from '#organisation/objects.ts';
import { findOrganisation } from '#organisation/tree/tree.store.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf, ResponseOf } from '#platform/http/endpoint.ts';
import { fileRecord } from '#records/file-record.ts';
import type { PersonRow } from '#records/records.store.ts';
import { fulfil } from './fulfilment.ts';
import { workSeats } from './seats.ts';
import { countsAsStudy, dutiesToName, filingRule, workKinds } from './work-content.ts';
import { fileWork, keepers } from './work-records.contract.ts';

/**
 * Records a piece of work that is no meeting and links it to the obligations it meets. Of a talk only the day, the two
 * sides and the topic are kept (E12), and it counts once the other side has confirmed it.
 */
export async function reportWork(
  ctx: Context,
  body: BodyOf<typeof fileWork>,
): Promise<Result<ResponseOf<typeof fileWork>>> {
  const { content } = ctx.services;
  const byRole = (await authorise(ctx, { access: keepers }, organisationObject, [body.orgId])).has(
    body.orgId,
  );
  const seat = byRole ? undefined : (await workSeats(ctx)).find((each) => each.orgId === body.orgId);
  if (!byRole && !seat) {
    return (await authorise(ctx, fileWork, organisationObject, [body.orgId])).has(body.orgId)
      ? notOfYourPost()
      : notFound();
  }
  const org = await findOrganisation(ctx.tx, ctx.actor.tenantId, body.orgId);
  if (!org || org.state !== 'active') return notFound();
  const kind = workKinds(content).find((each) => each.id === body.kind);
  if (!kind) {
    return refuse('work/unknown-kind', '没有这种记录，或者它由系统在办理时自动生成。请从列表中选择。', {
      status: 422,
      errors: [{ path: 'body.kind', message: '未知种类' }],
    });
  }
  if (seat && !seat.kinds.includes(kind.id)) return notOfYourPost();
  if (kind.private && body.outcome !== '') {
    return refuse(
      'work/no-content',
      `“${kind.title.zh}”只记日期、双方和主题，不记内容。请清空“结果”后再保存。`,
      {
        status: 422,
        errors: [{ path: 'body.outcome', message: '此类记录不写内容' }],
      },
    );
  }
  const visited = kind.guides ? [...new Set(body.visited)].filter((id) => id !== org.id).sort() : [];
  if ((await authorise(ctx, { access: keepers }, organisationObject, visited)).size < visited.length) {
    return refuse(
      'work/unknown-visited',
      '所选的走访组织不存在或不在您能记录的范围内，请从列表中重新选择。',
      {
        status: 422,
        errors: [{ path: 'body.visited', message: '请从列表中重新选择' }],
      },
    );
  }
  const people = checkPeople(body.persons, kind.acknowledged === true);
  if (!people.ok) return people;
  const named = new Set(dutiesToName(content, [kind.id]).map((duty) => duty.id));
  const duties = body.duties.filter((id) => named.has(id));
  const study = countsAsStudy(content, [kind.id]);
  const filed = await fileRecord(ctx, {
    org,
    kind: kind.id,
    occurredOn: body.occurredOn,
    title: body.title,
    minutesSpent: body.minutesSpent,
    outcome: body.outcome,
    details: {
      ...(duties.length > 0 ? { duties } : {}),
      ...(visited.length > 0 ? { visited } : {}),
      ...(study ? { studyMinutes: body.minutesSpent } : {}),
    },
    persons: body.persons.map((each): PersonRow => ({ ...each, minutes: study ? body.minutesSpent : 0 })),
    personsTell: true,
    // The same round of visits, written down place by place, is several.
    subject: [body.title, ...visited].join(' '),
    filing: filingRule(content),
    holds: kind.acknowledged ? 'subject' : kind.private ? 'never' : 'late',
  });
  if (!filed.ok) return filed;
  const { recordId, state, heldFor, lateDays } = filed.value;
  const fulfilled = state === 'standing' ? await fulfil(ctx, recordId) : [];
  return ok({ id: recordId, state, heldFor, lateDays, fulfilled });
}

const notOfYourPost = () =>
  refuse('work/not-of-your-post', '这类工作不在您的职务分工内，请由支部书记或分管的委员记录。', {
    status: 403,
    errors: [{ path: 'body.kind', message: '请从列表中选择' }],
  });

function checkPeople(persons: BodyOf<typeof fileWork>['persons'], talk: boolean): Result<true> {
  const keys = persons.map((each) => `${each.personId} ${each.part}`);
  if (new Set(keys).size < keys.length) {
    return refuse('work/person-twice', '同一人以同一身份出现了两次。请删去重复的一项。', { status: 422 });
  }
  if (!talk) return ok(true);
  const subjects = new Set(persons.filter((each) => each.part === 'subject').map((each) => each.personId));
  const chairs = persons.filter((each) => each.part === 'chair').map((each) => each.personId);
  if (subjects.size === 0 || chairs.length === 0) {
    return refuse('work/talk-has-two-sides', '请选择谈话人和谈话对象。', { status: 422 });
  }
  if (chairs.some((id) => subjects.has(id))) {
    return refuse('work/talk-with-oneself', '谈话人和谈话对象不能是同一人。', { status: 422 });
  }
  return ok(true);
}
