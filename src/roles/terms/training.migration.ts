import type { Migration } from '#platform/database/schema.ts';

/** The training of a secretary who is not the head: done on a day, said by somebody who answers for it. */
export const trainingMigration: Migration = {
  id: '0392-appointment-training',
  sql: `
alter table appointment_case
  add column trained_on date,
  add column trained_note text not null default '',
  add column trained_by uuid,
  add check ((trained_on is null) = (trained_by is null)),
  add check (trained_on is null or (state = 'approved' and outcome = 'package')),
  add foreign key (tenant_id, trained_by) references account (tenant_id, id);
comment on column appointment_case.trained_by is 'the account of the mentor, the head or the level above: never that of the appointee';
create index appointment_case_training on appointment_case (tenant_id, training_by)
  where state = 'approved' and outcome = 'package' and trained_on is null;

-- Whom an appointment concerns: the organisation of the post; once approved with retained duties, the appointee, the head and the mentor.
create view appointment_concern with (security_invoker = true) as
  select tenant_id, id, org_id, null::uuid as person_id from appointment_case
  union all
  select c.tenant_id, c.id, c.org_id, p.person_id from appointment_case c
  cross join lateral (values (c.person_id), (c.head_id), (c.mentor_id)) as p(person_id)
  where c.state = 'approved' and c.outcome = 'package' and p.person_id is not null;
grant select on appointment_concern to zelian_app;
`,
};
