import { useRoom } from './use-room'

/** The last messages of the room, drawn by the app itself from the SDK. */
export function LatestQuestions() {
  const { messages, status } = useRoom('bakery')
  const shown = messages.filter(({ deleted }) => !deleted).slice(-3)
  if (status !== 'joined') return <p className="quiet">Looking …</p>
  if (shown.length === 0) return <p className="quiet">Nobody has asked anything yet.</p>
  return (
    <ul className="questions">
      {shown.map(({ id, text, user }) => (
        <li key={id}>
          <b>{user.name}</b> <span>{text}</span>
        </li>
      ))}
    </ul>
  )
}
