import type { AllianceContent } from '#standards/packs/alliance-modes.schema.ts';

export const topicSources = ['problem', 'need', 'task', 'duty', 'served'] as const;
/** Where a topic was found: an open problem, a need on the list, a task, a duty, a group that is served. */
export type TopicSource = (typeof topicSources)[number];

/** One thing that a party has to do with, in its own words. */
export type TopicItem = { source: TopicSource; text: string };

/** A party and what it has to do with. `mine`: it lies in the reader's reach. */
export type TopicParty = {
  id: string;
  mine: boolean;
  items: readonly TopicItem[];
  served: readonly string[];
};

/** A topic that several parties share, and why it. */
export type CommonTopic = {
  key: string;
  title: { zh: string; en: string };
  /** By party: how many things of each kind point to it. */
  parties: { id: string; counts: Partial<Record<TopicSource, number>> }[];
  /** Percent of all parties, rounded down. */
  coverage: number;
  weight: number;
  /** Minutes of all parties together for one discussion. */
  minutes: number;
  /** Resources on the list that make preparation unnecessary. */
  prepared: boolean;
  /** Up to three of the reader's own lines that point to it. */
  examples: string[];
};

type Rules = AllianceContent['topics'];
type Served = AllianceContent['served'];

/** Where one topic was found. */
type Found = { title: CommonTopic['title']; hits: Map<string, TopicItem[]> };

/** Longest term in letters. */
const LONGEST = 20;

/** What comes from above to everybody in the same words; a problem or a need is each party's own, whatever its words. */
const FROM_ABOVE: ReadonlySet<TopicSource> = new Set(['duty', 'task']);

/**
 * Topics that at least two parties have in common, those that cover most of them first, then those with more behind
 * them, then the cheaper ones (features 24 and N8). First by the word list; then by terms that several parties use and
 * that are no set phrase. A duty or a task that two parties have word for word is handed down from above to everybody
 * and makes no topic. A term is shown to a reader only if a party within his reach uses it, so nobody reads another's words here.
 */
