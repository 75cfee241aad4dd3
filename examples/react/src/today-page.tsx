import { LatestQuestions } from './latest-questions'

export function TodayPage() {
  return (
    <>
      <p>Fresh from the oven: rye, sourdough and, until ten, cinnamon buns.</p>
      <h2>People ask</h2>
      <LatestQuestions />
    </>
  )
}
