import { BakeryRoom } from './bakery-room'

export default function AskPage() {
  return <BakeryRoom />
}
