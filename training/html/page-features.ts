import {featureNames, writeBlockFeatures, writePageFeatures} from '../../src/extract/block-features.ts'
import {jsonLdObjects} from '../../src/extract/json-ld.ts'
import {pageMetadata} from '../../src/extract/metadata.ts'
import {type PageBlock, segmentPage} from '../../src/extract/page-blocks.ts'
import {pageClaims} from '../../src/extract/page-claims.ts'
import {profilePage} from '../../src/extract/page-profile.ts'
import {parsePage} from '../../src/extract/parse-page.ts'

/** A page as the extractor sees it: its blocks, their texts and one row of features for each. */
export type PageFeatures = {
  readonly blocks: readonly PageBlock[]
  readonly texts: readonly string[]
  readonly rows: Float32Array
}

export const pageFeatures = (source: string): PageFeatures => {
  const tree = parsePage(source, 512)
  const blocks = segmentPage(tree)
  const claims = pageClaims(tree, jsonLdObjects(tree))
  const profile = profilePage(tree, blocks, claims.account, pageMetadata(tree, blocks, claims))
  const width = featureNames.length
  const rows = new Float32Array(blocks.length * width)
  for (let block = 0; block < blocks.length; block += 1) {
    const row = rows.subarray(block * width, (block + 1) * width)
    writePageFeatures(profile, row, 0)
    writeBlockFeatures(profile, block, row, 0)
  }
  return {blocks, texts: profile.facts.map(fact => fact.text), rows}
}
