import { useId, useState } from 'react';
import { useCall, useSend } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { TextField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { inARow } from '#shell/web/punctuation.ts';
import { SelectField } from '#shell/web/select-field.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import type { AllianceView } from '../alliances.contract.ts';
import { type FoundingForm, foundFromAlliance, readFounding } from '../founding.contract.ts';
import css from './alliances.module.css';

const m = messages({
  zh: {
    title: '在组织树中成立',
    under: (parent: string) => `设在“${parent}”之下，隶属牵头单位的上级。`,
    name: '党组织名称',
    members: (moves: boolean) => (moves ? '转入的党员' : '编入的党员（组织关系留在原支部）'),
    membersHint: (n: number, least: number) => `已选 ${n} 人；正式党员不少于 ${least} 人`,
    probationary: '预备',
    leaves: (posts: string) => `转出后免去原支部的${posts}`,
    secretary: '书记',
    secretaryHint: '须是上面选的党员，并且是主要负责人；不是主要负责人的，先成立，再按任职程序报批',
    proposed: (name: string) => `${name}（牵头单位提名）`,
    later: '先不任命，成立后按任职程序报批',
    second: '不是牵头单位提名的人，任命须由另一人批准。',
    more: '各方党员较多，只列出了其中一部分。',
    submit: '成立',
    done: '已在组织树中成立',
  },
  en: {
    title: 'Found it in the tree',
    under: (parent) => `Under ${parent}, as the lead is.`,
    name: 'Name',
    members: (moves) =>
      moves ? 'Members who move into it' : 'Members attached to it (membership stays at home)',
    membersHint: (n, least) => `${n} chosen; at least ${least} full members`,
    probationary: 'probationary',
    leaves: (posts) => `gives up: ${posts}`,
    secretary: 'Secretary',
    secretaryHint:
      'one of the members chosen, and the main leader; for anybody else found it first, then appoint',
    proposed: (name) => `${name} (proposed by the lead)`,
    later: 'nobody yet; appoint by the form of appointments',
    second: 'Not proposed by the lead: a second person has to approve the appointment.',
    more: 'There are many members; only some are listed.',
    submit: 'Found it',
    done: 'Founded in the tree',
  },
});

type Props = { alliance: AllianceView; onClose: () => void };

/** Founding in one step: the name, who moves into it, and its secretary. */
export function FoundDialog({ alliance, onClose }: Props) {
  const t = useMessages(m);
  const [name, setName] = useState(alliance.name);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [secretary, setSecretary] = useState('');
  const { data, error: unread, refetch } = useCall(readFounding, { params: { id: alliance.id } });
  const { send, pending, error } = useSend(foundFromAlliance, {
    onDone: () => {
      notify(t.done);
      onClose();
    },
  });
  const submit = () =>
    send({
      params: { id: alliance.id },
      ifMatch: alliance.version,
      body: { name, memberIds: [...chosen], secretaryId: secretary || null },
    });
  const toggle = (memberId: string) => {
    const next = new Set(chosen);
    if (!next.delete(memberId)) next.add(memberId);
    setChosen(next);
    if (memberId === secretary) setSecretary('');
  };
  return (
    <FormDialog
      title={t.title}
      width={640}
      confirm={t.submit}
      pending={pending}
      disabled={!data}
      error={error}
      onClose={onClose}
      onConfirm={() => void submit()}
    >
      {!data ? (
        unread ? (
          <ErrorSentence error={unread} onRetry={() => void refetch()} />
        ) : (
          <Skeleton />
        )
      ) : (
        <>
          <p>{t.under(data.parent.name)}</p>
          <TextField
            label={t.name}
            problem={fieldError(error, 'name')}
            maxLength={60}
            required
            value={name}
            onChange={setName}
          />
          <Members form={data} chosen={chosen} toggle={toggle} problem={fieldError(error, 'memberIds')} />
          <SelectField
            label={t.secretary}
            hint={t.secretaryHint}
            problem={fieldError(error, 'secretaryId')}
            value={secretary}
            onChange={setSecretary}
            options={[
              { value: '', label: t.later },
              ...data.members
                .filter((member) => chosen.has(member.id))
                .map((member) => ({
                  value: member.id,
                  label: member.id === data.candidate?.id ? t.proposed(member.name) : member.name,
                })),
            ]}
          />
          {secretary !== '' && secretary !== data.candidate?.id && <p className={css['late']}>{t.second}</p>}
        </>
      )}
    </FormDialog>
  );
}

type MembersProps = {
  form: FoundingForm;
  chosen: ReadonlySet<string>;
  toggle: (memberId: string) => void;
  problem?: string;
};

/** Who moves, by the branch that they leave. */
function Members({ form, chosen, toggle, problem }: MembersProps) {
  const t = useMessages(m);
  const pick = useLabel();
  const id = useId();
  const branches = Map.groupBy(form.members, (member) => member.orgId);
  return (
    <fieldset className={css['pickList']} aria-describedby={id}>
      <legend>{t.members(form.moves)}</legend>
      <p id={id} className={problem ? css['late'] : css['quiet']}>
        {problem ?? t.membersHint(chosen.size, form.least)}
      </p>
      {[...branches].map(([orgId, members]) => (
        <div key={orgId}>
          <strong>{members[0]?.orgName}</strong>
          <div className={css['picks']}>
            {members.map((member) => (
              <label key={member.id}>
                <input type="checkbox" checked={chosen.has(member.id)} onChange={() => toggle(member.id)} />
                <span>
                  {member.name}
                  {!member.full && <small className={css['quiet']}> {t.probationary}</small>}
                  {form.moves && chosen.has(member.id) && member.posts.length > 0 && (
                    <small className={css['late']}> {t.leaves(inARow(member.posts.map(pick)))}</small>
                  )}
                </span>
              </label>
            ))}
          </div>
        </div>
      ))}
      {form.more && <p className={css['quiet']}>{t.more}</p>}
    </fieldset>
  );
}
