import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import type { BodyOf } from '#platform/http/endpoint.ts';
import { useCall, useSend } from '#shell/web/api.ts';
import { englishFor } from '#shell/web/error-sentence.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { readFramework } from '../../frameworks/frameworks.contract.ts';
import type { DutyView } from '../duties.contract.ts';
import { editDuty, readDutyForm } from '../editing.contract.ts';
import css from './duty-page.module.css';
import { PostChain } from './post-chain.tsx';

const m = messages({
  zh: {
    edit: '改分工',
    title: '权责和分工',
    owner: '责任职务',
    ownerHint: '按次序接替：前一职务空缺时由后一职务负责',
    needs: '所需的权',
    do: '落实',
    doers: '由这些职务落实',
    self: '责任人亲自落实',
    orOwner: '这些职务都空缺时由责任人落实',
    guide: '督导',
    guideHint: '由其中第一个不是责任人本人的人督导',
    above: '没有时由上级党组织督导',
    assist: '协管',
    assistHint: '每个协管交付一样自己的东西，不与主责相同',
    who: (n: number) => `协管 ${n} 的职务`,
    what: (n: number) => `协管 ${n} 交付什么`,
    remove: (n: number) => `删除协管 ${n}`,
    add: '增加协管',
    only: '承担的组织',
    onlyHint: '都不选即同类组织都承担',
    cell: '在矩阵中的位置',
    row: '层级',
    column: '岗位',
    save: '保存',
    done: '已保存。',
  },
  en: {
    edit: 'Edit parts',
    title: 'Rights and parts',
    owner: 'Posts that answer',
    ownerHint: 'In this order: where one is vacant, the next stands in',
    needs: 'Rights it takes',
    do: 'Carried out by',
    doers: 'By these posts',
    self: 'The owner himself',
    orOwner: 'The owner, where all of these are vacant',
    guide: 'Guided by',
    guideHint: 'The first of them who is not the owner guides',
    above: 'Else the level above',
    assist: 'Assists',
    assistHint: 'Each hands over something of its own',
    who: (n) => `Assistant ${n}: post`,
    what: (n) => `Assistant ${n} hands over`,
    remove: (n) => `Remove assistant ${n}`,
    add: 'Add an assistant',
    only: 'Borne by',
    onlyHint: 'None ticked: by all of the kind',
    cell: 'Place in the matrix',
    row: 'Level',
    column: 'Post',
    save: 'Save',
    done: 'Saved.',
  },
});

englishFor({
  'duties/unknown-right': 'There is no such right. Choose one from the list.',
  'duties/unknown-evidence': 'There is no such kind of evidence. Choose one from the list.',
  'duties/no-such-cell': 'There is no such level or post any more. Choose another.',
  'duties/nothing-to-restore': 'The pack has nothing to put back for this duty. Write it.',
});

/** Edits who answers in which order, who carries out, guides and assists, the rights it takes and the evidence. */
export function EditParts({ duty }: { duty: DutyView }) {
  const t = useMessages(m);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.edit}</Button>
      {open && <PartsDialog duty={duty} onClose={() => setOpen(false)} />}
    </>
  );
}

function sameSet(ids: readonly string[], orgs: readonly { id: string }[]): boolean {
  return ids.length === orgs.length && orgs.every((org) => ids.includes(org.id));
}

type Assist = { posts: string[]; deliverable: string };

