import type { FollowState, Verdict } from '#roles/leading-group/sessions.rules.ts';
import type { TopicState } from '#roles/leading-group/topics.rules.ts';

/** Who answers in the stories: by the post that the demo's person holds. */
export type Role = 'leader' | 'deputy' | 'committee' | 'discipline' | 'branch';

/** A resource of a story: days from today on which it is due, and what was delivered of it. */
export type ResourceStory = {
  kind: string;
  what: string;
  amount: number;
  source: string;
  to: 'branch' | 'committee';
  due: number;
  given: readonly { amount: number; ago: number; state: 'claimed' | 'received'; note: string }[];
};

/** A topic of the demo; `session` is the place of the session that decided it. Days count from today. */
export type TopicStory = {
  kind: string;
  title: string;
  why: string;
  basis: string;
  ask: string;
  ago: number;
  state: TopicState;
  note?: string;
  session?: number;
  verdict?: Verdict;
  text?: string;
  follow?: { kind: 'task' | 'standing'; owner: Role; due: number; state: FollowState };
  resources?: readonly ResourceStory[];
};

/** The sessions of the demo's leading group: days ago, and who was in the chair. */
export const SESSIONS: readonly { ago: number; chair: 'leader' | 'deputy' }[] = [
  { ago: 150, chair: 'leader' },
  { ago: 34, chair: 'deputy' },
];

const ORGAN_35 = '机关基层组织工作条例第三十五条';

export const TOPICS: readonly TopicStory[] = [
  {
    kind: 'strategy',
    title: '审定年度机关党建重点任务',
    why: '重点任务与业务计划分头部署，支部不清楚哪些事要一起抓。',
    basis: ORGAN_35,
    ask: '审定重点任务清单，与业务计划同步下达。',
    ago: 165,
    state: 'decided',
    session: 0,
    verdict: 'decided',
    text: '同意清单，与业务计划同一份文件下达，机关党委逐项落实到人。',
    follow: { kind: 'task', owner: 'committee', due: -95, state: 'done' },
  },
  {
    kind: 'resource',
    title: '保障支部活动经费',
    why: '各支部活动经费没有列入预算，年底集中报销，支部不敢安排活动。',
    basis: '机关基层组织工作条例第四十条',
    ask: '把支部活动经费列入部门预算，按季拨到支部。',
    ago: 162,
    state: 'decided',
    session: 0,
    verdict: 'decided',
    text: '同意列入预算，机关党委测算到支部，按季拨付。',
    follow: { kind: 'task', owner: 'committee', due: -12, state: 'overdue' },
    resources: [
      {
        kind: 'money',
        what: '支部活动经费',
        amount: 20000,
        source: '部门预算',
        to: 'branch',
        due: -20,
        given: [
          { amount: 12000, ago: 100, state: 'received', note: '第一笔' },
          { amount: 8000, ago: 3, state: 'claimed', note: '第二笔' },
        ],
      },
    ],
  },
  {
    kind: 'risk',
    title: '研判项目审批环节廉政风险',
    why: '专项检查发现个别处室一人经手全流程。',
    basis: '党委（党组）落实全面从严治党主体责任规定',
    ask: '明确项目审批双人经办、定期轮岗。',
    ago: 45,
    state: 'decided',
    session: 1,
    verdict: 'decided',
    text: '项目审批一律双人经办，关键岗位三年轮岗，长期执行。',
    follow: { kind: 'standing', owner: 'discipline', due: 0, state: 'standing' },
  },
  {
    kind: 'resource',
    title: '增配一名专职党务干部',
    why: '机关党委只有一名专职人员，低于规定的比例。',
    basis: '机关基层组织工作条例第三十条',
    ask: '从现有编制中调剂一名到机关党委。',
    ago: 44,
    state: 'decided',
    session: 1,
    verdict: 'agreed',
    text: '原则同意，由人事处在现有编制内调剂。',
    follow: { kind: 'task', owner: 'deputy', due: 26, state: 'open' },
    resources: [
      {
        kind: 'staff',
        what: '专职党务干部',
        amount: 1,
        source: '内部调剂',
        to: 'committee',
        due: -5,
        given: [],
      },
    ],
  },
  {
    kind: 'report',
    title: '听取机关党委工作情况汇报',
    why: '三个支部集中反映任务多头下达、重复报表。',
    basis: ORGAN_35,
    ask: '明确由机关党委统一归口下达。',
    ago: 43,
    state: 'decided',
    session: 1,
    verdict: 'decided',
    text: '支部任务由机关党委统一归口，清理重复报表并公布清单。',
    follow: { kind: 'task', owner: 'committee', due: 12, state: 'open' },
  },
  {
    kind: 'other',
    title: '组建青年突击队',
    why: '重点项目进入攻坚期。',
    basis: '',
    ask: '同意组建并明确牵头处室。',
    ago: 42,
    state: 'deferred',
    note: '人员和任务还不清楚，调研后再议。',
    session: 1,
    verdict: 'postponed',
    text: '人员和任务还不清楚，调研后再议。',
  },
  {
    kind: 'strategy',
    title: '年底述职评议安排',
    why: '述职评议与业务考核时间冲突。',
    basis: '机关基层组织工作条例第三十九条',
    ask: '确定述职时间和参加范围。',
    ago: 9,
    state: 'accepted',
  },
  {
    kind: 'strategy',
    title: '研究明年机关党建工作要点',
    why: '要与明年业务计划一同部署，需要党组先定方向。',
    basis: ORGAN_35,
    ask: '确定明年党建工作的三件重点事和责任人。',
    ago: 4,
    state: 'proposed',
  },
  {
    kind: 'resource',
    title: '调剂一间党员活动室',
    why: '三个支部共用一间会议室，组织生活常常排不开。',
    basis: '机关基层组织工作条例第四十条',
    ask: '从办公用房中调剂一间，固定给支部使用。',
    ago: 2,
    state: 'proposed',
  },
];

