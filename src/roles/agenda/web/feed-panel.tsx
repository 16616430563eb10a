import { Button, Input } from 'antd';
import { useState } from 'react';
import { useCall, useSend } from '#shell/web/api.ts';
import { ConfirmButton } from '#shell/web/confirm-button.tsx';
import { CopyButton } from '#shell/web/copy-button.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatInstant } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { Panel } from '#shell/web/panel.tsx';
import { closeFeed, openFeed, readFeed } from '../feed.contract.ts';
import css from './calendar-page.module.css';

const m = messages({
  zh: {
    title: '订阅到手机或电脑日历',
    what: '您的日历软件会定时取回未来两个月要办的事：只有标题和日期，没有人名和内容。',
    open: '开通订阅',
    renew: '换一个链接',
    close: '停用',
    since: (when: string) => `已于 ${when} 开通。链接不再显示；忘了可以换一个。`,
    link: '订阅链接（只显示这一次）',
    keep: '拿到链接的人都能看到您的待办标题，请不要转发。',
    copy: '复制',
    here: '在这台设备的日历中订阅',
    renewTitle: '换一个链接？',
    renewText: '旧链接立即失效，已订阅的日历要重新添加。',
    closeTitle: '停用日历订阅？',
    closeText: '链接立即失效，日历软件不再更新。',
  },
  en: {
    title: 'Subscribe from a phone or computer calendar',
    what: 'Your calendar program fetches what you have to do in the next two months: titles and days, no names and no content.',
    open: 'Open a subscription',
    renew: 'New link',
    close: 'Close',
    since: (when) => `Open since ${when}. The link is not shown again; make a new one if it is lost.`,
    link: 'Link (shown this once)',
    keep: 'Whoever has the link sees the titles of your to-dos: do not pass it on.',
    copy: 'Copy',
    here: 'Subscribe in this device’s calendar',
    renewTitle: 'Make a new link?',
    renewText: 'The old link ends at once; calendars that use it must be added again.',
    closeTitle: 'Close the subscription?',
    closeText: 'The link ends at once and calendars stop updating.',
  },
});

/** A link by which one's own calendar program asks for what one has to do. */
export function FeedPanel() {
  const t = useMessages(m);
  const [link, setLink] = useState<string | null>(null);
  const { data, error } = useCall(readFeed, {});
  const opening = useSend(openFeed, { onDone: ({ path }) => setLink(`${location.origin}${path}`) });
  const closing = useSend(closeFeed, { onDone: () => setLink(null) });
  if (error) return <ErrorSentence error={error} compact />;
  if (!data) return null;
  const open = () => opening.send({ body: {} });
  return (
    <Panel title={t.title}>
      <p className="z-quiet">{t.what}</p>
      {link ? (
        <div className={css['feed']}>
          <label>
            {t.link}
            <Input readOnly value={link} onFocus={(event) => event.target.select()} />
          </label>
          <CopyButton text={link} label={t.copy} />
          {/* Calendars of phones and computers open such an address by themselves. */}
          <a href={link.replace(/^https?:/, 'webcal:')}>{t.here}</a>
          <small>{t.keep}</small>
        </div>
      ) : (
        data.since && <p>{t.since(formatInstant(data.since))}</p>
      )}
      <div className={css['feedActions']}>
        {data.since === null ? (
          <Button onClick={() => void open()} loading={opening.pending}>
            {t.open}
          </Button>
        ) : (
          <>
            <ConfirmButton
              label={t.renew}
              title={t.renewTitle}
              onConfirm={open}
              pending={opening.pending}
              error={opening.error}
            >
              {t.renewText}
            </ConfirmButton>
            <ConfirmButton
              label={t.close}
              title={t.closeTitle}
              onConfirm={() => closing.send({})}
              pending={closing.pending}
              error={closing.error}
              danger
            >
              {t.closeText}
            </ConfirmButton>
          </>
        )}
      </div>
      {data.since === null && opening.error !== null && opening.error !== undefined && (
        <ErrorSentence error={opening.error} compact />
      )}
    </Panel>
  );
}
