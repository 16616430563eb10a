import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { decide } from '#kernel/transitions.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf, ResponseOf } from '#platform/http/endpoint.ts';
import { enterAll } from '#roles/ledger/enter-problem.ts';
import { readMeetingForm } from '#roles/meetings/prepare-meeting.ts';
import { reportMeeting } from '#roles/meetings/save-meeting.ts';
import { checkStaff } from '#roles/tasks/check-staff.ts';
import { checkLetters, createTasks } from '#roles/tasks/create-tasks.ts';
import {
  decisionsOf,
  endDecisions,
  insertDecisions,
  insertSession,
  recordedDecisions,
} from './decisions.store.ts';
import { addEvents, type GroupRow, placesUnder } from './groups.store.ts';
import { reachGroup } from './leading-facts.ts';
import { recordSession as endpoint } from './leading-group.contract.ts';
import type { Feedback } from './leading-group.tables.ts';
import { feedbackFor } from './read-sessions.ts';
import { checkAmount } from './resources.rules.ts';
import { insertResources } from './resources.store.ts';
import { actionOf, checkDecisions, feedbackLine, settles } from './sessions.rules.ts';
import { topicCycle } from './topics.rules.ts';
import { settleTopics, type TopicRow, topicsForSession } from './topics.store.ts';

type Body = BodyOf<typeof endpoint>;
type Decision = Body['decisions'][number];

/**
 * Records a session of the leading group once for everything: the meeting with its quorum and votes, each topic's decision, the
 * task or problem that follows with who answers for it, and the resources promised. What earlier decisions came to is read, and
 * kept as it stood that day.
 */
export async function recordSession(
  ctx: Context,
  groupId: string,
  body: Body,
): Promise<Result<ResponseOf<typeof endpoint>>> {
  const { tenantId, accountId, personId } = ctx.actor;
  const found = await reachGroup(ctx, endpoint, groupId);
  if (!found.ok || accountId === null) return found.ok ? notFound() : found;
  const { group } = found.value;
  const topics = await checkAgenda(ctx, group, body.decisions);
  if (!topics.ok) return topics;
  const ending = await checkEnds(ctx, groupId, body.decisions);
  if (!ending.ok) return ending;
  const sound = await checkFollowing(ctx, group, body.decisions, topics.value);
  if (!sound.ok) return sound;

  const feedback = await feedbackFor(ctx, group);
  const meeting = await fileMeeting(ctx, group, body, topics.value, feedback);
  if (!meeting.ok) return meeting;
  const { id: recordId, fulfilled } = meeting.value;
  const recorded = await recordedDecisions(ctx.tx, tenantId, recordId);
  const ids = body.decisions.map((_, at) => recorded.get(at + 1)!);
  const following = await giveOut(ctx, group, body.decisions, topics.value, { recordId, ids });
  if (!following.ok) return following;
  const { taskIds, problemIds } = following.value;

  const sessionId = await insertSession(ctx.tx, tenantId, {
    orgId: groupId,
    recordId,
    onDay: body.occurredOn,
    feedback,
    by: accountId,
  });
  await insertDecisions(
    ctx.tx,
    tenantId,
    { orgId: groupId, sessionId },
    body.decisions.map((each, at) => ({
      id: ids[at]!,
      topicId: each.topicId,
      no: at + 1,
      verdict: each.verdict,
      text: each.text,
      follow: each.follow,
      subjectId: each.subjectId,
      taskId: taskIds.get(at) ?? null,
      problemId: problemIds.get(at) ?? null,
    })),
  );
  const ends = body.decisions.flatMap((each, at) => each.ends.map((id) => ({ id, by: ids[at]! })));
  await endDecisions(ctx.tx, tenantId, groupId, ends);
  await insertResources(
    ctx.tx,
    tenantId,
    groupId,
    body.decisions.flatMap((each, at) =>
      each.resources.map((resource) => ({ ...resource, decisionId: ids[at]! })),
    ),
  );
  const settled = body.decisions.map((each) => {
    const action = actionOf[each.verdict];
    const row = decide(topicCycle, 'accepted', action);
    return {
      id: each.topicId,
      action,
      state: row.ok ? row.value.to : ('accepted' as const),
      note: each.text,
    };
  });
  await settleTopics(ctx.tx, tenantId, settled);
  await addEvents(
    ctx.tx,
    tenantId,
    { accountId, personId, at: ctx.now },
    settled.map(({ id, action, state, note }) => ({ topicId: id, action, toState: state, note })),
  );
  ctx.audit({
    action: 'leading-session.record',
    object: ['leading-session', sessionId],
    orgId: groupId,
    details: {
      record: recordId,
      on: body.occurredOn,
      decisions: ids.length,
      tasks: taskIds.size,
      problems: problemIds.size,
      resources: body.decisions.reduce((sum, each) => sum + each.resources.length, 0),
      ended: ends.map((each) => each.id),
    },
  });
  return ok({ id: sessionId, recordId, fulfilled: fulfilled.length, tasks: taskIds.size });
}

