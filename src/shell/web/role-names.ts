import type { RoleName } from '#platform/http/endpoint.ts';
import type { Label } from './messages.ts';

/** What the roles are called. */
export const roleLabels: Readonly<Record<RoleName, Label>> = {
  clerk: { zh: '工委经办', en: 'Working-committee clerk' },
  officer: { zh: '机关党委专职干部', en: 'Organ-committee officer' },
  secretary: { zh: '党支部书记', en: 'Branch secretary' },
  commissioner: { zh: '组织委员', en: 'Organisation commissioner' },
  member: { zh: '党员', en: 'Party member' },
  rater: { zh: '评议人', en: 'Rater' },
  auditor: { zh: '审计管理员', en: 'Audit administrator' },
  sysadmin: { zh: '系统管理员', en: 'System administrator' },
  secadmin: { zh: '安全管理员', en: 'Security administrator' },
};
