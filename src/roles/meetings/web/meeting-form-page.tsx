import { useEffect, useState } from 'react';
import { addDays } from '#kernel/dates.ts';
import { useCall, useSend } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDay, today } from '#shell/web/format.ts';
import { useQuery } from '#shell/web/location.ts';
import { useMe } from '#shell/web/me.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Note, Panel } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { prepareMeeting, saveMeeting } from '../meetings.contract.ts';
import { listPlans } from '../plans/plans.contract.ts';
import { keepDraft, keptDraft } from './kept-draft.ts';
import { bodyOf, freshDraft, type MeetingDraft, type MeetingForm } from './meeting-draft.ts';
import { MeetingFields } from './meeting-fields.tsx';
import css from './meeting-form.module.css';
import { MeetingSavedView } from './meeting-saved.tsx';
import { useKept } from './use-kept.tsx';
import './meeting-words.ts';

const m = messages({
  zh: {
    title: '记录会议',
    lead: '一次填写，责任清单、学时、任务清单、会议记录本同时入账。默认全员到会，只改不一样的。',
    org: '召开会议的组织',
    none: '没有可以记录的组织',
    noneWhy: '只有支部书记、机关党委和工委的同志记录会议。如有需要，请联系安全管理员。',
    planned: '已按会议安排填好类别、日期、地点和议程，只改不一样的。',
    waiting: (day: string, title: string) => `${day}的“${title}”已经安排、还没有记录。`,
    fill: '按安排填好',
    kept: '已恢复上次没有保存的内容。',
    drop: '清空重填',
    another: '这是当天的另一次会议，照常保存',
  },
  en: {
    title: 'Record a meeting',
    lead: 'Fill it in once: duty lists, study hours, tasks and the minutes are all served. Everybody is put down as present; change only what differs.',
    org: 'Who met',
    none: 'There is no organisation you keep records for',
    noneWhy:
      'Meetings are recorded by branch secretaries and officers. Ask the security administrator if you need to.',
    planned: 'Kind, day, place and agenda are taken from the plan; change only what differs.',
    waiting: (day, title) => `${title} on ${day} was planned and is not recorded yet.`,
    fill: 'Fill in from the plan',
    kept: 'What you had not saved was restored.',
    drop: 'Clear and start again',
    another: 'It was another meeting on the same day; save it',
  },
});

/** The one form for a meeting. */
export default function MeetingFormPage() {
  const t = useMessages(m);
  const [query, setQuery] = useQuery();
  const { orgId, field, none, error, retry } = useKept({
    org: query['org'],
    label: t.org,
    onChoose: (org) => setQuery({ org }),
  });
  return (
    <PageFrame narrow title={t.title} lead={t.lead}>
      {error ? (
        <ErrorSentence error={error} onRetry={retry} />
      ) : none ? (
        <Panel>
          <EmptyState title={t.none}>{t.noneWhy}</EmptyState>
        </Panel>
      ) : (
        <>
          {field}
          {orgId !== '' && <FormFor key={orgId} orgId={orgId} kind={query['kind']} planId={query['plan']} />}
        </>
      )}
    </PageFrame>
  );
}

type FormProps = { orgId: string; kind: string | undefined; planId: string | undefined };

function FormFor({ orgId, kind, planId }: FormProps) {
  const me = useMe();
  const {
    data: form,
    error,
    refetch,
  } = useCall(prepareMeeting, { params: { id: orgId }, query: planId ? { planId } : {} });
  if (error) return <ErrorSentence error={error} onRetry={() => void refetch()} />;
  if (!form || !me) return <Skeleton />;
  return <Typing form={form} accountId={me.accountId} kind={kind} />;
}

function Typing({
  form,
  accountId,
  kind,
}: {
  form: MeetingForm;
  accountId: string;
  kind: string | undefined;
}) {
  const t = useMessages(m);
  const [restored, setRestored] = useState(() => {
    const kept = keptDraft(accountId, form.orgId);
    // What was typed for another meeting is no draft of this one.
    return form.plan && kept?.planId !== form.plan.id ? null : kept;
  });
  const [draft, setDraft] = useState<MeetingDraft>(() => restored ?? freshDraft(form, today(), kind));
  const [touched, setTouched] = useState(false);
  const send = useSend(saveMeeting, {
    onDone: () => {
      keepDraft(accountId, form.orgId, null);
      setTouched(false);
    },
  });
  useEffect(() => {
    if (touched) keepDraft(accountId, form.orgId, draft);
  }, [draft, touched, accountId, form.orgId]);

  const clear = () => {
    keepDraft(accountId, form.orgId, null);
    setRestored(null);
    setTouched(false);
    setDraft(freshDraft(form, today(), kind));
    send.reset();
  };
  const save = (another: boolean) =>
    void send.send({
      params: { id: form.orgId },
      body: { ...bodyOf(form, draft), another, planId: draft.planId },
    });

  if (send.reply) return <MeetingSavedView saved={send.reply} onAgain={clear} />;
  return (
    <>
      {restored && (
        <Note>
          {t.kept}{' '}
          <button type="button" className={css['link']} onClick={clear}>
            {t.drop}
          </button>
        </Note>
      )}
      {form.plan && !restored && <Note>{t.planned}</Note>}
      {!form.plan && !restored && !touched && <WaitingPlan orgId={form.orgId} />}
      <MeetingFields
        form={form}
        draft={draft}
        onChange={(next) => {
          setTouched(true);
          setDraft(next);
        }}
        onSave={() => save(false)}
        pending={send.pending}
        error={send.error}
        remedy={
          send.error?.code === 'meetings/same-day' ? (
            <button type="button" className={css['link']} onClick={() => save(true)}>
              {t.another}
            </button>
          ) : null
        }
      />
    </>
  );
}

/** How many days back a planned meeting is still offered to be recorded. */
const OFFERED = 31;

/** The last planned meeting whose day has come and that is not recorded: its agenda need not be typed again. */
function WaitingPlan({ orgId }: { orgId: string }) {
  const t = useMessages(m);
  const { data } = useCall(listPlans, {
    query: { orgId, from: addDays(today(), -OFFERED), to: today(), state: 'coming' },
  });
  const plan = data?.items.at(-1);
  if (!plan) return null;
  return (
    <Note>
      {t.waiting(formatDay(plan.onDay), plan.title)}{' '}
      <AppLink to={`/meetings/new?org=${orgId}&plan=${plan.id}`}>{t.fill}</AppLink>
    </Note>
  );
}
