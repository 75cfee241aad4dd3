import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter, RouterProvider } from 'react-router'
import '@chat/widget/define'
import '@chat/widget/react'
import { AskPage } from './ask-page'
import { Layout } from './layout'
import { TodayPage } from './today-page'
import './style.css'

const router = createBrowserRouter([
  {
    Component: Layout,
    children: [
      { index: true, Component: TodayPage },
      { path: 'ask', Component: AskPage },
    ],
  },
])

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <RouterProvider router={router} />
    </StrictMode>,
  )
}
