import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import type { Title } from '#standards/packs/packs.schema.ts';
import css from './duty-page.module.css';
import { evidenceWords } from './evidence-words.ts';

const m = messages({
  zh: {
    legend: '够了就停的佐证',
    hint: '选定哪几样、各要几份。集齐后任何人不得再要材料。',
    enough: (title: string) => `${title}要几份`,
    copies: '份',
    none: '还没有选。没有佐证要求的责任项不能送审。',
  },
  en: {
    legend: 'Evidence that is enough',
    hint: 'Which kinds, and how many of each. Once they are there, nobody may ask for more.',
    enough: (title) => `How many: ${title}`,
    copies: '',
    none: 'Nothing chosen yet. A duty without it cannot be submitted.',
  },
});

/** The kinds of evidence that are enough together, and how many of each. */
export type EvidenceSet = { kind: string; enough: number }[];

type Props = {
  value: EvidenceSet;
  options: readonly { id: string; title: Title; type: 'trace' | 'result' }[];
  onChange: (value: EvidenceSet) => void;
};

/** Chooses the evidence that is enough for a duty. */
export function EvidencePicker({ value, options, onChange }: Props) {
  const t = useMessages(m);
  const words = useMessages(evidenceWords);
  const label = useLabel();
  const toggle = (kind: string) =>
    onChange(
      value.some((each) => each.kind === kind)
        ? value.filter((each) => each.kind !== kind)
        : [...value, { kind, enough: 1 }],
    );
  return (
    <fieldset className={css['part']}>
      <legend>{t.legend}</legend>
      <p className="z-quiet">{value.length === 0 ? t.none : t.hint}</p>
      <ul className={css['kinds']}>
        {options.map((option) => {
          const chosen = value.find((each) => each.kind === option.id);
          return (
            <li key={option.id}>
              <label>
                <input type="checkbox" checked={chosen !== undefined} onChange={() => toggle(option.id)} />
                {label(option.title)} <span className="z-quiet">{words[option.type]}</span>
              </label>
              {chosen && (
                <span className={css['enough']}>
                  <input
                    type="number"
                    min={1}
                    max={20}
                    aria-label={t.enough(label(option.title))}
                    value={chosen.enough}
                    onChange={(event) =>
                      onChange(
                        value.map((each) =>
                          each === chosen ? { ...each, enough: Number(event.target.value) } : each,
                        ),
                      )
                    }
                  />
                  {t.copies}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
