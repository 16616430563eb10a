import { addDays, type Day } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { City } from './city.ts';
import { demoId } from './dice.ts';
import type { DemoAccounts } from './people.store.ts';

type Claim = 'ours' | 'theirs' | 'shared';

/** A dispute of the demo: `days` before today it was raised; parties as places among the first unit's branches, or its committee. */
type Story = {
  title: string;
  matter: string;
  days: number;
  parties: readonly (number | 'committee')[];
  said: readonly ([Claim, string] | null)[];
  ruled?: { party: number; text: string; after: number };
  provisional?: boolean;
};

const STORIES: readonly Story[] = [
  {
    title: '编外聘用人员的思想动态由谁收集上报',
    matter: '局里新聘的编外人员不在支部名册，思想动态由使用处室所在支部收集，还是由办公室支部统一收集？',
    days: 160,
    parties: [0, 1],
    said: [
      ['theirs', '人员由规划处使用，办公室不掌握其工作情况。'],
      ['shared', '可以由我们收集，但谈话需要办公室配合安排。'],
    ],
    ruled: { party: 1, text: '谁使用谁负责：由使用处室所在支部收集上报，办公室支部配合安排谈话。', after: 4 },
  },
  {
    title: '节假日咨询窗口志愿岗由谁排班',
    matter: '节假日价格咨询窗口的党员志愿岗，价格处与办公室都认为应由对方排班，连续两次无人到岗。',
    days: 95,
    parties: [0, 3],
    said: [
      ['theirs', '排班需要掌握咨询量，应由价格处负责。'],
      ['theirs', '志愿服务一向由办公室统一组织。'],
    ],
    ruled: {
      party: 1,
      text: '价格处支部负责排班并公布，办公室支部负责后勤保障；今后涉业务窗口的志愿岗照此办理。',
      after: 5,
    },
  },
  {
    title: '退休党员重病慰问由谁出面登记',
    matter: '退休党员重病住院，支部认为应由机关党委慰问，机关党委认为应由原支部先去。',
    days: 60,
    parties: [2, 'committee'],
    said: [
      ['shared', '支部先看望没有问题，但慰问金由谁申请不清楚。'],
      ['theirs', '支部最了解情况，应先看望并登记，机关党委负责经费。'],
    ],
    ruled: { party: 0, text: '原所在支部一周内看望并登记，机关党委负责慰问金；今后照此办理。', after: 3 },
  },
  {
    title: '联合检查发现的问题由谁整改销号',
    matter: '办公室与规划处联合检查发现企业申报材料重复提交，整改由哪个支部牵头、在谁的台账销号？',
    days: 2,
    parties: [0, 1],
    said: [null, ['theirs', '材料清单由办公室统一印发，应由其牵头整改。']],
  },
  {
    title: '青年理论学习小组归谁管',
    matter: '青年理论学习小组跨三个处室，活动记录、考勤和经费三处支部都不愿承担。',
    days: 12,
    parties: [1, 3],
    said: [null, null],
    provisional: true,
  },
];

/** Disputes in the first unit: three that were ruled and are precedents now, one being heard, one whose time ran out. */
export async function raiseDisputes(
  tx: Tx,
  demo: { tenantId: string; city: City; accounts: DemoAccounts; seed: number; today: Day },
): Promise<void> {
  const { tenantId, city, accounts, seed, today } = demo;
  const unit = city.units[0]!;
  const holder = new Map(city.posts.map((post) => [`${post.orgId} ${post.post}`, post.personId]));
  const at = (day: Day) => new Date(`${day}T02:30:00Z`);
  const rows = STORIES.map((story, number) => {
    const id = demoId(seed, 'dispute', number);
    const parties = story.parties.flatMap((place, no) => {
      const orgId = place === 'committee' ? unit.committee : unit.branches[place % unit.branches.length]!;
      const post = place === 'committee' ? 'organ-committee-deputy' : 'branch-secretary';
      return {
        id: demoId(seed, 'dispute-party', number * 10 + no),
        orgId,
        personId: holder.get(`${orgId} ${post}`) ?? null,
        said: story.said[no] ?? null,
      };
    });
    const raised = addDays(today, -story.days);
    return { id, story, parties, raised, due: addDays(raised, 7) };
  });
  const { accountId: secretary } = accounts.secretary;
  const judgeOf = (story: Story) =>
    (story.parties.includes('committee') ? accounts.clerk : accounts.officer).accountId;
  await tx
    .insertInto('dispute')
    .values(
      rows.map(({ id, story, parties, raised, due }) => ({
        tenant_id: tenantId,
        id,
        org_id: story.parties.includes('committee') ? city.root : unit.id,
        level: story.parties.includes('committee') ? 'work-committee' : 'unit',
        title: story.title,
        matter: story.matter,
        duty_id: null,
        duty_code: null,
        raised_by: secretary,
        raised_person: accounts.secretary.personId,
        raised_at: at(raised),
        raised_on: raised,
        due_on: due,
        due_covered: true,
        state: story.ruled
          ? ('ruled' as const)
          : story.provisional
            ? ('provisional' as const)
            : ('open' as const),
        provisional_party: story.provisional ? parties[0]!.id : null,
        provisional_basis: story.provisional ? ('receiver' as const) : null,
        provisional_on: story.provisional ? addDays(due, 1) : null,
        ruled_party: story.ruled ? parties[story.ruled.party]!.id : null,
        ruling: story.ruled?.text ?? '',
        ruled_by: story.ruled ? judgeOf(story) : null,
        ruled_on: story.ruled ? addDays(raised, story.ruled.after) : null,
        precedent_id: null,
        framework_id: null,
        patched_code: null,
      })),
    )
    .execute();
  await tx
    .insertInto('dispute_party')
    .values(
      rows.flatMap(({ id, parties, raised }) =>
        parties.map((party, no) => ({
          tenant_id: tenantId,
          id: party.id,
          dispute_id: id,
          no: no + 1,
          org_id: party.orgId,
          person_id: party.personId,
          named: false,
          claim: party.said?.[0] ?? null,
          statement: party.said?.[1] ?? '',
          stated_by: party.said ? secretary : null,
          stated_at: party.said ? at(addDays(raised, 1)) : null,
        })),
      ),
    )
    .execute();
  await tx
    .insertInto('dispute_event')
    .values(
      rows.flatMap(({ id, story, parties, raised, due }, number) => {
        const event = (
          no: number,
          action: 'raise' | 'answer' | 'lapse' | 'rule',
          more: { party?: string; day: Day; note: string; by: string | null },
        ) => ({
          tenant_id: tenantId,
          id: demoId(seed, 'dispute-event', number * 10 + no),
          dispute_id: id,
          action,
          account_id: more.by,
          party_id: more.party ?? null,
          at: at(more.day),
          note: more.note,
        });
        return [
          event(0, 'raise', { day: raised, note: story.matter, by: secretary }),
          ...parties.flatMap((party, no) =>
            party.said
              ? [
                  event(no + 1, 'answer', {
                    party: party.id,
                    day: addDays(raised, 1),
                    note: party.said[1],
                    by: secretary,
                  }),
                ]
              : [],
          ),
          ...(story.provisional
            ? [event(8, 'lapse', { party: parties[0]!.id, day: addDays(due, 1), note: '', by: null })]
            : []),
          ...(story.ruled
            ? [
                event(9, 'rule', {
                  party: parties[story.ruled.party]!.id,
                  day: addDays(raised, story.ruled.after),
                  note: story.ruled.text,
                  by: judgeOf(story),
                }),
              ]
            : []),
        ];
      }),
    )
    .execute();
}
