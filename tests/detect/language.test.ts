import {describe, expect, test} from 'vitest'
import {detectLanguage} from '../../src/detect/language.ts'
import {documentOf} from './document-of.ts'

const languageOf = (text: string, declared?: string) =>
  detectLanguage(documentOf(text, declared)).metadata.language ?? {code: 'none', confidence: 0}

const samples: Readonly<Record<string, string>> = {
  eng: 'The council said on Monday that it would repair the old bridge before the winter, although nobody could tell who was going to pay for the work and when it might begin.',
  deu: 'Der Stadtrat teilte am Montag mit, dass die alte Brücke noch vor dem Winter repariert werden soll, auch wenn niemand sagen konnte, wer die Arbeiten bezahlt und wann sie beginnen.',
  fra: 'Le conseil a annoncé lundi que le vieux pont serait réparé avant l’hiver, bien que personne ne puisse dire qui va payer les travaux ni quand ils pourraient commencer dans la ville.',
  spa: 'El consejo anunció el lunes que el viejo puente se reparará antes del invierno, aunque nadie supo decir quién va a pagar las obras ni cuándo podrían empezar en la ciudad.',
  por: 'O conselho anunciou na segunda-feira que a velha ponte será reparada antes do inverno, embora ninguém soubesse dizer quem vai pagar as obras nem quando elas vão começar na cidade.',
  rus: 'Городской совет сообщил в понедельник, что старый мост отремонтируют до зимы, хотя никто не смог сказать, кто оплатит работы и когда они начнутся в этом году.',
  ukr: 'Міська рада повідомила в понеділок, що старий міст відремонтують до зими, хоча ніхто не зміг сказати, хто оплатить роботи і коли вони почнуться цього року.',
  tur: 'Belediye meclisi pazartesi günü eski köprünün kıştan önce onarılacağını açıkladı, ancak işin parasını kimin ödeyeceğini ve ne zaman başlayacağını kimse söyleyemedi.',
  ell: 'Το δημοτικό συμβούλιο ανακοίνωσε τη Δευτέρα ότι η παλιά γέφυρα θα επισκευαστεί πριν από τον χειμώνα.',
  jpn: '市議会は月曜日、古い橋を冬までに修理すると発表したが、誰が費用を払うのかは分からない。',
  cmn: '市议会星期一宣布，这座老桥将在冬天之前修好，但没有人知道谁来支付费用，也不知道何时开工。',
  kor: '시의회는 월요일에 낡은 다리를 겨울 전에 수리하겠다고 발표했지만 누가 비용을 낼지는 알 수 없다.',
  tha: 'สภาเมืองประกาศเมื่อวันจันทร์ว่าจะซ่อมสะพานเก่าก่อนฤดูหนาว แต่ไม่มีใครรู้ว่าใครจะเป็นผู้จ่ายเงิน',
}

describe('detectLanguage', () => {
  test.each(Object.entries(samples))('knows %s from two lines of prose', (code, text) => {
    const found = languageOf(text)
    expect(found.code).toBe(code)
    expect(found.confidence).toBeGreaterThan(0.6)
    expect(found.confidence).toBeLessThanOrEqual(1)
  })

  test('asks franc about a language without a word list', () => {
    const text =
      'Idolobha limemezele ngoMsombuluko ukuthi ibhuloho elidala lizolungiswa ngaphambi kobusika, nakuba kungekho muntu owaziyo ukuthi ubani ozokhokhela lo msebenzi nokuthi uzoqala nini kulo nyaka. Abantu bathi balinde isikhathi eside kakhulu.'
    expect(languageOf(text).code).toBe('zul')
  })

  test('says nothing about too little text, numbers, or nothing', () => {
    for (const text of ['', 'Rates rise again', '12 34 56 78 90 '.repeat(30)]) {
      expect(languageOf(text)).toEqual({code: 'und', confidence: 0})
    }
  })

  test('lets the declared language decide where there is too little text, and says how little that is worth', () => {
    expect(languageOf('Rates rise again', 'en-GB')).toEqual({code: 'eng', confidence: 0.5})
  })

  test('does not believe a declaration that the text contradicts', () => {
    expect(languageOf(samples.deu ?? '', 'en').code).toBe('deu')
  })

  test('looks at kept blocks only', () => {
    const document = documentOf(`${samples.deu}\n${samples.fra} ${samples.fra} ${samples.fra}`)
    const [first, second] = document.blocks
    if (!first || !second) throw new Error('Expected two blocks')
    const removed = {ruleId: 'strip/x', reason: 'x', confidence: 1}
    const stripped = {...document, blocks: [first, {...second, removed}]}
    expect(detectLanguage(document).metadata.language?.code).toBe('fra')
    expect(detectLanguage(stripped).metadata.language?.code).toBe('deu')
  })
})
