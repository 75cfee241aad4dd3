'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'

const LINKS = [
  ['/', 'Today'],
  ['/ask', 'Ask us'],
] as const

export function Navigation() {
  const path = usePathname()
  return (
    <nav>
      {LINKS.map(([href, label]) => (
        <Link key={href} href={href} aria-current={path === href ? 'page' : undefined}>
          {label}
        </Link>
      ))}
    </nav>
  )
}
