import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '#testing/app.ts';
import { acknowledgeRules, readMyAcknowledgement, readRules } from './rules.contract.ts';

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.close());

describe('the rules page', () => {
  it('is open before signing in, in both languages', async () => {
    const { status, body } = await (await test.as(null)).call(readRules);
    expect(status).toBe(200);
    expect(body.sections.map((section) => section.id)).toEqual(
      expect.arrayContaining(['data', 'scoring', 'rights', 'contact', 'honest']),
    );
    for (const section of body.sections) expect(section.text ?? section.table).toBeTruthy();
  });

  it('claims nothing that software cannot promise', async () => {
    const { body } = await (await test.as(null)).call(readRules);
    expect(JSON.stringify(body)).not.toMatch(/绝对匿名|100%安全|已通过等保|完全匿名/);
  });

  it('is acknowledged once a version, by its text, and the trail says which', async () => {
    const member = await test.as('member');
    expect((await member.call(readMyAcknowledgement)).body.acknowledgedAt).toBeNull();
    const { body: page } = await member.call(readRules);
    const wrong = await member.call(acknowledgeRules, {
      body: { version: page.version, hash: '0'.repeat(64) },
    });
    expect([wrong.status, wrong.problem.code]).toEqual([409, 'rules/outdated']);
    const done = await member.call(acknowledgeRules, { body: { version: page.version, hash: page.hash } });
    const again = await member.call(acknowledgeRules, { body: { version: page.version, hash: page.hash } });
    expect(again.body.acknowledgedAt).toBe(done.body.acknowledgedAt);
    expect((await member.call(readMyAcknowledgement)).body.acknowledgedAt).toBe(done.body.acknowledgedAt);
    const { rows } = await test.owner.query(
      `select body from audit_entry where action = 'rules.acknowledge'`,
    );
    expect(JSON.parse(rows[0].body).details).toEqual({ hash: page.hash, version: page.version });
  });
});