export function commonTopics(
  parties: readonly TopicParty[],
  resources: readonly string[],
  rules: Rules,
  served: Served,
): CommonTopic[] {
  const shared = handedDown(parties);
  const kept = parties.map((party) => ({
    ...party,
    items: party.items.filter((item) => !FROM_ABOVE.has(item.source) || !shared.has(item.text)),
  }));
  const found = new Map<string, Found>();
  const add = (key: string, title: Found['title'], party: string, item: TopicItem) => {
    const topic = found.get(key) ?? { title, hits: new Map<string, TopicItem[]>() };
    topic.hits.set(party, [...(topic.hits.get(party) ?? []), item]);
    found.set(key, topic);
  };
  for (const party of kept) {
    for (const item of party.items) {
      for (const entry of rules.dictionary) {
        if (entry.words.some((word) => item.text.includes(word)))
          add(`d:${entry.id}`, entry.title, party.id, item);
      }
    }
    for (const id of party.served) {
      const group = served.find((each) => each.id === id);
      if (group) add(`s:${id}`, group.title, party.id, { source: 'served', text: group.title.zh });
    }
  }
  const listed = [...found.values()].map((topic) => topic.hits);
  for (const [word, hits] of sharedTerms(kept, rules, listed)) {
    for (const [party, items] of hits)
      for (const item of items) add(`w:${word}`, { zh: word, en: word }, party, item);
  }
  const mine = new Set(parties.filter((party) => party.mine).map((party) => party.id));
  return [...found]
    .filter(
      ([key, topic]) => topic.hits.size >= 2 && (!key.startsWith('w:') || anyOf(topic.hits.keys(), mine)),
    )
    .map(([key, topic]) => shape(key, topic, parties.length, mine, resources, rules))
    .sort(
      (a, b) =>
        b.coverage - a.coverage ||
        b.weight - a.weight ||
        a.minutes - b.minutes ||
        (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
    );
}

/** Duties and tasks that several parties have in the same words: handed down from above, nothing that joins these. */
function handedDown(parties: readonly TopicParty[]): Set<string> {
  const users = new Map<string, number>();
  for (const party of parties) {
    const own = new Set(party.items.filter((item) => FROM_ABOVE.has(item.source)).map((item) => item.text));
    for (const text of own) users.set(text, (users.get(text) ?? 0) + 1);
  }
  return new Set([...users].filter(([, count]) => count > 1).map(([text]) => text));
}

function anyOf(ids: Iterable<string>, among: ReadonlySet<string>): boolean {
  for (const id of ids) if (among.has(id)) return true;
  return false;
}

function shape(
  key: string,
  topic: Found,
  all: number,
  mine: ReadonlySet<string>,
  resources: readonly string[],
  rules: Rules,
): CommonTopic {
  const parties = [...topic.hits].map(([id, items]) => {
    const counts: Partial<Record<TopicSource, number>> = {};
    for (const item of items) counts[item.source] = (counts[item.source] ?? 0) + 1;
    return { id, counts };
  });
  // Each kind counts once a party: ten tasks of one branch do not outweigh another branch's open problem.
  const weight = parties.reduce(
    (sum, party) =>
      sum + topicSources.reduce((own, source) => own + (party.counts[source] ? rules.weights[source] : 0), 0),
    0,
  );
  const words = key.startsWith('d:')
    ? (rules.dictionary.find((entry) => `d:${entry.id}` === key)?.words ?? [])
    : [topic.title.zh];
  const prepared = resources.some((text) => words.some((word) => text.includes(word)));
  const examples = [...topic.hits]
    .filter(([id]) => mine.has(id))
    .flatMap(([, items]) => items.filter((item) => item.source !== 'served').map((item) => item.text));
  return {
    key,
    title: topic.title,
    parties,
    coverage: Math.floor((100 * parties.length) / all),
    weight,
    minutes: parties.length * rules.minutes_each + (prepared ? 0 : rules.minutes_preparation),
    prepared,
    examples: [...new Set(examples)].slice(0, 3),
  };
}

type Hits = Map<string, TopicItem[]>;

/**
 * Terms that at least two parties use, the widest spread and longest first. A term that points to nothing but what a
 * topic before it points to, or that is a part of a longer one of the same parties, says the same and is left out.
 */
function sharedTerms(
  parties: readonly TopicParty[],
  rules: Rules,
  listed: readonly Hits[],
): Map<string, Hits> {
  const edges = new Set(rules.edges);
  const set = new RegExp([...rules.stop].sort((a, b) => b.length - a.length).join('|'), 'gu');
  const users = new Map<string, Hits>();
  const whole = new Set<string>();
  for (const party of parties) {
    for (const item of party.items) {
      for (const run of runsOf(item.text, edges)) {
        if (run.whole) whole.add(run.text);
        const hits = users.get(run.text) ?? new Map<string, TopicItem[]>();
        const mine = hits.get(party.id) ?? [];
        if (mine.at(-1) !== item) hits.set(party.id, [...mine, item]);
        users.set(run.text, hits);
      }
    }
  }
  const says = (run: string) => {
    const own = run.replace(set, ' ').split(' ');
    return own.reduce((sum, piece) => sum + (edges.has(piece) ? 0 : piece.length), 0) >= rules.least_letters;
  };
  const candidates = [...users]
    .filter(([run, hits]) => hits.size >= 2 && whole.has(run) && says(run))
    .sort(([a, x], [b, y]) => y.size - x.size || b.length - a.length || (a < b ? -1 : 1));
  const kept = new Map<string, Hits>();
  const told = [...listed];
  for (const [run, hits] of candidates) {
    if (told.some((other) => within(hits, other))) continue;
    if ([...kept].some(([longer, other]) => longer.includes(run) && !anyBut(hits, other))) continue;
    kept.set(run, hits);
    told.push(hits);
  }
  return kept;
}

/** Whether everything that one points to is pointed to by the other. */
const within = (hits: Hits, other: Hits) =>
  [...hits].every(([party, items]) => items.every((item) => other.get(party)?.includes(item)));

/** Whether a party points to the one that does not point to the other. */
const anyBut = (hits: Hits, other: Hits) => [...hits.keys()].some((party) => !other.has(party));

const words = new Intl.Segmenter('zh', { granularity: 'word' });

/** A run of whole words of a line. `whole`: neither end cuts into a word that the dictionary does not know. */
type Run = { text: string; whole: boolean };

/**
 * The runs of whole words of a line that begin and end with no particle. The dictionary takes a word that it does not
 * know apart into single letters: such a letter is an end only where nothing of the kind stands beside it.
 */
function runsOf(text: string, edges: ReadonlySet<string>): Run[] {
  const runs: Run[] = [];
  for (const piece of text.slice(0, 200).split(/[^\p{Script=Han}]+/u)) {
    const row = [...words.segment(piece)].map((each) => each.segment);
    const apart = (at: number) => row[at]?.length !== 1 || edges.has(row[at]!);
    for (let from = 0; from < row.length; from++) {
      if (edges.has(row[from]!)) continue;
      let run = '';
      for (let to = from; to < row.length && run.length <= LONGEST; to++) {
        run += row[to];
        if (edges.has(row[to]!) || run.length > LONGEST) continue;
        runs.push({ text: run, whole: (apart(from) || apart(from - 1)) && (apart(to) || apart(to + 1)) });
      }
    }
  }
  return runs;
}
