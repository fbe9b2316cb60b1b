import {expect, test} from 'vitest'
import {classGroups} from '../../src/extract/class-evidence.ts'
import {evidenceOf} from '../../src/extract/look-evidence.ts'

const groupsOf = (className: string): string[] => {
  const {groups} = evidenceOf({className, id: '', groups: 0, hints: -1})
  return classGroups.flatMap(([name], bit) => ((groups >> bit) & 1 ? [name] : []))
}

test.each([
  ['comentarios', 'comment'],
  ['Kommentare', 'comment'],
  ['reacties-lijst', 'comment'],
  ['noticias-relacionadas', 'related'],
  ['weitere-artikel', 'related'],
  ['mais-lidas', 'related'],
  ['rodape', 'footer'],
  ['barra-lateral', 'sidebar'],
  ['publicidade', 'advert'],
  ['artikel-inhalt', 'body'],
  ['noticia-conteudo', 'body'],
  ['articolo__testo', 'body'],
  ['auteur', 'author'],
  ['fecha', 'meta'],
  ['bildunterschrift', 'caption'],
])('the class %s speaks of %s', (className, group) => {
  expect(groupsOf(className)).toContain(group)
})

test.each([
  ['autorefs', 'author'],
  ['autoplay', 'author'],
  ['opinion', 'comment'],
  ['material-icons', 'article'],
  ['compartment', 'share'],
])('the class %s does not speak of %s', (className, group) => {
  expect(groupsOf(className)).not.toContain(group)
})
