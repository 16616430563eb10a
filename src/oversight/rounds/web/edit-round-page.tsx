import { useCall, useSend } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { useGo, useParam } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { editRound, type RoundView, readRound, schemeOptions } from '../rounds.contract.ts';
import { RoundForm } from './round-form.tsx';

const m = messages({ zh: { title: '修改测评' }, en: { title: 'Edit round' } });

/** Changing a draft. */
export default function EditRoundPage() {
  const t = useMessages(m);
  const id = useParam('id');
  const go = useGo();
  const round = useCall(readRound, { params: { id } });
  const schemes = useCall(schemeOptions, {});
  const save = useSend(editRound, { onDone: () => go(`/rounds/${id}`) });
  const scheme = schemes.data?.items.find((one) => one.id === round.data?.schemeId);
  const error = round.error ?? schemes.error;
  return (
    <PageFrame title={t.title} back={{ to: `/rounds/${id}`, label: round.data?.title ?? '' }} narrow>
      {error && <ErrorSentence error={error} />}
      {!error && !(round.data && scheme) && <Skeleton />}
      {round.data && scheme && (
        <RoundForm
          orgId={round.data.orgId}
          scheme={scheme}
          start={draftOf(round.data)}
          pending={save.pending}
          error={save.error}
          onSave={(draft) => void save.send({ params: { id }, body: draft, ifMatch: round.data.version })}
        />
      )}
    </PageFrame>
  );
}

function draftOf(round: RoundView) {
  return {
    title: round.title,
    mode: round.mode,
    closesOn: round.closesOn,
    groups: round.groups.map(({ code, source, weight, linksPerRatee }) => ({
      code,
      source,
      weight,
      linksPerRatee,
    })),
    rateeIds: round.rateeList.map((ratee) => ratee.id),
    raters: round.groups.flatMap((group) =>
      group.raters.map(({ personId, accountId }) => ({ group: group.code, personId, accountId })),
    ),
    trustees: round.trustees.map(({ seat, accountId, title }) => ({ seat, accountId, title })),
  };
}
