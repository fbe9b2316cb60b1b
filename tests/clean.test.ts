import {readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {clean} from '../src/index.ts'
import {runProgram} from './cli/run-program.ts'

describe('clean', () => {
  it('says where every character of the text came from', async () => {
    for (const name of ['harbour-ferry.txt', 'night-train.txt', 'leuchtturm.html']) {
      const source = readFileSync(`seeds/${name}`, 'utf8')
      const {text, sourceMap} = await clean(source, {detect: false})
      let position = 0
      for (const {start, end, source: span, isExact} of sourceMap()) {
        expect(start).toBe(position)
        position = end
        if (isExact) expect(source.slice(span?.start, span?.end)).toBe(text.slice(start, end))
      }
      expect(position, name).toBe(text.length)
    }
  })

  it('prints the same map', async () => {
    const {stdout, code} = await runProgram(['explain', 'seeds/harbour-ferry.txt', '--map', '--no-detect'])
    expect(code).toBe(0)
    const {sourceMap} = await clean(readFileSync('seeds/harbour-ferry.txt', 'utf8'), {detect: false})
    expect(stdout).toBe(
      sourceMap()
        .map(run => `${JSON.stringify(run)}\n`)
        .join(''),
    )
  })

  it('takes bytes and text, tells HTML by its looks, and refuses what is no text', async () => {
    const html =
      '<p>The tide tables will not appear next year, the harbour office said on Monday, and nobody was surprised.</p>'
    expect((await clean(html)).row.source?.mediaType).toBe('text/html')
    expect((await clean(Buffer.from(html))).row.source?.mediaType).toBe('text/html')
    expect((await clean('x < y and y > z')).row.source?.mediaType).toBe('text/plain')
    await expect(clean(new Uint8Array([0, 1, 2, 0, 0, 3, 0, 255, 0, 0]))).rejects.toThrow('Binary')
  })
})
