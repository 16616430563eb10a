import { addDays } from '#kernel/dates.ts';
import type { BodyInputOf } from '#platform/http/endpoint.ts';
import type { PartDraft } from '#roles/tasks/web/parts-field.tsx';
import type { Choice } from '#shell/web/search-picker.tsx';
import type { recordSession } from '../leading-group.contract.ts';
import { type Follow, settles, type Verdict } from '../sessions.rules.ts';

/** A resource as it is filled in. */
export type ResourceDraft = {
  key: number;
  kind: string;
  what: string;
  amount: number | null;
  source: string;
  beneficiaryId: string;
  dueOn: string;
};

/** A decision as it is filled in. */
export type DecisionDraft = {
  topicId: string;
  verdict: Verdict;
  text: string;
  inFavour: number | null;
  against: number;
  abstained: number;
  /** `none`: nothing but the end of what `ends` names. */
  follow: Follow;
  ends: string[];
  subjectId: string | null;
  owner: Choice | null;
  dueOn: string;
  outcomes: string;
  shared: boolean;
  parts: PartDraft[];
  resources: ResourceDraft[];
};

/** A decision with nothing in it; due in thirty days. */
export const emptyDecision = (topicId: string, today: string): DecisionDraft => ({
  topicId,
  verdict: 'decided',
  text: '',
  inFavour: null,
  against: 0,
  abstained: 0,
  follow: 'task',
  ends: [],
  subjectId: null,
  owner: null,
  dueOn: addDays(today, 30),
  outcomes: '',
  shared: false,
  parts: [],
  resources: [],
});

type Body = BodyInputOf<typeof recordSession>['decisions'][number];

/** A filled-in decision as it is sent; `present` came, who are put down as in favour unless numbers were written. */
export function decisionBody(draft: DecisionDraft, present: number, today: string): Body {
  const settled = settles(draft.verdict);
  const given = settled && draft.follow !== 'standing' && draft.follow !== 'none';
  return {
    topicId: draft.topicId,
    verdict: draft.verdict,
    text: draft.text,
    votes: settled
      ? {
          inFavour: draft.inFavour ?? Math.max(0, present - draft.against - draft.abstained),
          against: draft.against,
          abstained: draft.abstained,
        }
      : null,
    follow: settled ? draft.follow : 'none',
    ends: settled ? draft.ends : [],
    subjectId: given ? draft.subjectId : null,
    ownerId: given ? (draft.owner?.id ?? null) : null,
    dueOn: given ? draft.dueOn || null : null,
    outcomes:
      given && draft.follow === 'task'
        ? draft.outcomes
            .split('\n')
            .map((line) => line.trim())
            .filter(Boolean)
        : [],
    parts:
      given && draft.follow === 'task' && draft.shared
        ? draft.parts.flatMap(({ name: _name, letter, ...part }) =>
            letter === 'own' ? [] : [{ ...part, letter }],
          )
        : [],
    resources: settled
      ? draft.resources.map(({ key: _key, amount, ...resource }) => ({
          ...resource,
          amount: amount ?? 0,
          fromOn: today,
        }))
      : [],
  };
}
