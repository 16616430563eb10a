import { useState } from 'react';
import { listRounds } from '#oversight/rounds/rounds.contract.ts';
import { listAdoptions } from '#oversight/schemes/schemes.contract.ts';
import { useCall, useSend } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { TextField } from '#shell/web/fields.tsx';
import { Form } from '#shell/web/form.tsx';
import { formatDayShort } from '#shell/web/format.ts';
import { useGo, useQuery } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Note, Panel } from '#shell/web/panel.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { SelectField } from '#shell/web/select-field.tsx';
import { createResult } from '../results.contract.ts';

const m = messages({
  zh: {
    title: '计分',
    back: '考核结果',
    lead: '从已合计的测评、到期履责事项、经确认的成效和问题台账计算得分。分数不能手工改：改正事实，重新计分。',
    round: '测评（已合计）',
    scheme: '考核方案',
    schemeHint: '与测评相同的方案；期初采用，期内不变',
    none: '还没有采用考核方案。',
    adopt: '采用一个方案',
    name: '名称',
    save: '计分',
    noRounds: '没有已合计的测评。测评截止并由保管人合计后，再来计分。',
  },
  en: {
    title: 'Score a round',
    back: 'Results',
    lead: 'Scores come from pooled ballots, duties that fell due, confirmed results and the ledger. No score is edited by hand: correct the facts and score again.',
    round: 'Round (tallied)',
    scheme: 'Scheme',
    schemeHint: 'The scheme of the round, adopted before the period and unchanged during it',
    none: 'No scheme has been adopted yet.',
    adopt: 'Adopt one',
    name: 'Name',
    save: 'Score',
    noRounds: 'No tallied rounds. Close a round and have it tallied first.',
  },
});

/** The form by which a tallied round is scored. */
export default function NewResultPage() {
  const t = useMessages(m);
  const pick = useLabel();
  const go = useGo();
  const [query] = useQuery();
  const rounds = useCall(listRounds, { query: { state: 'tallied', limit: 100 } });
  const schemes = useCall(listAdoptions, { query: { limit: 100 } });
  const [roundId, setRoundId] = useState(query['round'] ?? '');
  const [adoptionId, setAdoptionId] = useState('');
  const [title, setTitle] = useState('');
  const { send, pending, error } = useSend(createResult, {
    onDone: (reply) => go(`/results/${reply.id}`, { replace: true }),
  });
  const round = rounds.data?.items.find((each) => each.id === roundId);

  function save() {
    void send({ body: { roundId, adoptionId, title: title || round?.title || '' } });
  }

  return (
    <PageFrame title={t.title} lead={t.lead} back={{ to: '/results', label: t.back }} narrow>
      <Panel>
        <Form onSubmit={save} submit={t.save} pending={pending} error={error}>
          {rounds.data?.items.length === 0 && <Note shade="warn">{t.noRounds}</Note>}
          <SelectField
            label={t.round}
            problem={fieldError(error, 'roundId')}
            required
            value={roundId || undefined}
            onChange={setRoundId}
            loading={rounds.isPending}
            options={(rounds.data?.items ?? []).map((each) => ({
              value: each.id,
              label: `${each.title} · ${each.orgName}`,
            }))}
          />
          <SelectField
            label={t.scheme}
            hint={
              schemes.data?.items.length === 0 ? (
                <>
                  {t.none} <AppLink to="/schemes">{t.adopt}</AppLink>
                </>
              ) : (
                t.schemeHint
              )
            }
            problem={fieldError(error, 'adoptionId')}
            required
            value={adoptionId || undefined}
            onChange={setAdoptionId}
            loading={schemes.isPending}
            options={(schemes.data?.items ?? []).map((each) => ({
              value: each.id,
              label: `${pick(each.title)} · ${formatDayShort(each.periodFrom)} — ${formatDayShort(each.periodTo)} · ${each.orgName}`,
            }))}
          />
          <TextField
            label={t.name}
            problem={fieldError(error, 'title')}
            placeholder={round?.title}
            maxLength={80}
            value={title}
            onChange={setTitle}
          />
        </Form>
      </Panel>
    </PageFrame>
  );
}
