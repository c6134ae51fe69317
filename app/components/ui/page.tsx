import type { ReactNode } from 'react'

/** A screen: its heading, a sentence of help, what can be done, and the content. */
export function Page(props: { title: ReactNode; hint?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  return (
    <>
      <div className="page-head">
        <h1>{props.title}</h1>
        {props.actions && <div className="page-actions">{props.actions}</div>}
        {props.hint && <p className="hint">{props.hint}</p>}
      </div>
      {props.children}
    </>
  )
}

/** The small page of someone still outside: sign-in, a one-time link, an error. */
export function Card({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <main id="main" className="card">
      <h1>{title}</h1>
      {children}
    </main>
  )
}
