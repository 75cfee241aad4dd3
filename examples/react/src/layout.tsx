import { NavLink, Outlet } from 'react-router'

export function Layout() {
  return (
    <>
      <header>
        <h1>Hill Street Bakery</h1>
        <nav>
          <NavLink to="/">Today</NavLink>
          <NavLink to="/ask">Ask us</NavLink>
        </nav>
      </header>
      <main>
        <Outlet />
      </main>
    </>
  )
}