/** The decisions are whole, and each is on a topic of this group that was admitted. */
async function checkAgenda(
  ctx: Context,
  group: GroupRow,
  decisions: readonly Decision[],
): Promise<Result<TopicRow[]>> {
  const whole = checkDecisions(
    decisions.map((each) => ({
      ...each,
      voted: each.votes !== null,
      resources: each.resources.length,
      ends: each.ends.length,
    })),
    ctx.today,
  );
  if (!whole.ok) return whole;
  const ids = decisions.map((each) => each.topicId);
  const rows = await topicsForSession(ctx.tx, ctx.actor.tenantId, group.id, ids);
  const topics = ids.flatMap((id) => rows.filter((row) => row.id === id && row.state === 'accepted'));
  if (topics.length === ids.length) return ok(topics);
  return refuse(
    'leading-group/not-on-agenda',
    '有议题不存在，或党组书记还没有同意上会。请刷新后只选择同意上会的议题。',
    { status: 422 },
  );
}

/** What is to end are standing decisions of this group, each ended once. */
async function checkEnds(
  ctx: Context,
  groupId: string,
  decisions: readonly Decision[],
): Promise<Result<true>> {
  const wanted = decisions.flatMap((each) => each.ends);
  if (wanted.length === 0) return ok(true);
  const rows = await decisionsOf(ctx.tx, ctx.actor.tenantId, groupId, ctx.today, {
    states: ['standing'],
    after: null,
    limit: 500,
  });
  const standing = new Set(rows.map((row) => row.id));
  if (new Set(wanted).size === wanted.length && wanted.every((id) => standing.has(id))) return ok(true);
  return refuse(
    'leading-group/not-standing',
    '要废止的须是本党组仍然有效的长期决定，每项只由一个议题废止。请从列表中重新选择。',
    { status: 422 },
  );
}

/** Those who are to answer are there, the letters have no hole, and resources can be counted. */
async function checkFollowing(
  ctx: Context,
  group: GroupRow,
  decisions: readonly Decision[],
  topics: readonly TopicRow[],
): Promise<Result<true>> {
  const persons = decisions.flatMap((each) => [
    ...(each.ownerId ? [each.ownerId] : []),
    ...each.parts.map((part) => part.personId),
  ]);
  const staff = await checkStaff(ctx, group.unit_path, [...new Set(persons)]);
  if (!staff.ok) return staff;
  const wanted = decisions.flatMap((each) => [
    ...(each.subjectId ? [each.subjectId] : []),
    ...each.resources.map((resource) => resource.beneficiaryId),
  ]);
  const places = await placesUnder(ctx.tx, ctx.actor.tenantId, group.unit_path, wanted);
  if (wanted.some((id) => !places.has(id))) {
    return refuse('leading-group/unknown-place', '责任主体和受益组织须是本单位的组织，请从列表中选择。', {
      status: 422,
    });
  }
  for (const [at, each] of decisions.entries()) {
    const resources = checkResources(ctx, each);
    if (!resources.ok) return resources;
    if (each.follow !== 'task' || each.parts.length === 0) continue;
    const letters = await checkLetters(ctx, group.unit_path, {
      title: topics[at]!.title,
      outcomes: each.outcomes,
      startsOn: null,
      dueOn: each.dueOn!,
      parts: [{ letter: 'own', personId: each.ownerId!, deliverable: '', dueOn: null }, ...each.parts],
    });
    if (!letters.ok) return letters;
  }
  return ok(true);
}

