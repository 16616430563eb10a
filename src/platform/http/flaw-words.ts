import type { z } from 'zod';

/** What is wrong with a value, for flaws to which the schema gives no words of its own. */
export function flawWords(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null) return '必填';
      if (issue.expected === 'int') return '请填整数';
      return issue.expected === 'number' ? '请填数字' : '内容的类型不对';
    case 'too_small':
      return issue.origin === 'number'
        ? `不能小于 ${issue.minimum}`
        : `至少 ${issue.minimum} ${unitOf(issue)}`;
    case 'too_big':
      return issue.origin === 'number'
        ? `不能大于 ${issue.maximum}`
        : `最多 ${issue.maximum} ${unitOf(issue)}`;
    case 'invalid_value':
      return '请从列表中选择';
    case 'unrecognized_keys':
      return `多出了不认识的内容：${issue.keys.slice(0, 5).join('、')}`;
    default:
      return '格式不对，请核对';
  }
}

const unitOf = (issue: { origin: string }) => (issue.origin === 'string' ? '字' : '项');
