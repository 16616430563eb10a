import { readMotion } from '#roles/meetings/motions/motions.contract.ts';
import { readRecord } from '#roles/work-records/work-records.contract.ts';
import { useCall } from '#shell/web/api.ts';
import { useQuery } from '#shell/web/location.ts';
import type { Choice } from '#shell/web/search-picker.tsx';

/** What a problem is entered out of: nothing that stands there is typed a second time. */
export type Origin = {
  kind: 'record' | 'motion';
  id: string;
  name: string;
  link: string;
  org: Choice;
  title: string;
  detail: string;
  sources: readonly ('meeting' | 'masses' | 'inspection')[];
};

/** Reads what the address names: `?record=…` or `?motion=…`. */
export function useOrigin(): { from: Origin | null; error: unknown; waits: boolean; retry: () => void } {
  const [address] = useQuery();
  const { record: recordId, motion: motionId } = address;
  const record = useCall(readRecord, { params: { id: recordId ?? '' } }, { enabled: recordId !== undefined });
  const motion = useCall(readMotion, { params: { id: motionId ?? '' } }, { enabled: motionId !== undefined });
  const waits =
    (recordId !== undefined && !record.data) ||
    (motionId !== undefined && recordId === undefined && !motion.data);
  return {
    from: fromRecord(record.data) ?? fromMotion(motion.data),
    error: record.error ?? motion.error,
    waits,
    retry: () => void (recordId === undefined ? motion : record).refetch(),
  };
}

function fromRecord(record: ReturnType<typeof useCall<typeof readRecord>>['data']): Origin | null {
  if (!record) return null;
  const { id, orgId, orgName, title, outcome, kind } = record;
  return {
    kind: 'record',
    id,
    name: title,
    link: `/records/${id}`,
    org: { id: orgId, label: orgName },
    title: '',
    detail: outcome,
    sources: kind === 'inspection' ? ['inspection'] : ['meeting'],
  };
}

function fromMotion(motion: ReturnType<typeof useCall<typeof readMotion>>['data']): Origin | null {
  if (!motion) return null;
  const { id, org, title, text } = motion;
  return {
    kind: 'motion',
    id,
    name: title,
    link: `/motions/${id}`,
    org: { id: org.id, label: org.name },
    title,
    detail: text,
    sources: ['masses', 'meeting'],
  };
}
