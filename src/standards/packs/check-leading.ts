import type { Content } from './content.ts';
import type { LeadingPack } from './leading.schema.ts';
import { type ContentFault, type ContentFile, pathText } from './read-content-files.ts';

/** What the shape of leading-group.yaml cannot say: references to nothing, ids doubled, levels with a gap. */
export function checkLeading(file: ContentFile<LeadingPack>, content: Content): ContentFault[] {
  const pack = file.value;
  const faults: ContentFault[] = [];
  const say = (path: readonly PropertyKey[], message: string) =>
    faults.push({ file: file.file, line: file.lineOf(path), path: pathText(path), message });
  const { index } = content;
  if (!index.recordKind.get(pack.meeting)?.meeting) say(['meeting'], `没有会议种类“${pack.meeting}”`);
  const cadence = index.cadence.get(pack.cadence)?.cadence.kind;
  if (!cadence || !['monthly', 'quarterly', 'half-yearly', 'yearly'].includes(cadence))
    say(['cadence'], `“${pack.cadence}”不是按年、半年、季或月的频次`);
  if (index.duty.get(pack.duty)?.hands !== 'own') say(['duty'], `“${pack.duty}”不是必须亲为的责任项`);
  pack.topics.forEach((topic, at) => {
    for (const duty of topic.duties)
      if (!index.duty.has(duty)) say(['topics', at, 'duties'], `没有责任项“${duty}”`);
  });
  for (const post of pack.risks.owners)
    if (!index.post.has(post)) say(['risks', 'owners'], `没有职务“${post}”`);
  for (const basis of pack.basis)
    if (!index.regulation.has(basis.regulation)) say(['basis'], `没有法规“${basis.regulation}”`);
  const lists = { topics: pack.topics, resources: pack.resources, areas: pack.risks.areas };
  for (const [name, list] of Object.entries(lists))
    if (new Set(list.map((each) => each.id)).size < list.length) say([name], '编号重复');
  for (const name of ['likelihood', 'impact'] as const)
    if (pack.risks[name].some((each, at) => each.level !== at + 1))
      say(['risks', name], '须从 1 到 5 依次排列');
  const froms = pack.risks.levels.map((level) => level.from);
  if (froms.at(-1) !== 1 || froms.some((from, at) => at > 0 && from >= froms[at - 1]!))
    say(['risks', 'levels'], '须由高到低排列，最低一级从 1 开始');
  return faults;
}
