import { useState } from 'react';
import { type RecordView, readRecord } from '#roles/work-records/work-records.contract.ts';
import { useCall, useSend } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { useGo, useParam } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { correctMeeting, prepareMeeting } from '../meetings.contract.ts';
import { bodyOf, draftOfRecord, type MeetingForm } from './meeting-draft.ts';
import { MeetingFields } from './meeting-fields.tsx';
import './meeting-words.ts';

const m = messages({
  zh: {
    title: '更正会议记录',
    lead: '更正前的内容保留为旧版本；对应的责任事项重新计算。已分派的任务请在任务里调整。',
    back: '返回记录',
    saved: '已更正',
  },
  en: {
    title: 'Correct a meeting',
    lead: 'What it said before is kept as a version; what it fulfils is worked out anew. Tasks already given out are changed under Tasks.',
    back: 'Back to the record',
    saved: 'Corrected',
  },
});

/** The form of a recorded meeting, to correct it. */
export default function MeetingEditPage() {
  const t = useMessages(m);
  const id = useParam('id');
  const record = useCall(readRecord, { params: { id } });
  const form = useCall(
    prepareMeeting,
    { params: { id: record.data?.orgId ?? '' }, query: { on: record.data?.occurredOn } },
    { enabled: record.data !== undefined },
  );
  const error = record.error ?? form.error;
  return (
    <PageFrame narrow title={t.title} lead={t.lead} back={{ to: `/records/${id}`, label: t.back }}>
      {error ? (
        <ErrorSentence error={error} />
      ) : !record.data || !form.data ? (
        <Skeleton />
      ) : (
        <Typing key={record.data.version} record={record.data} form={form.data} />
      )}
    </PageFrame>
  );
}

function Typing({ record, form }: { record: RecordView; form: MeetingForm }) {
  const t = useMessages(m);
  const go = useGo();
  const [draft, setDraft] = useState(() => draftOfRecord(record, form));
  const send = useSend(correctMeeting, {
    onDone: () => {
      notify(t.saved);
      go(`/records/${record.id}`);
    },
  });
  return (
    <MeetingFields
      form={form}
      draft={draft}
      onChange={setDraft}
      onSave={() =>
        void send.send({ params: { id: record.id }, body: bodyOf(form, draft), ifMatch: record.version })
      }
      pending={send.pending}
      error={send.error}
    />
  );
}
