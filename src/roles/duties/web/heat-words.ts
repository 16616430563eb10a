import { messages } from '#shell/web/messages.ts';
import type { HeatMark } from '../heat.rules.ts';

/** The words for the marks of the heat map, shared by its parts. */
export const heatWords = messages({
  zh: {
    title: '责任热力图',
    marks: {
      hole: '缺口',
      overlap: '重叠',
      powerless: '无权',
      unguided: '无督导',
      overload: '过载',
      'stand-in': '代理',
      fine: '齐全',
      none: '不适用',
    },
    /** A sign for each mark, so that the colour says nothing alone. */
    signs: {
      hole: '缺',
      overlap: '重',
      powerless: '权',
      unguided: '督',
      overload: '载',
      'stand-in': '代',
      fine: '✓',
      none: '–',
    },
    fine: '都齐全',
  },
  en: {
    title: 'Heat map of duties',
    marks: {
      hole: 'hole',
      overlap: 'overlap',
      powerless: 'powerless',
      unguided: 'unguided',
      overload: 'overload',
      'stand-in': 'acting',
      fine: 'complete',
      none: 'n/a',
    },
    signs: {
      hole: 'H',
      overlap: '2',
      powerless: 'P',
      unguided: 'G',
      overload: 'L',
      'stand-in': 'A',
      fine: '✓',
      none: '–',
    },
    fine: 'All complete',
  },
});

/** Marks of what nobody has to do anything about. */
export const quietMarks: readonly HeatMark[] = ['fine', 'none', 'stand-in'];