/** A risk of the demo; days count from today. `before` is how it was weighed when it was opened. */
export type RiskStory = {
  area: string;
  title: string;
  detail: string;
  measures: string;
  weight: readonly [number, number];
  before: readonly [number, number];
  owner: Role;
  opened: number;
  review: number;
  state: 'open' | 'watch' | 'closing' | 'closed';
  reason?: string;
};

export const RISKS: readonly RiskStory[] = [
  {
    area: 'integrity',
    title: '项目审批环节廉政风险',
    detail: '审批、验收由同一处室经手。',
    measures: '双人经办、随机抽取评审专家、结果公示。',
    weight: [4, 4],
    before: [4, 5],
    owner: 'deputy',
    opened: 120,
    review: -6,
    state: 'open',
  },
  {
    area: 'ideology',
    title: '网络发布审核把关不严',
    detail: '公众号由各处室分别发布，审核口径不一。',
    measures: '统一三级审核，每月抽查一次。',
    weight: [3, 4],
    before: [4, 4],
    owner: 'committee',
    opened: 100,
    review: 9,
    state: 'open',
  },
  {
    area: 'team',
    title: '支部书记队伍青黄不接',
    detail: '两名书记年内到龄，后备人选不足。',
    measures: '每个支部确定一名后备人选，参加任职培训。',
    weight: [3, 3],
    before: [3, 3],
    owner: 'leader',
    opened: 80,
    review: 30,
    state: 'open',
  },
  {
    area: 'key-task',
    title: '窗口服务群众投诉',
    detail: '节假日排班空档曾引发投诉。',
    measures: '党员志愿岗排班公布，投诉当日回复。',
    weight: [2, 2],
    before: [3, 3],
    owner: 'branch',
    opened: 140,
    review: 60,
    state: 'watch',
  },
  {
    area: 'organisation',
    title: '联合支部组织生活不经常',
    detail: '三个单位人员分散，半年只开过一次会。',
    measures: '固定每月一次，轮流主持。',
    weight: [1, 3],
    before: [4, 3],
    owner: 'committee',
    opened: 160,
    review: 20,
    state: 'closing',
    reason: '已连续六个月按月召开，出席率稳定。',
  },
];