function PartsDialog({ duty, onClose }: { duty: DutyView; onClose: () => void }) {
  const t = useMessages(m);
  const label = useLabel();
  const id = useId();
  const { data } = useCall(readDutyForm, {});
  const chain = 'posts' in duty.owner ? duty.owner.posts : null;
  const [posts, setPosts] = useState<string[]>(chain ?? []);
  const [needs, setNeeds] = useState<string[]>(duty.needs.map((each) => each.id));
  const [self, setSelf] = useState(duty.do === 'owner' || duty.do === null);
  const [doers, setDoers] = useState<string[]>(duty.do === null || duty.do === 'owner' ? [] : duty.do.posts);
  const [orOwner, setOrOwner] = useState(
    duty.do === null || duty.do === 'owner' || duty.do.or_owner === true,
  );
  const [guides, setGuides] = useState<string[]>(duty.guide?.posts ?? []);
  const [above, setAbove] = useState(duty.guide?.above === true);
  const [only, setOnly] = useState<string[]>(() =>
    duty.only.map((org) => org.id).filter((one) => duty.kindred.some((org) => org.id === one)),
  );
  const [assist, setAssist] = useState<Assist[]>(
    duty.assist.map((each) => ({ ...each, posts: [...each.posts] })),
  );
  const save = useSend(editDuty, {
    onDone: () => {
      notify(t.done);
      onClose();
    },
  });
  const toggle = (list: string[], one: string) =>
    list.includes(one) ? list.filter((each) => each !== one) : [...list, one];
  const submit = () => {
    const body: BodyOf<typeof editDuty> = {
      needs,
      do: self || doers.length === 0 ? 'owner' : { posts: doers, or_owner: orOwner },
      guide: { posts: guides, above },
      assist: assist.filter((each) => each.posts.length > 0),
      ...(chain !== null && posts.length > 0 ? { posts } : {}),
      ...(sameSet(only, duty.only) ? {} : { only }),
      ...(cell.row === duty.row && cell.column === duty.column ? {} : { cell }),
    };
    void save.send({ params: { id: duty.id }, body, ifMatch: duty.version });
  };
  const framework = useCall(readFramework, { params: { id: duty.frameworkId } }).data;
  const [cell, setCell] = useState({ row: duty.row, column: duty.column });
  const options = data?.posts ?? [];
  const check = (name: string, on: boolean, set: (on: boolean) => void) => (
    <label className={css['tick']}>
      <input type="checkbox" checked={on} onChange={(event) => set(event.target.checked)} /> {name}
    </label>
  );
  return (
    <FormDialog
      title={t.title}
      confirm={t.save}
      pending={save.pending}
      disabled={!data}
      error={save.error}
      width={680}
      onConfirm={submit}
      onClose={onClose}
    >
      {chain !== null && (
        <PostChain name={t.owner} hint={t.ownerHint} value={posts} options={options} onChange={setPosts} />
      )}
      <fieldset className={css['part']}>
        <legend>{t.needs}</legend>
        <div className={css['checks']}>
          {(data?.rights ?? []).map((right) => (
            <label key={right.id}>
              <input
                type="checkbox"
                checked={needs.includes(right.id)}
                onChange={() => setNeeds(toggle(needs, right.id))}
              />
              {label(right.title)}
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset className={css['part']}>
        <legend>{t.do}</legend>
        {check(t.self, self, setSelf)}
        {!self && (
          <>
            <PostChain name={t.doers} value={doers} options={options} onChange={setDoers} />
            {check(t.orOwner, orOwner, setOrOwner)}
          </>
        )}
      </fieldset>
      <PostChain name={t.guide} hint={t.guideHint} value={guides} options={options} onChange={setGuides} />
      {check(t.above, above, setAbove)}
      <fieldset className={css['part']}>
        <legend>{t.assist}</legend>
        <p className="z-quiet">{t.assistHint}</p>
        {assist.map((each, at) => (
          <div key={`${id}-${at}`} className={css['assist']}>
            <select
              aria-label={t.who(at + 1)}
              className={css['post']}
              value={each.posts[0] ?? ''}
              onChange={(event) =>
                setAssist(assist.map((one, n) => (n === at ? { ...one, posts: [event.target.value] } : one)))
              }
            >
              <option value="">—</option>
              {options.map((post) => (
                <option key={post.id} value={post.id}>
                  {label(post.title)}
                </option>
              ))}
            </select>
            <Input
              aria-label={t.what(at + 1)}
              value={each.deliverable}
              maxLength={100}
              onChange={(event) =>
                setAssist(
                  assist.map((one, n) => (n === at ? { ...one, deliverable: event.target.value } : one)),
                )
              }
            />
            <Button
              aria-label={t.remove(at + 1)}
              onClick={() => setAssist(assist.filter((_, n) => n !== at))}
            >
              ×
            </Button>
          </div>
        ))}
        <Button size="small" onClick={() => setAssist([...assist, { posts: [], deliverable: '' }])}>
          {t.add}
        </Button>
      </fieldset>
      {(duty.kindred.length > 1 || only.length > 0) && (
        <fieldset className={css['part']}>
          <legend>{t.only}</legend>
          <p className="z-quiet">{t.onlyHint}</p>
          <div className={css['checks']}>
            {duty.kindred.map((org) => (
              <label key={org.id}>
                <input
                  type="checkbox"
                  checked={only.includes(org.id)}
                  onChange={() => setOnly(toggle(only, org.id))}
                />
                {org.name}
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {framework && (
        <fieldset className={css['part']}>
          <legend>{t.cell}</legend>
          <div className={css['assist']}>
            <select
              aria-label={t.row}
              className={css['post']}
              value={cell.row}
              onChange={(event) => setCell({ ...cell, row: event.target.value })}
            >
              {framework.rows.map((each) => (
                <option key={each.id} value={each.id}>
                  {label(each.title)}
                </option>
              ))}
            </select>
            <select
              aria-label={t.column}
              className={css['post']}
              value={cell.column}
              onChange={(event) => setCell({ ...cell, column: event.target.value })}
            >
              {framework.columns.map((each) => (
                <option key={each.id} value={each.id}>
                  {label(each.title)}
                </option>
              ))}
            </select>
          </div>
        </fieldset>
      )}
    </FormDialog>
  );
}