function checkResources(ctx: Context, decision: Decision): Result<true> {
  for (const resource of decision.resources) {
    const kind = ctx.services.content.leading.resources.find((each) => each.id === resource.kind);
    if (!kind) {
      return refuse('leading-group/unknown-resource', '请从列表中选择资源种类。', { status: 422 });
    }
    const amount = checkAmount(resource.amount, kind.decimals);
    if (!amount.ok) return amount;
    if (resource.dueOn < ctx.today || resource.dueOn < resource.fromOn) {
      return refuse('leading-group/resource-past', '资源到位的期限不能早于今天，也不能早于起始日期。', {
        status: 422,
      });
    }
  }
  return ok(true);
}

/** Files the meeting: attendance from the roster of its day, votes checked by the rule of leading groups' meetings. */
async function fileMeeting(
  ctx: Context,
  group: GroupRow,
  body: Body,
  topics: readonly TopicRow[],
  feedback: readonly Feedback[],
) {
  const { leading } = ctx.services.content;
  const form = await readMeetingForm(ctx, group.id, { on: body.occurredOn });
  if (!form.ok) return form;
  const absent = new Set(body.absentIds);
  const kinds = new Set(
    topics.flatMap((topic, at) => (settles(body.decisions[at]!.verdict) ? [topic.kind] : [])),
  );
  const duties = leading.topics.filter((kind) => kinds.has(kind.id)).flatMap((kind) => kind.duties);
  return reportMeeting(ctx, group.id, {
    kinds: [leading.meeting],
    occurredOn: body.occurredOn,
    minutes: body.minutes,
    place: body.place,
    chairId: body.chairId,
    recorderId: null,
    lecturerIds: [],
    attendance: form.value.roster.map(({ personId, votes }) => ({
      personId,
      presence: absent.has(personId) ? ('absent' as const) : ('present' as const),
      votes,
      spoke: false,
      note: '',
    })),
    guestIds: [],
    guests: 0,
    topics: [
      ...(feedback.length > 0
        ? [{ text: feedbackLine(feedback.map((each) => each.state)), speakerIds: [] }]
        : []),
      ...topics.map((topic) => ({ text: topic.title, speakerIds: [] })),
    ],
    decisions: body.decisions.map((each, at) => ({
      text: `${topics[at]!.title}：${each.text}`.slice(0, 500),
      tasks: [],
      ...(each.votes && settles(each.verdict)
        ? { vote: { rule: leading.meeting, votes: each.votes, declared: 'passed' as const } }
        : {}),
    })),
    outcome: '',
    duties: [...new Set(duties)],
    steps: body.chairLast && body.decisions.some((each) => each.votes) ? ['chair-last'] : [],
    another: body.another,
    planId: null,
  });
}

/** Gives out what follows: tasks with their letters, problems of the ledger. By the place of the decision. */
async function giveOut(
  ctx: Context,
  group: GroupRow,
  decisions: readonly Decision[],
  topics: readonly TopicRow[],
  made: { recordId: string; ids: readonly string[] },
): Promise<Result<{ taskIds: Map<number, string>; problemIds: Map<number, string> }>> {
  const places = [...decisions.keys()];
  const forTasks = places.filter((at) => decisions[at]!.follow === 'task');
  const tasks = await createTasks(
    ctx,
    { id: group.id, path: group.unit_path },
    forTasks.map((at) => ({
      title: topics[at]!.title,
      standard: decisions[at]!.text,
      ownerId: decisions[at]!.ownerId!,
      dueOn: decisions[at]!.dueOn!,
      orgId: decisions[at]!.subjectId!,
      recordId: made.recordId,
      decisionId: made.ids[at]!,
      outcomes: decisions[at]!.outcomes,
      parts: decisions[at]!.parts,
    })),
  );
  if (!tasks.ok) return tasks;
  const forLedger = places.filter((at) => decisions[at]!.follow === 'problem');
  const problems = await enterAll(
    ctx,
    group.unit_id,
    forLedger.map((at) => ({
      orgId: decisions[at]!.subjectId!,
      title: topics[at]!.title,
      detail: topics[at]!.why,
      measures: decisions[at]!.text,
      source: 'meeting',
      sourceId: null,
      sourcePart: null,
      ownerId: decisions[at]!.ownerId!,
      dueOn: decisions[at]!.dueOn!,
    })),
  );
  if (!problems.ok) return problems;
  return ok({
    taskIds: new Map(forTasks.map((at, n) => [at, tasks.value[n]!])),
    problemIds: new Map(forLedger.map((at, n) => [at, problems.value[n]!])),
  });
}
