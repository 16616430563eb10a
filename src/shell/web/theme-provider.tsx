import { ConfigProvider, type ConfigProviderProps, type ThemeConfig, theme } from 'antd';
import enUs from 'antd/es/locale/en_US.js';
import zhCn from 'antd/es/locale/zh_CN.js';
import type { ReactNode } from 'react';
import { useLanguage } from './language.ts';
import { palette, type Tone, useTone } from './theme.ts';

type Locale = ConfigProviderProps['locale'];
// The library's types are CommonJS ones, which would put the locale under `default`; what is bundled is the ES module.
const locales = { zh: zhCn as unknown as Locale, en: enUs as unknown as Locale };

const SANS =
  'system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei", sans-serif';

/** Gives the component library our colours, sizes and language. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const tone = useTone();
  const tongue = useLanguage();
  return (
    <ConfigProvider
      theme={themes[tone]}
      locale={locales[tongue]}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      {children}
    </ConfigProvider>
  );
}

function themeOf(tone: Tone): ThemeConfig {
  const colour = palette[tone];
  return {
    algorithm: tone === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    hashed: false,
    token: {
      fontFamily: SANS,
      borderRadius: 6,
      controlHeight: 36,
      wireframe: false,
      // The library takes a thing away when its movement ends. On a busy machine the browser may never say that it ended:
      // a button then looks as if it were sending for ever, a list stays outside the window. Nothing moves, nothing waits.
      motion: false,
      colorPrimary: colour.brand,
      colorPrimaryHover: colour.brandHover,
      colorPrimaryActive: colour.brand,
      colorPrimaryText: colour.brandInk,
      colorPrimaryBg: colour.brandSoft,
      colorInfo: colour.info,
      colorSuccess: colour.good,
      colorWarning: colour.warn,
      colorError: colour.bad,
      colorErrorText: colour.bad,
      colorErrorHover: colour.bad,
      colorLink: colour.link,
      colorLinkHover: colour.link,
      colorLinkActive: colour.link,
      colorText: colour.ink,
      colorTextHeading: colour.ink,
      colorTextSecondary: colour.ink2,
      colorTextTertiary: colour.ink3,
      colorTextQuaternary: colour.ink3,
      colorTextDescription: colour.ink3,
      colorTextPlaceholder: colour.ink3,
      colorIcon: colour.ink3,
      colorBgLayout: colour.page,
      colorBgContainer: colour.surface,
      colorBgElevated: colour.surface,
      colorBorder: tone === 'light' ? '#c8c4bb' : '#454b53',
      colorBorderSecondary: colour.line,
      colorSplit: colour.line,
      boxShadow: colour.shadow,
      boxShadowSecondary: colour.shadow,
      controlOutline: 'transparent',
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Form: { verticalLabelPadding: '0 0 4px', itemMarginBottom: 18 },
      Tabs: { itemSelectedColor: colour.brandInk, itemHoverColor: colour.ink, inkBarColor: colour.brandInk },
      Modal: { titleFontSize: 18 },
      Tooltip: { colorBgSpotlight: tone === 'light' ? '#2b3036' : '#3a4048' },
      Alert: { defaultPadding: '10px 14px' },
    },
  };
}

const themes: Record<Tone, ThemeConfig> = { light: themeOf('light'), dark: themeOf('dark') };
