import { Select as AntSelect, type SelectProps } from 'antd';
import { type ReactNode, useLayoutEffect, useRef } from 'react';

/**
 * The library's select, with two things that it leaves out: the list that opens carries the name of its field, and in a
 * dialog it opens inside it: the browser draws a modal dialog above everything else, and a list outside is out of reach.
 */
export function Select<Value>(props: SelectProps<Value>) {
  const name = props['aria-label'];
  const { id } = props;
  return (
    <AntSelect<Value>
      getPopupContainer={(field: HTMLElement) => field.closest('dialog') ?? document.body}
      {...props}
      popupRender={(menu) => (
        <Named name={name} fieldId={id}>
          {menu}
        </Named>
      )}
    />
  );
}

type NamedProps = { name: string | undefined; fieldId: string | undefined; children: ReactNode };

function Named({ name, fieldId, children }: NamedProps) {
  const place = useRef<HTMLDivElement>(null);
  // After every drawing: the library makes the list anew, and gives no way to name it.
  useLayoutEffect(() => {
    const label = fieldId && document.querySelector(`label[for="${CSS.escape(fieldId)}"]`)?.textContent;
    const list = place.current?.querySelector('[role="listbox"]');
    if (name || label) list?.setAttribute('aria-label', name ?? label ?? '');
  });
  return <div ref={place}>{children}</div>;
}
