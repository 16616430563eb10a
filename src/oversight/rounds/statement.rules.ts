import { HISTOGRAM_FLOOR } from './release.rules.ts';
import type { RoundMode } from './rounds.rules.ts';

/** How a rater came in. */
export type RaterEntry = 'account' | 'named-link' | 'link';

/** What the statement of secrecy is made of: the round as it is frozen, and how this rater came in. */
export interface StatementFacts {
  mode: RoundMode;
  /** the fewest ballots that are looked at together */
  floor: number;
  /** the rater signed in, or opened a link made out to a person, or one that carries no name */
  entry: RaterEntry;
  /** last day on which ballots are taken */
  closesOn: string;
  /** rater groups whose ballots are counted as one, by title; empty when the rater's group stands alone */
  mergedWith: readonly string[];
  /** titles of the three trustees' seats, such as 机关纪委 */
  trustees: readonly string[];
}

/** The statement a rater reads before rating: one sentence on top, what is done, and what it cannot do. */
export interface Statement {
  headline: string;
  points: string[];
  limits: string[];
}

function sealedZh(facts: StatementFacts): Statement {
  const who = {
    account: '密文与您的评议编号存放在一起，编号与您的账号对应，用来保证一人一票；',
    'named-link': '密文与您的评议编号存放在一起，编号与您的姓名对应，用来保证一人一票；',
    link: '密文与您的链接编号存放在一起，用来保证一条链接只算一票；系统没有登记链接交给了谁；',
  }[facts.entry];
  return {
    headline: '密态汇总：您的评分在本机加密后才提交，系统只解开合计，不解开单张票。',
    points: [
      `${who}服务器上没有能解开它的密钥。`,
      `只解开同一被评组织、同一评议主体的合计，每个合计至少 ${facts.floor} 票；不足的与相邻主体合并，仍不足的不解开、不公布。`,
      ...(facts.mergedWith.length > 0
        ? [`对您所评的部分组织，您所在的评议主体人数较少，将与“${facts.mergedWith.join('、')}”合并统计。`]
        : []),
      `解开合计需要三位保管人（${facts.trustees.join('、')}）中的任意两位各自出示密钥文件和口令；密钥只在他们手里。`,
      `合计公布平均分（保留一位小数）；满 ${HISTOGRAM_FLOOR} 票的才公布各等次票数；票数只公布区间。`,
      `${facts.closesOn} 截止（组织者写明理由可以提前），截止前不解开任何合计；截止前您可以重新评，以最后一次为准。`,
      '票上不记提交时间、网络地址和设备；评议期间页面不向任何人显示谁已评、谁未评。',
    ],
    limits: [
      '管理数据库的人能看出哪个编号提交过，看不到评分。',
      '如果两位保管人串通并取得数据库，可以解开单张票；如果服务器程序被人改动，此后提交的评分不再有保证。',
      ...(facts.entry === 'account' ? [] : ['拿到这条链接的人都能用它评议；截止前以最后一次提交为准。']),
      '人数少时同事可能猜到；如果大家评得完全一样，平均分本身就说明了每个人的选择。',
      '别人看着您评、截屏或拍照，系统防不住。',
    ],
  };
}

function namedZh(facts: StatementFacts): Statement {
  const who = {
    account: '您的评分按原样保存，并与您的账号（姓名）放在一起。',
    'named-link': '您的评分按原样保存，并与您的姓名放在一起。',
    link: '您的评分按原样保存，并与这条链接的编号放在一起；发放链接的人可能知道把它交给了谁。',
  }[facts.entry];
  return {
    headline: '实名评议：您的评分不匿名。',
    points: [
      who,
      '页面和报表只公布合计，不列出个人评分；但管理数据库的人可以看到每个人的评分。',
      '人数少的评议主体也单独统计，被评组织可能据此推知您的评分。',
      `${facts.closesOn} 截止（组织者写明理由可以提前），截止前页面不显示任何结果；提交后不能修改。`,
      '评议期间页面不向任何人显示谁已评、谁未评；不便实名评议的可以不提交，系统不用是否提交来评价任何人。',
    ],
    limits: [
      '评分一经提交，在选票销毁前无法从数据库中撤回。',
      ...(facts.entry === 'account' ? [] : ['拿到这条链接的人都能用它评议。']),
    ],
  };
}

