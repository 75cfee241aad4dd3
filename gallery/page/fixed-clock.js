// The gallery's day, whenever it is looked at: times go on from this moment.
const RealDate = Date
const offset = RealDate.parse('2026-11-02T09:10:00.000Z') - RealDate.now()

globalThis.Date = class extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + offset)
    else super(...args)
  }

  static now() {
    return RealDate.now() + offset
  }
}
