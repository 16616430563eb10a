import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { formatDay } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { Note } from '#shell/web/panel.tsx';
import { listRulings } from '../disputes.contract.ts';

const m = messages({
  zh: {
    changed: (owner: string, day: string) => `${day}裁定归${owner}，写入本项：`,
    edition: (n: number) => `本版因 ${n} 件归属争议的裁定而改：`,
    comma: '；',
  },
  en: {
    changed: (owner, day) => `Written here by a ruling of ${day} for ${owner}: `,
    edition: (n) => `Changed in this edition by ${n} ruling${n === 1 ? '' : 's'}: `,
    comma: '; ',
  },
});

/** Why an edition or one of its duties reads as it does: the rulings that were written into it, each leading to its dispute. */
export function ListRulings({
  frameworkId,
  edition,
  code,
}: {
  frameworkId: string;
  /** Only what this edition changed. */
  edition?: number;
  /** Only what changed this duty. */
  code?: string;
}) {
  const t = useMessages(m);
  const { data } = useCall(listRulings, { params: { id: frameworkId } });
  const items = (data?.items ?? []).filter(
    (each) =>
      (edition === undefined || each.edition === edition) && (code === undefined || each.code === code),
  );
  const [latest] = items;
  if (!latest) return null;
  const shown = code === undefined ? items : [latest];
  return (
    <Note>
      <p>
        {code === undefined ? t.edition(items.length) : t.changed(latest.owner, formatDay(latest.ruledOn))}
        {shown.map((each, at) => (
          <span key={each.id}>
            {at > 0 && t.comma}
            {code === undefined && `${each.code} `}
            <AppLink to={`/disputes/${each.id}`}>{each.title}</AppLink>
          </span>
        ))}
      </p>
    </Note>
  );
}