function sealedEn(facts: StatementFacts): Statement {
  const who = {
    account:
      'The encrypted ballot is stored with your rating number, which belongs to your account, so that each person counts once;',
    'named-link':
      'The encrypted ballot is stored with your rating number, which belongs to your name, so that each person counts once;',
    link: 'The encrypted ballot is stored with the number of your link, so that a link counts once; no record is kept of who was given it;',
  }[facts.entry];
  return {
    headline:
      'Sealed tally: your marks are encrypted on this device; only sums are opened, never a single ballot.',
    points: [
      `${who} the server holds no key that opens it.`,
      `Only sums over the same organisation and the same group of raters are opened, each of at least ${facts.floor} ballots; smaller groups are merged with the next, and what stays too small is neither opened nor published.`,
      ...(facts.mergedWith.length > 0
        ? [
            `For some of the organisations you rate, your group is small and is counted together with: ${facts.mergedWith.join(', ')}.`,
          ]
        : []),
      `Opening a sum takes any two of the three trustees (${facts.trustees.join(', ')}), each with a key file and a passphrase that only they hold.`,
      `What is published: means to one decimal; counts of each grade only from ${HISTOGRAM_FLOOR} ballots on; numbers of ballots as ranges.`,
      `Closes on ${facts.closesOn}, or earlier if the organiser gives a reason. No sum is opened before; until then you may rate again, and the last ballot counts.`,
      'No time, network address or device is kept with a ballot; while the round is open, no page shows anybody who has rated.',
    ],
    limits: [
      'Whoever runs the database can see which numbers have submitted, not what they said.',
      'Two trustees who conspire and obtain the database could open single ballots; if the program on the server is changed, ballots cast after that are not protected.',
      ...(facts.entry === 'account'
        ? []
        : ['Whoever holds this link can rate with it; until closing the last ballot counts.']),
      'In small groups colleagues may guess; if everybody gives the same marks, the mean itself tells what each one chose.',
      'Someone looking over your shoulder, screenshots and photographs cannot be prevented.',
    ],
  };
}

function namedEn(facts: StatementFacts): Statement {
  const who = {
    account: 'Your marks are stored as given, together with your account (your name).',
    'named-link': 'Your marks are stored as given, together with your name.',
    link: 'Your marks are stored as given, with the number of this link; whoever handed out the links may know whom it was given to.',
  }[facts.entry];
  return {
    headline: 'Rating by name: your marks are not anonymous.',
    points: [
      who,
      'Pages and reports show sums only, no single marks; but whoever runs the database can see what each person said.',
      'Small groups are counted on their own, so the organisation rated may infer your marks.',
      `Closes on ${facts.closesOn}, or earlier if the organiser gives a reason. No page shows a result before; a ballot cannot be changed once submitted.`,
      'While the round is open, no page shows anybody who has rated. If you would rather not rate by name, you need not submit; the system never assesses anybody by it.',
    ],
    limits: [
      'Once submitted, the marks cannot be taken back out of the database until the ballots are destroyed.',
      ...(facts.entry === 'account' ? [] : ['Whoever holds this link can rate with it.']),
    ],
  };
}

/**
 * The statement of how secret an answer is, made from the round itself, so that it says what is built and no more.
 * Whoever changes how ballots are kept or released changes this text with it; a test holds the two together.
 */
export function secrecyStatement(facts: StatementFacts): { zh: Statement; en: Statement } {
  return facts.mode === 'sealed'
    ? { zh: sealedZh(facts), en: sealedEn(facts) }
    : { zh: namedZh(facts), en: namedEn(facts) };
}
