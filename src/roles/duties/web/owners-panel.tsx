import { Button } from 'antd';
import { useId, useState } from 'react';
import { useCall, useSend } from '#shell/web/api.ts';
import { Field } from '#shell/web/field.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import { type Choice, SearchPicker } from '#shell/web/search-picker.tsx';
import type { DutyView } from '../duties.contract.ts';
import { assignOwner, listCandidates } from '../editing.contract.ts';
import css from './duty-page.module.css';
import { dutyWords } from './duty-words.ts';

const m = messages({
  zh: {
    title: '责任人',
    rule: (posts: string) => `由${posts}负责，前一职务空缺时由后一职务负责`,
    each: (posts: string) => `${posts}各自负责`,
    members: (n: number) => `支部全体党员各自负责，共 ${n} 人。`,
    none: '没有',
    name: '指定责任人',
    change: '改指定',
    nameTitle: (org: string) => `指定${org}的责任人`,
    person: '人员',
    hint: '输入姓名；担任职务的人排在前面',
    save: '指定',
    grant: '此人没有这一项所需的权时，同时书面授予',
    back: '改回按职务',
    done: '责任人已更新。',
    notApplicable: {
      'too-small': '不适用：正式党员人数未达到',
      'no-such-body': '不适用：没有这类组织',
      'not-held': '不适用：没有人任这个职务',
      ended: '已过施行期限，不再要求',
    },
  },
  en: {
    title: 'Who answers',
    rule: (posts) => `${posts}: the first that is filled`,
    each: (posts) => `Each of: ${posts}`,
    members: (n) => `Every member of the branches, ${n} in all.`,
    none: 'Nobody',
    name: 'Name somebody',
    change: 'Name another',
    nameTitle: (org) => `Who answers in ${org}`,
    person: 'Person',
    hint: 'Type a name; holders of posts come first',
    save: 'Name',
    grant: 'Give in writing the rights that are lacking for it',
    back: 'Leave it to the posts',
    done: 'Saved.',
    notApplicable: {
      'too-small': 'Does not apply: too few full members',
      'no-such-body': 'Does not apply: no such organisation',
      'not-held': 'Does not apply: nobody holds the post',
      ended: 'Its time is over; nothing is asked for any more',
    },
  },
});

/** What leaves a place without one person who answers; all else is wrong with him or beside him. */
const OWNERLESS: ReadonlySet<string> = new Set(['no-owner', 'two-owners']);

/** Who answers for a duty in each organisation that bears it; in a draft one person can be named. */
export function OwnersPanel({ duty, editable }: { duty: DutyView; editable: boolean }) {
  const t = useMessages(m);
  const words = useMessages(dutyWords);
  const label = useLabel();
  const [naming, setNaming] = useState<{ id: string; name: string } | null>(null);
  const posts = duty.posts.map(label).join(words.and);
  if (duty.borne === 'members') {
    return (
      <Panel title={t.title}>
        <p>{t.members(duty.ownerCount)}</p>
      </Panel>
    );
  }
  const held = duty.owners.map((owner) => ({ org: owner.org, owner, persons: [owner.person] }));
  const faulty = duty.defects.flatMap((defect) =>
    defect.org && OWNERLESS.has(defect.code)
      ? [{ org: defect.org, owner: null, persons: defect.persons }]
      : [],
  );
  return (
    <Panel title={t.title} note={duty.borne === 'one' ? t.rule(posts) : t.each(posts)} flush>
      <ul className={css['owners']}>
        {[...faulty, ...held].map(({ org, owner, persons }) => (
          <li key={org.id + (owner?.person.id ?? '')}>
            <span className={css['org']}>{org.name}</span>
            <span className={css['who']}>
              {persons.length === 0 ? t.none : persons.map((person) => person.name).join(words.and)}
              {owner?.post && <span className="z-quiet">{label(owner.post)}</span>}
              {owner ? (
                <StateTag shade={owner.source === 'post' ? 'good' : 'info'}>
                  {words.source[owner.source]}
                </StateTag>
              ) : (
                <StateTag shade="bad">
                  {persons.length > 1 ? words.defect['two-owners'] : words.defect['no-owner']}
                </StateTag>
              )}
            </span>
            {editable && duty.borne === 'one' && (
              <Button
                size="small"
                aria-label={`${owner ? t.change : t.name}：${org.name}`}
                onClick={() => setNaming(org)}
              >
                {owner ? t.change : t.name}
              </Button>
            )}
          </li>
        ))}
        {duty.notApplicable.map((each) => (
          <li key={each.org?.id ?? each.why}>
            <span className={css['org']}>{each.org?.name ?? duty.unit.name}</span>
            <span className="z-quiet">{t.notApplicable[each.why]}</span>
          </li>
        ))}
      </ul>
      {naming && <NameDialog duty={duty} org={naming} onClose={() => setNaming(null)} />}
    </Panel>
  );
}

type DialogProps = { duty: DutyView; org: { id: string; name: string }; onClose: () => void };

function NameDialog({ duty, org, onClose }: DialogProps) {
  const t = useMessages(m);
  const words = useMessages(dutyWords);
  const label = useLabel();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [person, setPerson] = useState<Choice | null>(null);
  const [grant, setGrant] = useState(true);
  const params = { id: duty.id };
  const found = useCall(
    listCandidates,
    { params, query: { orgId: org.id, q: typed || undefined } },
    { keep: true },
  );
  const assign = useSend(assignOwner, {
    onDone: () => {
      notify(t.done);
      onClose();
    },
  });
  const pinned = duty.owners.some((owner) => owner.org.id === org.id && owner.source === 'pinned');
  const send = (personId: string | null) =>
    void assign.send({ params, body: { orgId: org.id, personId, grant }, ifMatch: duty.version });
  const choices = (found.data?.items ?? []).map((each) => ({
    id: each.person.id,
    label: each.person.name,
    detail: [each.org, each.posts.map(label).join(words.and)].filter(Boolean).join(' · '),
  }));
  return (
    <FormDialog
      onClose={onClose}
      title={t.nameTitle(org.name)}
      confirm={t.save}
      pending={assign.pending}
      error={assign.error}
      disabled={!person}
      onConfirm={() => person && send(person.id)}
      beside={pinned && <Button onClick={() => send(null)}>{t.back}</Button>}
    >
      <div className={css['picking']}>
        <Field label={t.person} id={id}>
          <SearchPicker
            id={id}
            value={person}
            onChange={setPerson}
            choices={choices}
            onType={setTyped}
            hint={t.hint}
            least={0}
          />
        </Field>
      </div>
      <label className={css['tick']}>
        <input type="checkbox" checked={grant} onChange={(event) => setGrant(event.target.checked)} />{' '}
        {t.grant}
      </label>
    </FormDialog>
  );
}
