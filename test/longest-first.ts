import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Begins with the files of this folder: they run whole systems, for longest, and one left for the end would run alone. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification) =>
      moduleId.startsWith(`${import.meta.dirname}/`)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}
