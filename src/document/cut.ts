import type {Block} from './block.ts'
import type {Edit} from './edit.ts'

/** Why extraction takes words or signs out of a block that stays, by the rules of those edits. */
const reasons: Readonly<Record<string, string>> = {
  'extract/permalink': 'The sign links to the heading it stands in.',
  'extract/edit-link': 'The link is for those who edit the page.',
  'extract/formula': 'The page has the formula in another form beside it.',
}

/** What is cut out of a block, whose words are no other words afterwards: removed, though the block is kept. */
export type Cut = {readonly edit: Edit; readonly reason: string}

const none: readonly Cut[] = []

export const cutsIn = ({edits}: Block): readonly Cut[] =>
  edits.length === 0
    ? none
    : edits.flatMap(edit => {
        const reason = edit.replacement === '' ? reasons[edit.ruleId] : undefined
        return reason === undefined ? [] : [{edit, reason}]
      })
