import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { Navigation } from './navigation'
import './globals.css'

export const metadata: Metadata = { title: 'Hill Street Bakery', icons: 'data:,' }

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <header>
          <h1>Hill Street Bakery</h1>
          <Navigation />
        </header>
        <main>{children}</main>
      </body>
    </html>
  )
}
