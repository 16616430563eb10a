import { useState } from 'react';
import { useCall, useSend } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { useGo, useParam } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import type { AllianceContent } from '#standards/packs/alliance-modes.schema.ts';
import { type AllianceView, editAlliance, readAlliance } from '../alliances.contract.ts';
import { bodyOf, draftOf } from './agreement-draft.ts';
import { AgreementForm } from './agreement-form.tsx';
import { useAllianceContent } from './use-modes.ts';

const m = messages({
  zh: {
    title: '修改协议',
    lead: '同意和批准都对应具体文本：改动之后，各方要重新同意，已批准的要重新报批。',
    save: '保存',
    saved: '已保存，请各方重新确认',
  },
  en: {
    title: 'Edit the agreement',
    lead: 'Consent and approval hold for one text: once it changes, all parties agree again and it is approved again.',
    save: 'Save',
    saved: 'Saved; the parties are asked again',
  },
});

/** The page on which the text of an alliance in preparation or revision is changed. */
export default function EditAlliancePage() {
  const t = useMessages(m);
  const id = useParam('id');
  const content = useAllianceContent();
  const { data, error, refetch } = useCall(readAlliance, { params: { id } });
  return (
    <PageFrame title={t.title} lead={t.lead} back={{ to: `/alliances/${id}`, label: data?.name ?? t.title }}>
      {error ? (
        <ErrorSentence error={error} onRetry={() => void refetch()} />
      ) : content && data ? (
        <Form key={data.id} content={content} alliance={data} />
      ) : (
        <Skeleton />
      )}
    </PageFrame>
  );
}

function Form({ content, alliance }: { content: AllianceContent; alliance: AllianceView }) {
  const t = useMessages(m);
  const go = useGo();
  const [draft, setDraft] = useState(() => draftOf(alliance));
  // The version that was opened, so that a change by somebody else meanwhile is noticed.
  const [version] = useState(alliance.version);
  const { send, pending, error } = useSend(editAlliance, {
    onDone: () => {
      notify(t.saved);
      go(`/alliances/${alliance.id}`, { replace: true });
    },
  });
  return (
    <AgreementForm
      content={content}
      draft={draft}
      onChange={setDraft}
      submit={t.save}
      pending={pending}
      error={error}
      leadFixed
      onSubmit={() => void send({ params: { id: alliance.id }, ifMatch: version, body: bodyOf(draft) })}
    />
  );
}
