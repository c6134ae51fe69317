import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'

/** The way out of a page that stands between signing in and working. */
export function SignOutButton({ children }: { children: ReactNode }) {
  return (
    <form method="post" action="/sign-out" className="leave">
      <button type="submit" className="button quiet">
        {children}
      </button>
    </form>
  )
}

export function Back({ children }: { children: ReactNode }) {
  return (
    <p className="leave">
      <Link to="/me">{children}</Link>
    </p>
  )
}
