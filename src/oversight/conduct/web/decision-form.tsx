import { Button } from 'antd';
import { useState } from 'react';
import type { Endpoint } from '#platform/http/endpoint.ts';
import { useSend } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { TextAreaField } from '#shell/web/fields.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { Panel } from '#shell/web/panel.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { answerCase, type CaseView, decideObjection, reviewCase } from '../cases.contract.ts';
import type { CaseDesk } from '../conduct.rules.ts';
import css from './conduct.module.css';
import { useNext } from './use-next.ts';

const m = messages({
  zh: {
    done: '已办理',
    review: {
      title: '机关党委审核',
      note: '退回理由',
      yes: '审核通过',
      no: '退回支部',
      hint: '退回时写明要补什么。',
    },
    answer: {
      title: '我的意见',
      note: '异议和理由',
      yes: '没有异议',
      no: '提出异议',
      hint: '提出异议时写明哪里不符。',
    },
    objection: {
      title: '答复异议',
      note: '答复',
      yes: '维持',
      no: '退回重评',
      hint: '无论维持还是退回，都写明理由，本人会看到。',
    },
  },
  en: {
    done: 'Done',
    review: {
      title: 'The organ committee’s review',
      note: 'Why it is returned',
      yes: 'Pass on',
      no: 'Return',
      hint: 'When returning it, say what is missing.',
    },
    answer: {
      title: 'My word',
      note: 'Objection and why',
      yes: 'No objection',
      no: 'Object',
      hint: 'When objecting, say what is wrong.',
    },
    objection: {
      title: 'Answer the objection',
      note: 'Answer',
      yes: 'Uphold',
      no: 'Return',
      hint: 'Either way say why; the member will read it.',
    },
  },
});

const doors = {
  review: { endpoint: reviewCase, yes: 'review', no: 'return', desk: 'review' },
  answer: { endpoint: answerCase, yes: 'accept', no: 'object', desk: null },
  objection: { endpoint: decideObjection, yes: 'uphold', no: 'return', desk: 'objection' },
} as const satisfies Record<string, { endpoint: Endpoint; yes: string; no: string; desk: CaseDesk | null }>;

type Props = { view: CaseView; kind: keyof typeof doors };

/** A step with two ways out, and a reason for the one that gives it back. */
export function DecisionForm({ view, kind }: Props) {
  const t = useMessages(m);
  const words = t[kind];
  const door = doors[kind];
  const [note, setNote] = useState('');
  const next = useNext(view, door.desk ?? 'mine');
  const send = useSend<Endpoint>(door.endpoint, {
    onDone: () => {
      notify(t.done);
      // Whoever has a pile goes on with it; a member stays with his own.
      if (door.desk !== null) void next();
    },
  });
  const decide = (decision: string) =>
    void send.send({ params: { id: view.id }, ifMatch: view.version, body: { decision, note } } as never);
  return (
    <Panel title={words.title}>
      <div className={css['form']}>
        <TextAreaField
          label={words.note}
          hint={words.hint}
          problem={fieldError(send.error, 'note')}
          rows={3}
          maxLength={500}
          value={note}
          onChange={setNote}
        />
        {send.error && <ErrorSentence error={send.error} />}
        <div className={css['buttons']}>
          <Button type="primary" loading={send.pending} onClick={() => decide(door.yes)}>
            {words.yes}
          </Button>
          <Button loading={send.pending} onClick={() => decide(door.no)}>
            {words.no}
          </Button>
        </div>
      </div>
    </Panel>
  );
}
