import { AppLink } from '#shell/web/app-link.tsx';
import { formatAmount } from '#shell/web/format.ts';
import { useGo } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import type { ChainLinkView } from '../chains.contract.ts';
import { type ChainTemplate, placeLinks } from '../chains.rules.ts';
import css from './chain-graph.module.css';
import { useAllianceNames } from './use-modes.ts';

const m = messages({
  zh: {
    picture: (name: string) => `${name}：链群图，下面的表格是同样的内容`,
    links: '链群中的联建',
    members: (n: number) => `${n} 个成员`,
  },
  en: {
    picture: (name) => `${name}: picture of the chain; the table below says the same`,
    links: 'Alliances of the chain',
    members: (n) => `${n} members`,
  },
});

type Props = { name: string; template: ChainTemplate; links: readonly ChainLinkView[] };
type TreeProps = Pick<Props, 'template' | 'links'> & { underId?: string | null };

/** The chain where there is no room for a picture: the same tree as a list in a list. */
export function ChainTree({ template, links, underId = null }: TreeProps) {
  const t = useMessages(m);
  const names = useAllianceNames();
  const ids = new Set(links.map((link) => link.allianceId));
  const own = links.filter(
    (link) => (link.underId !== null && ids.has(link.underId) ? link.underId : null) === underId,
  );
  if (own.length === 0) return null;
  return (
    <ul className={css['tree']}>
      {own.map((link) => (
        <li key={link.allianceId}>
          <div className={css['card']} data-head={link.tier === template.tiers[0]?.id || undefined}>
            {link.open ? <AppLink to={`/alliances/${link.allianceId}`}>{link.name}</AppLink> : link.name}
            <small>
              {names.tier(template.id, link.tier)} · {t.members(link.members.length)}
              {link.totals.map(
                (total) =>
                  ` · ${names.measure(total.measure)} ${formatAmount(total.value)} ${names.unit(total.measure)}`,
              )}
            </small>
          </div>
          <ChainTree template={template} links={links} underId={link.allianceId} />
        </li>
      ))}
    </ul>
  );
}

const WIDTH = 240;
const HEIGHT = 58;
const GAP_X = 56;
const GAP_Y = 14;
const TOP = 30;

/** A name cut to the room that a node has; the whole name stands in the table. */
const short = (name: string, most: number) => (name.length > most ? `${name.slice(0, most - 1)}…` : name);

/** How many half letters stand in a node's second line, and how many a text takes: a Chinese character is two. */
const ROOM = 35;
const halves = (text: string) => [...text].reduce((sum, each) => sum + (each > '\u2e80' ? 2 : 1), 0);

/** The members and what came of it in a node's line; where the measure has no room, its number stands alone. */
function lineOf(members: string, measure: string, amount: string): string {
  const whole = `${members} · ${measure} ${amount}`;
  return halves(whole) <= ROOM ? whole : `${members} · ${amount}`;
}

/** The chain as a tree that grows to the right. Each node that the reader may open is a link, reached by the keyboard too. */
export function ChainGraph({ name, template, links }: Props) {
  const t = useMessages(m);
  const names = useAllianceNames();
  const go = useGo();
  const placed = placeLinks(
    template,
    links.map((link) => ({ id: link.allianceId, tier: link.tier, underId: link.underId })),
  );
  const byId = new Map(links.map((link) => [link.allianceId, link]));
  const at = new Map(
    placed.links.map((link) => [
      link.id,
      { x: link.column * (WIDTH + GAP_X), y: TOP + link.row * (HEIGHT + GAP_Y) },
    ]),
  );
  const width = placed.columns * (WIDTH + GAP_X) - GAP_X + 2;
  const height = TOP + placed.rows * (HEIGHT + GAP_Y);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={css['graph']} aria-label={t.picture(name)} tabIndex={0}>
      <svg
        width={width}
        height={height}
        viewBox={`-1 0 ${width} ${height}`}
        role="group"
        aria-label={t.links}
      >
        {template.tiers.map((tier, column) => (
          <text key={tier.id} x={column * (WIDTH + GAP_X)} y={16} fontSize={13} fill="var(--z-ink-3)">
            {tier.id.toUpperCase()} · {names.pick(tier.title)}
          </text>
        ))}
        {placed.links.map((link) => {
          const from = link.underId === null ? undefined : at.get(link.underId);
          const to = at.get(link.id);
          if (!from || !to) return null;
          const [x1, y1, x2, y2] = [from.x + WIDTH, from.y + HEIGHT / 2, to.x, to.y + HEIGHT / 2];
          const middle = (x1 + x2) / 2;
          return (
            <path
              key={link.id}
              className={css['edge']}
              d={`M${x1} ${y1} C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`}
            />
          );
        })}
        {placed.links.map((link) => {
          const shown = byId.get(link.id);
          const place = at.get(link.id);
          if (!shown || !place) return null;
          const first = shown.totals[0];
          const node = (
            <g
              className={css['node']}
              data-head={link.column === 0 || undefined}
              transform={`translate(${place.x} ${place.y})`}
            >
              <rect width={WIDTH} height={HEIGHT} rx={8} />
              <text x={12} y={24}>
                {short(shown.name, 16)}
              </text>
              <text x={12} y={45} className={css['small']}>
                {first
                  ? lineOf(
                      t.members(shown.members.length),
                      names.measure(first.measure),
                      `${formatAmount(first.value)} ${names.unit(first.measure)}`,
                    )
                  : t.members(shown.members.length)}
              </text>
            </g>
          );
          if (!shown.open) return <g key={link.id}>{node}</g>;
          const to = `/alliances/${link.id}`;
          return (
            <a
              key={link.id}
              href={to}
              onClick={(event) => {
                event.preventDefault();
                go(to);
              }}
            >
              {node}
            </a>
          );
        })}
      </svg>
    </section>
  );
}
