import { Select as AntSelect, type SelectProps } from 'antd';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { useTouched } from './unsent.tsx';

/**
 * The library's select, with what it leaves out: the list that opens carries the name of its field, Escape closes
 * the list alone, not also the dialog around it, and the form around it learns that something was chosen.
 */
export function Select<Value>(props: SelectProps<Value>) {
  const name = props['aria-label'];
  const { id } = props;
  const touched = useTouched();
  return (
    <AntSelect<Value>
      {...props}
      onChange={(...chosen) => {
        touched();
        props.onChange?.(...chosen);
      }}
      onKeyDown={(event) => {
        const open = (event.target as Element).getAttribute('aria-expanded') === 'true';
        if (event.key === 'Escape' && open) event.preventDefault();
        props.onKeyDown?.(event);
      }}
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
