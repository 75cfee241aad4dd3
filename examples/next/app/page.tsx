export default function TodayPage() {
  return <p>Fresh from the oven: rye, sourdough and, until ten, cinnamon buns.</p>
}
