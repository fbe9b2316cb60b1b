import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import type {Document} from '../../src/document/document.ts'
import {newDocument, readDocument} from '../../src/read/read.ts'
import {findInputs} from '../../src/read/walk.ts'

const text = 'Das Brückenamt prüft die Pläne: 3 = drei, sagt es.'
const page = (charset: string) =>
  `<html><head><meta charset="${charset}"></head><body><p>${text}</p></body></html>`

const quoted = (bytes: Uint8Array): string =>
  Array.from(bytes, byte =>
    byte < 0x80 && byte !== 0x3d
      ? String.fromCharCode(byte)
      : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  )
    .join('')
    .replace(/([^\n]{60}[^\n=]{0,2})(?![\dA-F])/g, '$1=\r\n')

const folded = (base64: string): string => base64.replace(/(.{76})/g, '$1\r\n')

const archive = (parts: readonly string[], head: readonly string[] = []): string =>
  [
    'From: <Saved by a browser>',
    ...head,
    'MIME-Version: 1.0',
    'Content-Type: multipart/related;',
    '\ttype="text/html";',
    '\tboundary="----Part=_7"',
    '',
    'Not part of any part.',
    ...parts.flatMap(part => ['------Part=_7', part]),
    '------Part=_7--',
    '',
  ].join('\r\n')

const part = (type: string, encoding: string, body: string, more: readonly string[] = []): string =>
  [`Content-Type: ${type}`, `Content-Transfer-Encoding: ${encoding}`, ...more, '', body].join('\r\n')

const picture = part('image/png', 'base64', 'iVBORw0KGgo=', ['Content-Location: https://example.org/a.png'])

const read = (message: string): Document => {
  const reading = readDocument('a.mhtml', Buffer.from(message, 'latin1'), 'text/html')
  if ('document' in reading) return reading.document
  throw new Error(`Expected a document, got: ${reading.problem}`)
}

describe('web archives', () => {
  it('give the page of quoted-printable parts, and its address', () => {
    const body = quoted(Buffer.from(page('utf-8')))
    const own = part('text/html', 'quoted-printable', body, ['Content-Location: https://example.org/bridge'])
    const document = read(archive([picture, own]))
    expect(document.source).toBe(page('utf-8'))
    expect(document.metadata.url).toBe('https://example.org/bridge')
    expect(document.sourceInfo.encoding).toBe('utf-8')
  })

  it('give the page of base64 parts in the charset that the part names', () => {
    const body = folded(Buffer.from(page('utf-8'), 'latin1').toString('base64'))
    const document = read(archive([part('text/html; charset="iso-8859-1"', 'base64', body), picture]))
    expect(document.source).toBe(page('utf-8'))
    expect(document.sourceInfo.encoding).toBe('windows-1252')
  })

  it('take the part that `start` names, and the address that the message gives', () => {
    const frame = part('text/html', '8bit', '<p>A frame.</p>', ['Content-ID: <frame>'])
    const own = part('text/html', '7bit', '<p>The page.</p>', [
      'Content-ID: <page>',
      'Content-Location: cid:page',
    ])
    const message = archive([frame, own], ['Snapshot-Content-Location: https://example.org/b']).replace(
      'type="text/html";',
      'type="text/html"; start="<page>";',
    )
    expect(read(message).source).toBe('<p>The page.</p>')
    expect(read(message).metadata.url).toBe('https://example.org/b')
  })

  it('find a page in a multipart of its own, and one whose end is cut off', () => {
    const inner = [
      'Content-Type: multipart/alternative; boundary=in',
      '',
      '--in',
      part('text/plain', '7bit', 'No.'),
    ]
    const nested = [...inner, '--in', part('text/html', '7bit', '<p>Yes.</p>'), '--in--'].join('\r\n')
    expect(read(archive([nested])).source).toBe('<p>Yes.</p>')
    const cut = archive([part('text/html', '7bit', '<p>Cut off')])
    expect(read(cut.slice(0, cut.indexOf('Cut off') + 7)).source).toBe('<p>Cut off')
  })

  it('are an error without a page', () => {
    const reading = readDocument('a.mht', Buffer.from(archive([picture])), 'text/html')
    expect(reading).toMatchObject({problem: expect.stringContaining('without a page')})
  })

  it('leave every other page as it is', () => {
    for (const source of [page('utf-8'), 'Content-type: a word\n<p>no message</p>', 'a: b\n\n<p>c</p>'])
      expect(read(Buffer.from(source).toString('latin1')).source).toBe(source)
  })
})

describe('pages that a browser saved', () => {
  it('tell where they came from', () => {
    const source =
      '<!DOCTYPE html>\n<!-- saved from url=(0027)https://example.org/bridge/ -->\n<html><p>a</p></html>'
    const {metadata} = read(source)
    expect(metadata.url).toBe('https://example.org/bridge/')
    expect(metadata.sources.url).toBe('saved-page')
    expect(newDocument('a', '', read(source).sourceInfo).metadata.url).toBe(undefined)
  })

  it('have their parts passed over', () => {
    const folder = mkdtempSync(join(tmpdir(), 'copydesk-saved-'))
    try {
      for (const name of ['story_files', 'other_files']) mkdirSync(join(folder, name))
      for (const name of ['story.htm', 'story_files/frame.html', 'other_files/page.html'])
        writeFileSync(join(folder, name), '<p>a</p>')
      const paths = Array.from(findInputs([folder]).inputs, ({path}) => path)
      expect(paths).toEqual(['other_files/page.html', 'story.htm'])
    } finally {
      rmSync(folder, {recursive: true})
    }
  })
})
