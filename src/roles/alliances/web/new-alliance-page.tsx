import { useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { today } from '#shell/web/format.ts';
import { useGo } from '#shell/web/location.ts';
import { useMe } from '#shell/web/me.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import type { AllianceContent } from '#standards/packs/alliance-modes.schema.ts';
import { proposeAlliance } from '../alliances.contract.ts';
import { type AgreementDraft, answersOf, bodyOf, emptyDraft } from './agreement-draft.ts';
import { AgreementForm } from './agreement-form.tsx';
import { allianceWords } from './alliance-words.ts';
import { useAdvice } from './mode-advice.tsx';
import { useAllianceContent } from './use-modes.ts';

const m = messages({
  zh: {
    title: '发起联建',
    lead: '先看该不该联、用哪种模式，再写协议。保存后邀请各方同意，要件齐了再报批。',
    save: '保存并邀请各方',
    saved: '已保存，成员会在待办里看到邀请',
  },
  en: {
    title: 'Begin an alliance',
    lead: 'First whether and in which mode, then the agreement. Saved, it invites the parties; complete, it is handed in.',
    save: 'Save and invite',
    saved: 'Saved; the parties find the invitation on their lists',
  },
});

/** The page on which an alliance is begun. */
export default function NewAlliancePage() {
  const t = useMessages(m);
  const words = useMessages(allianceWords);
  const content = useAllianceContent();
  const me = useMe();
  return (
    <PageFrame title={t.title} lead={t.lead} back={{ to: '/alliances', label: words.registry }}>
      {content && me ? (
        <Form
          content={content}
          own={me.grants.find((grant) => grant.role === 'secretary' && grant.orgId !== null)}
        />
      ) : (
        <Skeleton />
      )}
    </PageFrame>
  );
}

type Own = { orgId: string | null; orgName: string | null } | undefined;

function Form({ content, own }: { content: AllianceContent; own: Own }) {
  const t = useMessages(m);
  const go = useGo();
  const [draft, setDraft] = useState<AgreementDraft>(() =>
    emptyDraft(own?.orgId ? { id: own.orgId, label: own.orgName ?? '', unitId: null } : null, today()),
  );
  const advice = useAdvice(content, answersOf(draft));
  const { send, pending, error } = useSend(proposeAlliance, {
    onDone: ({ id }) => {
      notify(t.saved);
      go(`/alliances/${id}`, { replace: true });
    },
  });
  const mode = draft.mode || ('open' in advice ? '' : (advice.mode ?? ''));
  return (
    <AgreementForm
      content={content}
      draft={draft}
      onChange={setDraft}
      submit={t.save}
      pending={pending}
      error={error}
      onSubmit={() => void send({ body: { leadId: draft.lead?.id ?? '', ...bodyOf({ ...draft, mode }) } })}
    />
  );
}
