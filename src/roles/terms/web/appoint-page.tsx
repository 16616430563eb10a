import { useState } from 'react';
import { useCall, useSend } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { useGo, useParam } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Note, Panel } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { SelectField } from '#shell/web/select-field.tsx';
import { proposeCase, readCaseForm } from '../appointments.contract.ts';
import { AppointmentForm, emptyProposal, proposalBody } from './appointment-form.tsx';
import './term-words.ts';

const m = messages({
  zh: {
    title: (org: string) => `任职 · ${org}`,
    lead: '书记、副书记报上级批准后生效；委员即时生效。现任书记也可以在这里补做一次核对。',
    back: '设置与换届',
    post: '职务',
    now: (names: string) => `现任：${names}`,
    nobody: '现在空缺',
    propose: '报请批准',
    appoint: '任职',
    proposed: '已报请批准',
    taken: (who: string) => `这个职务正在报批：${who}。办结或撤回后，才能提出另一人。`,
    look: '查看这件任职',
    done: '已生效',
  },
  en: {
    title: (org) => `Appoint · ${org}`,
    lead: 'Secretaries and deputies take effect once approved, commissioners at once. The check of a present secretary can be made up for here.',
    back: 'Set-up and terms',
    post: 'Post',
    now: (names) => `Now: ${names}`,
    nobody: 'Vacant',
    propose: 'Ask for approval',
    appoint: 'Appoint',
    proposed: 'Sent for approval',
    taken: (who) => `${who} is proposed for this post already. That has to be settled or taken back first.`,
    look: 'Open it',
    done: 'In force',
  },
});

/** The form by which somebody is appointed to a post of one organisation. */
export default function AppointPage() {
  const t = useMessages(m);
  const pick = useLabel();
  const go = useGo();
  const id = useParam('id');
  const [post, setPost] = useState<string | null>(null);
  const [draft, setDraft] = useState(emptyProposal);
  const { data, error: unread, refetch } = useCall(readCaseForm, { params: { id } });
  // A temporary branch has no set-up of its own: neither thresholds nor elections.
  const home = data?.kind === 'temporary_branch' ? `/organisations/${id}` : `/set-up/${id}`;
  const { send, pending, error } = useSend(proposeCase, {
    onDone: (reply) => {
      notify(reply.state === 'proposed' ? t.proposed : t.done);
      go(reply.state === 'proposed' ? `/appointment-cases/${reply.id}` : home, { replace: true });
    },
  });
  const back = { to: home, label: data?.kind === 'temporary_branch' ? data.org.name : t.back };
  if (!data) return <PendingPage title={t.back} back={back} error={unread} onRetry={refetch} />;
  const chosen = data.posts.find((each) => each.id === (post ?? data.posts[0]?.id));
  if (!chosen) return null;
  const names = chosen.holders.map((holder) => holder.name).join('、');
  const choice = (
    <SelectField<string>
      label={t.post}
      hint={names ? t.now(names) : t.nobody}
      required
      value={chosen.id}
      onChange={setPost}
      options={data.posts.map((each) => ({ value: each.id, label: pick(each.title) }))}
    />
  );
  return (
    <PageFrame title={t.title(data.org.name)} lead={t.lead} back={back} narrow>
      <Panel>
        {chosen.open ? (
          <>
            {choice}
            <Note shade="warn">
              <p>
                {t.taken(chosen.open.person)}{' '}
                <AppLink to={`/appointment-cases/${chosen.open.id}`}>{t.look}</AppLink>
              </p>
            </Note>
          </>
        ) : (
          <AppointmentForm
            form={data}
            draft={draft}
            onChange={setDraft}
            checked={chosen.checked}
            error={error}
            pending={pending}
            button={chosen.approved ? t.propose : t.appoint}
            onSend={() =>
              void send({
                body: { orgId: id, post: chosen.id, ...proposalBody(draft, data, chosen.checked) },
              })
            }
          >
            {choice}
          </AppointmentForm>
        )}
      </Panel>
    </PageFrame>
  );
}
