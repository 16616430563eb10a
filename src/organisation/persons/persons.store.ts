import { newId } from '#kernel/ids.ts';
import type { Keys } from '#platform/crypto/keys.ts';
import type { Tx } from '#platform/database/schema.ts';
import '../organisation.tables.ts';

export type NewPerson = {
  id?: string;
  name: string;
  sex?: '男' | '女' | null;
  ethnicity?: string | null;
  birth?: string | null;
  phone?: string | null;
  education?: string | null;
  employerId?: string | null;
  title?: string | null;
  batchId?: string | null;
};

/** The blind index by which a person is found again: name and day of birth. */
export function identityIndex(keys: Keys, name: string, birth: string | null | undefined): Buffer | null {
  return birth ? keys.index(`person|${name}|${birth}`) : null;
}

/** The blind index of a phone number. */
export function phoneIndex(keys: Keys, phone: string | null | undefined): Buffer | null {
  return phone ? keys.index(`phone|${phone}`) : null;
}

/** A person's row, with day of birth and phone sealed under the row's own id. */
export function personRow(keys: Keys, tenantId: string, person: NewPerson) {
  const id = person.id ?? newId();
  return {
    tenant_id: tenantId,
    id,
    name: person.name,
    sex: person.sex ?? null,
    ethnicity: person.ethnicity ?? null,
    birth_sealed: person.birth ? keys.seal(person.birth, `person/birth/${id}`) : null,
    phone_sealed: person.phone ? keys.seal(person.phone, `person/phone/${id}`) : null,
    identity_index: identityIndex(keys, person.name, person.birth),
    phone_index: phoneIndex(keys, person.phone),
    education: person.education ?? null,
    employer_id: person.employerId ?? null,
    title: person.title ?? null,
    batch_id: person.batchId ?? null,
  };
}

/** Adds persons; returns their ids in the given order. */
export async function addPersons(
  tx: Tx,
  keys: Keys,
  tenantId: string,
  list: readonly NewPerson[],
): Promise<string[]> {
  const rows = list.map((person) => personRow(keys, tenantId, person));
  for (let at = 0; at < rows.length; at += 2000) {
    await tx
      .insertInto('person')
      .values(rows.slice(at, at + 2000))
      .execute();
  }
  return rows.map((row) => row.id);
}

/** A phone number as shown to those who need not dial it: 138****1234. */
export function maskPhone(phone: string): string {
  return phone.replace(/^(\d{3})\d+(\d{4})$/, '$1****$2');
}
