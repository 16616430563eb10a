import { readPerson } from '#organisation/persons/persons.contract.ts';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDay, formatDayShort } from '#shell/web/format.ts';
import { useParam } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Facts, Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { OwnData } from './own-data.tsx';
import css from './person-page.module.css';

const m = messages({
  zh: {
    tree: '组织与党员',
    title: '人员',
    own: '我的信息与查看记录',
    ownLead: '系统里关于您的信息、下载，以及谁看过。有误请告诉所在支部或机关党委更正。',
    noted: '打开此页已留下查看记录，本人可以看到您的姓名和职务。出生日期和手机号已遮盖。',
    facts: '基本信息',
    name: '姓名',
    sex: '性别',
    ethnicity: '民族',
    birth: '出生日期',
    year: (year: string) => `${year} 年`,
    education: '学历',
    employer: '所在单位',
    post: '单位职务',
    phone: '手机号',
    left: '已转出',
    membership: '党籍',
    full: '正式党员',
    probationary: '预备党员',
    joined: '入党时间',
    confirmed: '转正时间',
    branch: '所在支部',
    now: '至今',
    posts: '党内职务',
    none: '没有党内职务',
    noMembership: '不是在册党员',
    men: '男',
    women: '女',
  },
  en: {
    tree: 'Bodies and members',
    title: 'Person',
    own: 'My data and who looked',
    ownLead:
      'What the system holds about you, as a file too, and who looked at it. If something is wrong, tell your branch or the organ committee.',
    noted:
      'Opening this page was noted; the person sees your name and post. Day of birth and telephone are masked.',
    facts: 'Basic facts',
    name: 'Name',
    sex: 'Sex',
    ethnicity: 'Ethnicity',
    birth: 'Born',
    year: (year) => year,
    education: 'Education',
    employer: 'Unit',
    post: 'Post in the unit',
    phone: 'Telephone',
    left: 'Transferred out',
    membership: 'Membership',
    full: 'Full member',
    probationary: 'Probationary member',
    joined: 'Joined',
    confirmed: 'Confirmed',
    branch: 'Branch',
    now: 'now',
    posts: 'Posts in the Party',
    none: 'No post in the Party',
    noMembership: 'Not on the roll of members',
    men: 'male',
    women: 'female',
  },
});

type Person = ResponseOf<typeof readPerson>;

/** A person's file. For the person: with everything that is held, a download, and who looked. */
export default function PersonPage() {
  const t = useMessages(m);
  const id = useParam('id');
  // Each opening is noted once: the file is not asked for again in the background.
  const found = useCall(readPerson, { params: { id } }, { staleTime: Number.POSITIVE_INFINITY });
  const person = found.data;
  const back = person?.own ? undefined : { to: '/organisations', label: t.tree };
  return (
    <PageFrame
      title={person ? (person.own ? t.own : person.name) : t.title}
      back={back}
      badge={person?.state === 'left' ? <StateTag shade="warn">{t.left}</StateTag> : undefined}
      lead={person?.own ? t.ownLead : undefined}
    >
      {found.error && <ErrorSentence error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Skeleton />}
      {person && !person.own && <Note>{t.noted}</Note>}
      {person && <BasicFacts person={person} />}
      {person && <Memberships person={person} />}
      {person && <Appointments person={person} />}
      {person?.own && <OwnData id={id} />}
    </PageFrame>
  );
}

function BasicFacts({ person }: { person: Person }) {
  const t = useMessages(m);
  return (
    <Panel title={t.facts}>
      <Facts
        items={[
          person.own && { label: t.name, value: person.name },
          { label: t.sex, value: person.sex === '男' ? t.men : person.sex === '女' ? t.women : null },
          { label: t.ethnicity, value: person.ethnicity },
          {
            label: t.birth,
            value:
              person.birth && (person.birth.length === 4 ? t.year(person.birth) : formatDay(person.birth)),
          },
          { label: t.phone, value: person.phone },
          { label: t.education, value: person.education },
          {
            label: t.employer,
            value: person.employer && (
              <AppLink to={`/organisations/${person.employer.id}`}>{person.employer.name}</AppLink>
            ),
          },
          { label: t.post, value: person.title },
        ]}
      />
    </Panel>
  );
}

function Memberships({ person }: { person: Person }) {
  const t = useMessages(m);
  const current = person.memberships.find((each) => each.toOn === null);
  const former = person.memberships.filter((each) => each.toOn !== null);
  return (
    <Panel title={t.membership}>
      {current ? (
        <Facts
          items={[
            { label: t.membership, value: t[current.kind] },
            {
              label: t.branch,
              value: <AppLink to={`/organisations/${current.orgId}`}>{current.orgName}</AppLink>,
            },
            { label: t.joined, value: formatDay(current.joinedOn) },
            { label: t.confirmed, value: formatDay(current.confirmedOn) },
          ]}
        />
      ) : (
        <p className="z-quiet">{t.noMembership}</p>
      )}
      {former.length > 0 && (
        <ul className={css['spans']}>
          {former.map((each) => (
            <li key={each.fromOn + each.orgId}>
              <Span from={each.fromOn} to={each.toOn} /> {each.orgName}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Appointments({ person }: { person: Person }) {
  const t = useMessages(m);
  const label = useLabel();
  return (
    <Panel title={t.posts}>
      {person.appointments.length === 0 && <p className="z-quiet">{t.none}</p>}
      <ul className={css['spans']}>
        {person.appointments.map((each) => (
          <li key={each.fromOn + each.orgId + each.title.zh} className={each.toOn ? css['past'] : undefined}>
            <Span from={each.fromOn} to={each.toOn} />
            <strong>{label(each.title)}</strong> {each.orgName}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Span({ from, to }: { from: string; to: string | null }) {
  const t = useMessages(m);
  return (
    <span className={css['span']}>
      {formatDayShort(from)} – {to ? formatDayShort(to) : t.now}
    </span>
  );
}
