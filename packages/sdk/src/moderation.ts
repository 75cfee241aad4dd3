export type {
  Action,
  AuditEntry,
  HeldMessage,
  Preset,
  ReportedMessage,
  ReportOutcome,
  Review,
  Sanction,
  SettingsChange,
} from '@chat/protocol'
export { moderate, type Page, type PageOptions, type RoomModeration } from './moderate.js'
