// The last step of the build: compiles the built-in rules beside this file.
import {writeFileSync} from 'node:fs'
import {formatBuiltIn} from './built-in.ts'
import {parseBuiltInRules, readBuiltInTexts} from './load-rules.ts'

const texts = readBuiltInTexts()
const files = parseBuiltInRules(texts)
const content = formatBuiltIn(
  texts.map(({text}) => text),
  files,
)
writeFileSync(new URL('./built-in.json', import.meta.url), content)
