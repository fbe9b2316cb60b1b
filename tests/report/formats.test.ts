import {existsSync, readFileSync} from 'node:fs'
import {Ajv2020} from 'ajv/dist/2020.js'
import {describe, expect, it} from 'vitest'
import type {Finding} from '../../src/document/finding.ts'
import {reportGithub} from '../../src/report/github.ts'
import {reportJunit} from '../../src/report/junit.ts'
import {reportSarif, type SarifFinding} from '../../src/report/sarif.ts'

const finding = (more: Partial<SarifFinding> = {}): SarifFinding => ({
  path: 'seeds/a b#1.txt',
  severity: 'warning',
  ruleId: 'detect/synonym-swap',
  reason: '`vitality` is an unlikely word here',
  place: {line: 3, column: 7},
  actual: 'vitality',
  expected: ['energy'],
  fingerprint: '0123456789abcdef',
  ...more,
})

const text = {type: 'object', required: ['text'], properties: {text: {type: 'string', minLength: 1}}} as const

/** What of SARIF 2.1.0 (OASIS, sections 3.13 to 3.52) we write, as strict as there, and what GitHub asks for beyond. */
const sarifSchema = {
  type: 'object',
  required: ['$schema', 'version', 'runs'],
  additionalProperties: false,
  properties: {
    $schema: {type: 'string', pattern: '^https://.*sarif.*2\\.1\\.0.*\\.json$'},
    version: {const: '2.1.0'},
    runs: {
      type: 'array',
      minItems: 1,
      maxItems: 20,
      items: {
        type: 'object',
        required: ['tool', 'results'],
        additionalProperties: false,
        properties: {
          columnKind: {enum: ['utf16CodeUnits', 'unicodeCodePoints']},
          properties: {type: 'object'},
          tool: {
            type: 'object',
            required: ['driver'],
            additionalProperties: false,
            properties: {
              driver: {
                type: 'object',
                required: ['name', 'rules'],
                additionalProperties: false,
                properties: {
                  name: {type: 'string', minLength: 1},
                  semanticVersion: {type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+'},
                  rules: {
                    type: 'array',
                    uniqueItems: true,
                    items: {
                      type: 'object',
                      required: ['id', 'shortDescription', 'fullDescription', 'help'],
                      additionalProperties: false,
                      properties: {
                        id: {type: 'string', maxLength: 255},
                        name: {type: 'string', pattern: '^\\S{1,255}$'},
                        shortDescription: text,
                        fullDescription: text,
                        help: {...text, properties: {...text.properties, markdown: {type: 'string'}}},
                        properties: {
                          type: 'object',
                          properties: {tags: {type: 'array', items: {type: 'string'}}},
                        },
                      },
                    },
                  },
                },
              },
            },
          },
          results: {
            type: 'array',
            maxItems: 5000,
            items: {
              type: 'object',
              required: ['ruleId', 'level', 'message', 'locations', 'partialFingerprints'],
              additionalProperties: false,
              properties: {
                ruleId: {type: 'string'},
                ruleIndex: {type: 'integer', minimum: 0},
                level: {enum: ['none', 'note', 'warning', 'error']},
                message: text,
                partialFingerprints: {type: 'object', additionalProperties: {type: 'string'}},
                locations: {
                  type: 'array',
                  minItems: 1,
                  items: {
                    type: 'object',
                    required: ['physicalLocation'],
                    additionalProperties: false,
                    properties: {
                      physicalLocation: {
                        type: 'object',
                        required: ['artifactLocation', 'region'],
                        additionalProperties: false,
                        properties: {
                          artifactLocation: {
                            type: 'object',
                            required: ['uri'],
                            properties: {uri: {type: 'string', pattern: "^[\\w%/.!~*'()-]+$"}},
                          },
                          region: {
                            type: 'object',
                            required: ['startLine', 'startColumn'],
                            properties: {
                              startLine: {type: 'integer', minimum: 1},
                              startColumn: {type: 'integer', minimum: 1},
                            },
                          },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
} as const

type Sarif = {
  runs: [
    {
      tool: {driver: {rules: {id: string; help: {text: string}}[]}}
      results: {level: string; ruleIndex: number; message: {text: string}}[]
    },
  ]
}

describe('sarif', () => {
  const validate = new Ajv2020().compile(sarifSchema)
  const sarif = (findings: SarifFinding[]): Sarif => {
    const report: unknown = JSON.parse(reportSarif(findings, '0.1.0'))
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true)
    return report as Sarif
  }

  it('is valid, also when nothing was found', () => {
    expect(sarif([]).runs[0].results).toEqual([])
    const {tool, results} = sarif([finding(), finding({ruleId: 'strip/no/such/rule', actual: 'x'})]).runs[0]
    expect(results.map(result => tool.driver.rules[result.ruleIndex]?.id)).toEqual([
      'detect/synonym-swap',
      'strip/no/such/rule',
    ])
    expect(tool.driver.rules.every(rule => rule.help.text.length > 20)).toBe(true)
  })

  // The schema of OASIS is not ours to hand on: put `sarif-schema-2.1.0.json` of the SARIF 2.1.0 errata there.
  const fullSchema = '.cache/sarif-schema-2.1.0.json'
  it.skipIf(!existsSync(fullSchema))('is valid by the full schema too', () => {
    const {$schema: _, id: __, ...schema} = JSON.parse(readFileSync(fullSchema, 'utf8'))
    const full = new Ajv2020({strict: false, validateFormats: false}).compile(schema)
    for (const findings of [[], [finding(), finding({severity: 'error'}), finding({severity: 'info'})]])
      expect(full(sarif(findings)), JSON.stringify(full.errors)).toBe(true)
    expect(full({version: '2.1.0', runs: [{results: []}]})).toBe(false)
  })

  it('keeps within what GitHub shows, worst first, and shows control characters instead of sending them', () => {
    const many = Array.from({length: 6000}, () => finding())
    const {results} = sarif([...many, finding({severity: 'error', reason: 'bad\u001b[31m\u202e'})]).runs[0]
    expect(results).toHaveLength(5000)
    expect(results[0]).toMatchObject({
      level: 'error',
      message: {text: expect.stringContaining('\\u{1b}[31m\\u{202e}')},
    })
  })
})

describe('junit', () => {
  it('counts, and escapes what XML does not take', () => {
    const cases = [
      {path: 'good.txt', findings: []},
      {path: 'a<b>&"c\u0000.txt', findings: [finding({reason: 'x ]]> \ud800 \u0007'})]},
      {path: 'broken.gz', findings: [finding({ruleId: 'read/error', severity: 'error'})]},
    ]
    const xml = reportJunit(cases)
    expect(xml).toContain('tests="3" failures="1" errors="1"')
    expect(xml).toContain('name="a&lt;b&gt;&amp;&quot;c\\u{0}.txt"')
    // Nothing below a space but line feeds.
    expect([...xml].every(character => character === '\n' || character >= ' ')).toBe(true)
    expect(xml.isWellFormed()).toBe(true)
  })
})

describe('github', () => {
  it('says ten of a kind, and no file can smuggle a command in', () => {
    const bad: Finding = finding({
      path: 'a,b:c\n::error::x.txt',
      reason: 'one\n::set-output name=x::y % \u001b[2J',
    })
    const lines = reportGithub([bad, ...Array.from({length: 30}, () => finding())], '').split('\n')
    expect(lines.filter(line => line.startsWith('::')).length).toBe(10)
    expect(lines.every(line => !line.startsWith('::set') && !line.startsWith('::error'))).toBe(true)
    expect(lines[0]).toContain('file=a%2Cb%3Ac\\u{a}%3A%3Aerror%3A%3Ax.txt')
    expect(lines.join('')).not.toContain('\u001b')
    expect(lines.at(-2)).toContain('21 more findings')
  })
})
