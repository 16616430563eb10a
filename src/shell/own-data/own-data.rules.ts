type Label = { zh: string; en: string };

/** What each table that speaks of persons is called in a person's own export. A table without a name fails a test. */
export const tableTitles: Readonly<Record<string, Label>> = {
  person: { zh: '基本信息', en: 'Basic facts' },
  membership: { zh: '党籍和所在支部', en: 'Membership' },
  attachment: { zh: '编入的临时党支部', en: 'Temporary branches' },
  appointment_case: { zh: '任职报批', en: 'Appointments proposed' },
  appointment: { zh: '党内职务', en: 'Posts in the Party' },
  account: { zh: '登录账号', en: 'Account' },
  session: { zh: '登录设备', en: 'Signed-in devices' },
  role_binding: { zh: '授予的角色', en: 'Roles granted' },
  rules_acknowledgement: { zh: '阅知规则的记录', en: 'Rules acknowledged' },
  record_person: { zh: '参与的会议和工作', en: 'Part in meetings and work' },
  motion: { zh: '提出的提议', en: 'Motions' },
  motion_event: { zh: '提议办理经过', en: 'Course of motions' },
  meeting_plan_speaker: { zh: '安排的会议发言', en: 'Turns to speak at meetings' },
  meeting_word: { zh: '会前书面发言', en: 'Written before meetings' },
  group_member: { zh: '所在党小组', en: 'Party group' },
  calendar_feed: { zh: '日历订阅', en: 'Calendar subscription' },
  task: { zh: '承担的任务', en: 'Tasks' },
  task_part: { zh: '任务中的分工', en: 'Letters in tasks' },
  task_touch: { zh: '对任务的指导和过问', en: 'Guidance given to tasks' },
  digest_line: { zh: '提醒摘要', en: 'Digests of reminders' },
  task_event: { zh: '任务办理经过', en: 'Course of tasks' },
  problem: { zh: '负责的问题', en: 'Problems to solve' },
  problem_event: { zh: '问题办理经过', en: 'Course of problems' },
  ledger_report: { zh: '我反映的问题', en: 'Problems I reported' },
  ledger_session: { zh: '签字的对账单', en: 'Ledger sheets signed' },
  drive: { zh: '牵头的专项整顿', en: 'Special drives led' },
  drive_event: { zh: '专项整顿办理经过', en: 'Course of special drives' },
  dispute: { zh: '提出的归属争议', en: 'Disputes raised' },
  delegation: { zh: '书面委托', en: 'Delegations' },
  dispute_event: { zh: '争议办理经过', en: 'Course of disputes' },
  dispute_party: { zh: '参与的归属争议', en: 'Disputes taken part in' },
  alliance_party: { zh: '负责的联建', en: 'Alliances answered for' },
  alliance_event: { zh: '联建办理经过', en: 'Course of alliances' },
  leading_topic: { zh: '向党组提出的议题', en: 'Topics for the leading group' },
  leading_risk: { zh: '负责的党组风险', en: 'Risks answered for' },
  leading_delivery: { zh: '确认收到的资源', en: 'Receipts confirmed' },
  leading_event: { zh: '党组议题和风险办理经过', en: 'Course of topics and risks' },
  business_item: { zh: '负责的业务事项', en: 'Business items answered for' },
  business_reading: { zh: '报送的业务指标', en: 'Business figures reported' },
  fusion_link: { zh: '提出或确认的业务融合', en: 'Links of Party and business work' },
  duty_signature: { zh: '责任清单签字', en: 'Duty lists signed' },
  framework_review: { zh: '经办的清单审核', en: 'Duty lists reviewed' },
  framework_pack: { zh: '建立的本地框架包', en: 'Packs made' },
  duty_owner: { zh: '承担的责任', en: 'Duties' },
  obligation: { zh: '到期事项', en: 'Obligations' },
  conduct_case: { zh: '年度责任考评', en: 'Yearly appraisal of duties' },
  conduct_event: { zh: '责任考评办理经过', en: 'Course of appraisals' },
  liaison_tie: { zh: '双联系：支委联系党员', en: 'Liaison: who keeps contact with whom' },
  liaison_bond: { zh: '双联系：分配时要照顾的', en: 'Liaison: what an assignment respects' },
  liaison_leave: { zh: '双联系：离岗', en: 'Liaison: days away' },
  liaison_outsider: { zh: '双联系：我联系的非党员', en: 'Liaison: my contacts outside the Party' },
  liaison_touch: { zh: '双联系：联系记录', en: 'Liaison: contacts' },
  self_report: { zh: '自主填报', en: 'Self-reports' },
  round_rater: { zh: '评议人名单', en: 'Lists of raters' },
  round_trustee: { zh: '保管评议密钥', en: 'Keys of ratings kept' },
  invitation: { zh: '受邀评议', en: 'Invitations to rate' },
  result: { zh: '经办的考核结果', en: 'Results handled' },
  result_event: { zh: '考核结果办理经过', en: 'Course of results' },
  objection: { zh: '提出和办理的异议', en: 'Objections' },
  red_line: { zh: '经办的红线情形', en: 'Red lines handled' },
};

/** The title of a table; its own name where none is set. */
export function titleOf(table: string): Label {
  return tableTitles[table] ?? { zh: table, en: table };
}

/** What the export does not hold, and why. */
export const leftOut: readonly { what: Label; why: Label }[] = [
  {
    what: { zh: '您投出的评议内容', en: 'What you answered in ratings' },
    why: {
      zh: '密态选票与受邀记录一起保存（保证一人一票、可以重投），但内容是密文，只有分组合计会被解开，系统自己也读不出单张选票。实名评议的内容由组织者保存，可向其申请查阅。',
      en: 'A sealed ballot is kept with its invitation (so that it counts once and can be replaced), but its content is ciphertext: only sums of groups are ever opened, and the system itself cannot read a single one. Named ratings are kept by the organiser, who shows them on request.',
    },
  },
  {
    what: { zh: '密码和登录令牌', en: 'Password and session tokens' },
    why: {
      zh: '只保存不可还原的校验值，导出会降低安全性。',
      en: 'Only irreversible digests are kept; exporting them would weaken security.',
    },
  },
  {
    what: { zh: '审计记录中您本人的操作', en: 'Your own acts in the audit trail' },
    why: {
      zh: '审计记录仅供审计管理员核查；谁查看过您的信息，已单独列出。',
      en: 'The trail is for the audit administrator; who looked at your data is listed apart.',
    },
  },
];
