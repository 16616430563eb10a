import { messages } from '#shell/web/messages.ts';

/** The words for a duty's codes, shared by its pages. */
export const dutyWords = messages({
  zh: {
    subjects: {
      'leading-group': '党组（党委）主体责任',
      'leading-group-secretary': '书记第一责任',
      'deputy-in-charge': '分管领导一岗双责',
      'organ-committee': '机关党委督导责任',
      branch: '党支部管理责任',
      member: '党员直接责任',
    },
    strength: { hard: '必须', soft: '一般', local: '地方口径', article: '文章建议' },
    strengthHint: {
      hard: '“应当、必须、至少”：不能以说明理由代替。',
      soft: '“一般”：确有原因可以说明理由。',
      local: '地方规定的频次，可以修改。',
      article: '研究文章的建议，不是规定，可以修改。',
    },
    hands: { own: '必须亲为', delegable: '可委托', devolve: '应下放' },
    trust: { V1: '原文已核', V2: '转述', L: '地方做法', A: '文章建议', P: '建议值', M: '未核实' },
    trustHint: {
      V1: '读过法规原文',
      V2: '由引用该规定的资料转述，条款号请再核对',
      L: '地方做法，不是全国规定',
      A: '研究文章提出的要求，不是规定',
      P: '本系统的建议值，待本地确认',
      M: '凭记忆，未核实，请核对原文',
    },
    source: { post: '按职务', fallback: '代理', pinned: '指定', member: '党员' },
    defect: {
      'no-owner': '没有责任人',
      'two-owners': '有两名以上责任人',
      'no-body': '没有承担的组织',
      'two-bodies': '不清楚由哪个组织承担',
      'no-basis': '缺依据',
      'no-cadence': '缺频次',
      'no-result': '缺结果',
      'no-evidence': '缺佐证要求',
    },
    repair: {
      'no-owner': (posts: string, borne: string) =>
        borne === 'members'
          ? '支部里还没有党员。请先登记或导入党员。'
          : `请任命${posts}，${borne === 'one' ? '或直接指定一名责任人，' : ''}或说明理由后删减此项。`,
      'two-owners': (posts: string) => `同一职务（${posts}）有多人在任。请指定其中一人，或更正任职。`,
      'no-body': () => '本单位没有承担此项的党组织。请在组织树中补建，或说明理由后删减此项。',
      'two-bodies': () => '有几个组织都可承担。请设立机关党委（总支），或为其中一个组织指定责任人。',
      'no-basis': () => '请选用带有依据的责任项，或说明理由后删减此项。',
      'no-cadence': () => '请写明多久一次，或按事项办理。',
      'no-result': () => '请写明要达到什么结果。',
      'no-evidence': () => '请选用带有佐证要求的责任项。',
    },
    and: '、',
    or: '或',
  },
  en: {
    subjects: {
      'leading-group': 'Leading group: main',
      'leading-group-secretary': 'Secretary: first',
      'deputy-in-charge': 'Leaders in charge: dual',
      'organ-committee': 'Organ committee: supervising',
      branch: 'Branch: managing',
      member: 'Members: direct',
    },
    strength: { hard: 'Must', soft: 'Generally', local: 'Local', article: 'Proposed' },
    strengthHint: {
      hard: 'An absolute demand: no excuse can replace it.',
      soft: 'Generally asked for: a reason may be given.',
      local: 'A local number; it may be changed.',
      article: 'A proposal of the study, not a rule; it may be changed.',
    },
    hands: { own: 'In person', delegable: 'May be delegated', devolve: 'Should be handed down' },
    trust: { V1: 'Text read', V2: 'Second-hand', L: 'Local', A: 'Article', P: 'Proposed', M: 'Unverified' },
    trustHint: {
      V1: 'The regulation itself was read',
      V2: 'Told by a source that cites it; check the number of the clause',
      L: 'Local practice, not a national rule',
      A: 'Asked for by a study, not a rule',
      P: 'Proposed here, to be confirmed locally',
      M: 'From memory, unverified; check the text',
    },
    source: { post: 'By post', fallback: 'Acting', pinned: 'Named', member: 'Member' },
    defect: {
      'no-owner': 'Nobody answers',
      'two-owners': 'More than one answers',
      'no-body': 'No organisation bears it',
      'two-bodies': 'Unclear which organisation',
      'no-basis': 'No basis',
      'no-cadence': 'No cadence',
      'no-result': 'No result',
      'no-evidence': 'No evidence asked for',
    },
    repair: {
      'no-owner': (posts, borne) =>
        borne === 'members'
          ? 'The branches have no members yet. Add or import them first.'
          : `Appoint ${posts}, ${borne === 'one' ? 'or name one person, ' : ''}or leave the duty out with a reason.`,
      'two-owners': (posts) =>
        `Several people hold the post (${posts}). Name one of them, or correct the appointments.`,
      'no-body': () =>
        'The unit has no organisation for it. Add one to the tree, or leave the duty out with a reason.',
      'two-bodies': () =>
        'Several organisations could bear it. Set up an organ committee, or name an owner in one of them.',
      'no-basis': () => 'Use a duty that has a basis, or leave this one out with a reason.',
      'no-cadence': () => 'Say how often, or that it is done when it comes up.',
      'no-result': () => 'Say what is to come of it.',
      'no-evidence': () => 'Use a duty that says what evidence is enough.',
    },
    and: ', ',
    or: ' or ',
  },
});
