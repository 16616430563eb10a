import type { OrganisationKind } from '#organisation/organisation.tables.ts';
import { kindOfName, orgKey, unitKey } from './org-names.rules.ts';
import type { KnownOrganisation, Ref, World } from './plan.model.ts';
import { squeeze } from './reading.rules.ts';

/** An organisation of the book: one that exists, or one that the import will make. */
export type Entry = {
  ref: Ref;
  kind: OrganisationKind;
  name: string;
  shortName: string | null;
  category: string | null;
  parent: Ref | null;
  /** The unit it belongs to; a unit's is itself, an organisation of the work committee's own is the committee's. */
  unit: Ref | null;
  known: KnownOrganisation | null;
};

const BRANCHES: readonly OrganisationKind[] = ['branch', 'joint_branch', 'general_branch'];

/** Every organisation by the names under which a workbook may call it; new ones are added as lines call for them. */
export class OrganisationBook {
  readonly entries = new Map<Ref, Entry>();
  readonly rootId: Ref | null;
  private readonly units = new Map<string, Ref[]>();
  private readonly inUnit = new Map<string, Ref[]>();
  private readonly byName = new Map<string, Ref[]>();
  private made = 0;

  constructor(world: World) {
    this.rootId = world.rootId;
    const known = new Map(world.organisations.map((each) => [each.id, each]));
    const unitOf = (id: string | null): string | null => {
      for (
        let at = id === null ? undefined : known.get(id);
        at;
        at = at.parentId === null ? undefined : known.get(at.parentId)
      ) {
        if (at.kind === 'unit' || at.kind === 'work_committee') return at.id;
      }
      return null;
    };
    const all = world.organisations.map((each): Entry => {
      const { id, kind, name, shortName, category, parentId } = each;
      return { ref: id, kind, name, shortName, category, parent: parentId, unit: unitOf(id), known: each };
    });
    for (const entry of all) this.entries.set(entry.ref, entry);
    for (const entry of all) this.index(entry);
  }

  /** Adds an organisation that the import will make. */
  add(entry: Omit<Entry, 'ref' | 'unit' | 'known'> & { unit?: Ref | null }): Entry {
    this.made++;
    const ref = `new:org-${this.made}`;
    const unit = entry.kind === 'unit' ? ref : (entry.unit ?? null);
    const made: Entry = { ...entry, ref, unit, known: null };
    this.entries.set(ref, made);
    this.index(made);
    return made;
  }

  get(ref: Ref): Entry {
    const entry = this.entries.get(ref);
    if (!entry) throw new Error('a reference to an organisation that the book does not have');
    return entry;
  }

  /** Units of this name or short name. */
  findUnits(name: string): Entry[] {
    return (this.units.get(unitKey(name)) ?? []).map((ref) => this.get(ref));
  }

  /** The unit whose name or short name a longer name begins with: 市发展改革局办公室党支部. */
  unitNamedIn(name: string): Entry | null {
    const plain = squeeze(name).replace(/^(?:中国共产党|中共)/, '');
    let best: { length: number; ref: Ref } | null = null;
    for (const [key, refs] of this.units) {
      const [ref] = refs;
      if (ref && refs.length === 1 && plain.startsWith(key) && key.length > (best?.length ?? 1))
        best = { length: key.length, ref };
    }
    return best && this.get(best.ref);
  }

  /** Organisations of a unit that a name may mean. */
  findInUnit(name: string, kind: OrganisationKind, unit: Ref): Entry[] {
    const key = `${unit} ${orgKey(name, kind, this.namesOf(unit))}`;
    return (this.inUnit.get(key) ?? []).map((ref) => this.get(ref));
  }

  /** The unit's leading group or organ committee, of which it has one. */
  bodyOf(unit: Ref, kind: 'leading_group' | 'organ_committee'): Entry | null {
    const [ref] = this.inUnit.get(`${unit} ${kind}`) ?? [];
    return ref === undefined ? null : this.get(ref);
  }

  /** Organisations anywhere that have exactly this name. */
  findByName(name: string): Entry[] {
    return (this.byName.get(squeeze(name)) ?? []).map((ref) => this.get(ref));
  }

  namesOf(unit: Ref): string[] {
    const { name, shortName } = this.get(unit);
    return shortName === null ? [name] : [name, shortName];
  }

  /** Under which organisation a new one of this kind comes in its unit. */
  parentFor(kind: OrganisationKind, unit: Ref): Ref {
    if (kind === 'leading_group' || kind === 'organ_committee') return unit;
    return this.bodyOf(unit, 'organ_committee')?.ref ?? unit;
  }

  private index(entry: Entry): void {
    const push = (map: Map<string, Ref[]>, key: string) => {
      const refs = map.get(key);
      if (!refs) map.set(key, [entry.ref]);
      else if (!refs.includes(entry.ref)) refs.push(entry.ref);
    };
    push(this.byName, squeeze(entry.name));
    if (entry.kind === 'unit') {
      for (const name of [entry.name, entry.shortName]) if (name !== null) push(this.units, unitKey(name));
    } else if (entry.unit !== null && entry.kind !== 'work_committee') {
      const names = this.namesOf(entry.unit);
      push(this.inUnit, `${entry.unit} ${orgKey(entry.name, entry.kind, names)}`);
      if (entry.shortName) push(this.inUnit, `${entry.unit} ${orgKey(entry.shortName, entry.kind, names)}`);
    }
  }
}

/** What a name in a branch column means: 办公室 is 办公室党支部; null for a body that members are no members of. */
export function asBranch(name: string): { name: string; kind: OrganisationKind } | null {
  const kind = kindOfName(name);
  if (BRANCHES.includes(kind)) return { name, kind };
  return kind === 'unit' ? { name: `${name}党支部`, kind: 'branch' } : null;
}

/** A name for an organ-level body that a post calls for and that does not exist yet. */
export function bodyName(unitName: string, kind: OrganisationKind): string {
  return `${unitName}${kind === 'leading_group' ? '党组' : '机关党委'}`;
}
