import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadContent } from '#standards/packs/load-content.ts';
import { commonTopics, type TopicParty } from './topics.rules.ts';

const { alliances } = loadContent(join(import.meta.dirname, '../../../content'));
const topics = (parties: TopicParty[], resources: string[] = []) =>
  commonTopics(parties, resources, alliances.topics, alliances.served);

/** Characters by a hash, so that no two lines share a run of three. */
function noise(party: number, line: number): string {
  let state = Math.imul(party + 1, 0x9e3779b1) ^ Math.imul(line + 1, 0x85ebca6b);
  return Array.from({ length: 9 }, () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x165667b1;
    return String.fromCodePoint(0x4e00 + ((state >>> 8) % 6000));
  }).join('');
}

const crowd = (planted: (party: number) => string[], count = 4): TopicParty[] =>
  Array.from({ length: count }, (_, party) => ({
    id: `p${party}`,
    mine: true,
    served: [],
    items: [
      ...Array.from({ length: 40 }, (_, line) => ({ source: 'task' as const, text: noise(party, line) })),
      // Duties handed down in the same words: no topic.
      { source: 'duty' as const, text: '每月相对固定一天开展主题党日活动并形成记录' },
      ...planted(party).map((text) => ({ source: 'problem' as const, text })),
    ],
  }));

describe('common topics', () => {
  it('finds the planted overlaps in the first three places', () => {
    const parties = crowd((party) => [
      `第${party}批古村落民居修缮进度慢`,
      `梯田灌溉水渠${'甲乙丙丁'[party]}段渗漏`,
      ...(party < 3 ? [`候鸟式旅居老乡${'东西南北'[party]}片登记不全`] : []),
    ]);
    const first = topics(parties).slice(0, 3);
    const titles = first.map((topic) => topic.title.zh).join(' ');
    expect(titles).toContain('古村落民居修缮');
    expect(titles).toContain('梯田灌溉水渠');
    expect(titles).toContain('候鸟式旅居老乡');
    expect(first.map((topic) => topic.coverage)).toEqual([100, 100, 75]);
  });

  it('finds them wherever they are planted', () => {
    for (let run = 0; run < 20; run++) {
      const words = ['杨梅冷链转运', '畲乡绣娘合作社', '水库移民危房'].map((word) => word);
      const parties = crowd((party) =>
        words.map(
          (word, at) =>
            `${noise(party + 9 + run, at).slice(0, 3)}，${word}，${noise(party, at + 50 + run).slice(0, 2)}`,
        ),
      );
      const first = topics(parties)
        .slice(0, 3)
        .map((topic) => topic.title.zh);
      expect(first.sort()).toEqual([...words].sort());
    }
  });

  it('finds them in the middle of sentences of work, as whole terms and not as pieces of them', () => {
    // What branches do have: set phrases, a cascade in the same words, problems that are each one's own.
    const common = [
      ['task', '本支部融合项目见效'],
      ['task', '党建与业务融合项目攻坚'],
      ['task', '补齐本支部短板'],
      ['duty', '每月相对固定一天开展主题党日活动并形成记录'],
    ] as const;
    const own = [
      ['群众反映的意见箱两个月没有人开', '学习与业务脱节，讨论流于形式', '整理三年来的会议档案'],
      ['走访退休党员并送去慰问品', '新任支委没有人带，不会开会', '群众反映的排队叫号不清楚'],
      ['核对全年党费账目', '为新入职同志各配一名导师', '谈话记录过于简单，没有结论'],
    ];
    const planted = [
      ['查清夜间河道采砂的车辆', '小区电动自行车充电桩布点不够', '拟定水库移民危房改造名单'],
      ['河道采砂处罚标准要统一', '协调供电部门给电动自行车充电桩扩容', '水库移民危房年底前要改造完'],
      ['向村民公布河道采砂举报电话', '拆除楼道里违规的电动自行车充电桩', '请住建部门鉴定水库移民危房等级'],
    ];
    const parties = planted.map(
      (lines, at): TopicParty => ({
        id: `p${at}`,
        mine: true,
        served: [],
        items: [
          ...common.map(([source, text]) => ({ source, text })),
          ...own[at]!.map((text) => ({ source: 'task' as const, text })),
          ...lines.map((text) => ({ source: 'problem' as const, text })),
        ],
      }),
    );
    expect(topics(parties).map((topic) => topic.title.zh)).toEqual([
      '水库移民危房',
      '河道采砂',
      '电动自行车充电桩',
    ]);
  });

  it('keeps a problem that two have word for word, and leaves out a task that came from above', () => {
    const with2 = (source: 'problem' | 'task') =>
      topics(
        crowd((party) => (party < 2 ? ['党费公示不及时'] : [])).map((party) => ({
          ...party,
          items: party.items.map((item) => (item.source === 'problem' ? { ...item, source } : item)),
        })),
      ).map((topic) => topic.title.zh);
    expect(with2('problem')).toEqual(['党费公示不及时']);
    expect(with2('task')).toEqual([]);
  });

  it('finds nothing where nothing was planted (the control)', () => {
    expect(topics(crowd(() => []))).toEqual([]);
  });

  it('puts what covers more parties first, then what has more behind it, then the cheaper', () => {
    const wide = crowd((party) => (party < 3 ? ['山区农产品外销难'] : [])).map((party, at) => ({
      ...party,
      served: at < 2 ? ['elderly'] : [],
    }));
    expect(topics(wide).map((topic) => topic.key)).toEqual(['d:farm', 's:elderly']);
    const withResource = topics(wide, ['农产品集采渠道']);
    expect(withResource[0]).toMatchObject({ key: 'd:farm', prepared: true, minutes: 3 * 40 });
    expect(topics(wide)[0]).toMatchObject({ prepared: false, minutes: 3 * 40 + 60 });
  });

  it('says why: which kinds of things of which party point to it', () => {
    const [topic] = topics(crowd((party) => (party < 2 ? ['窗口排队时间长'] : [])));
    expect(topic).toMatchObject({
      key: 'd:waiting',
      parties: [
        { id: 'p0', counts: { problem: 1 } },
        { id: 'p1', counts: { problem: 1 } },
      ],
    });
    expect(topic?.examples).toEqual(['窗口排队时间长']);
  });

  it('shows a reader no words that only others use', () => {
    const parties = crowd((party) => (party > 1 ? ['两条机密航道疏浚'] : []));
    const asPartner = parties.map((party) => ({ ...party, mine: party.id === 'p0' }));
    expect(topics(asPartner)).toEqual([]);
    expect(topics(parties.map((party) => ({ ...party, mine: party.id === 'p2' })))).toHaveLength(1);
    const listed = crowd((party) => (party > 1 ? ['窗口排队时间长'] : [])).map((party) => ({
      ...party,
      mine: party.id === 'p0',
    }));
    expect(topics(listed).map((topic) => topic.examples)).toEqual([[]]);
  });

  it('is the same whatever the order of the parties', () => {
    const parties = crowd((party) => [`古村落民居修缮${party}`, '窗口排队时间长']);
    const keys = (list: TopicParty[]) => topics(list).map((topic) => topic.key);
    expect(keys([...parties].reverse())).toEqual(keys(parties));
  });
});
