/** What somebody is called where their name has been erased. */
export const ERASED_NAME = 'Deleted user'
