/** A language by the letters outside ASCII that it is written with, most frequent first. */
export type LetterModel = {
  readonly letters: string
  /** WHATWG names of the older encodings it was written in, the likeliest first. */
  readonly encodings: readonly string[]
  /** How likely one of its letters is that is not listed; for scripts with thousands. */
  readonly unlisted?: {readonly probability: number; readonly pattern: RegExp}
}

const western = ['windows-1252', 'macintosh', 'iso-8859-15']
const central = ['windows-1250', 'iso-8859-2']
const cyrillic = ['windows-1251', 'koi8-r', 'koi8-u', 'ibm866', 'iso-8859-5', 'x-mac-cyrillic']
const baltic = ['windows-1257', 'iso-8859-13', 'iso-8859-4']

const han = /[\u4e00-\u9fff]/
const kanaOrHan = /[\u3041-\u30ff\u4e00-\u9fff]/

/** The letters by their order in counts of running text, as dictionaries and cryptographers' tables give it. */
export const letterModels: readonly LetterModel[] = [
  {letters: 'éàèêçôîûâùïëœ', encodings: western},
  {letters: 'üäöß', encodings: western},
  {letters: 'óíáéñúü¡¿', encodings: western},
  {letters: 'ãáçéíóêõâúàô', encodings: western},
  {letters: 'èàòùìé', encodings: western},
  {letters: 'äåöé', encodings: western},
  {letters: 'åøæé', encodings: western},
  {letters: 'ëéïöüè', encodings: western},
  {letters: 'ðáíöóþúéýæ', encodings: western},
  {letters: 'àéíóèòçúï·ü', encodings: western},
  {letters: 'äõüöšž', encodings: ['windows-1252', 'windows-1257', 'iso-8859-15', 'iso-8859-13']},
  {letters: 'éáíóú', encodings: western},
  {letters: 'ëç', encodings: western},
  {letters: 'ŵŷâêîô', encodings: ['iso-8859-14']},
  {letters: 'łęąśżóćńź', encodings: [...central, 'iso-8859-16']},
  {letters: 'íáéěčšřžýůúňťďó', encodings: central},
  {letters: 'áíéčýžšúľťôňóďä', encodings: central},
  {letters: 'áéöóőíüúű', encodings: central},
  {letters: 'ăîţşâșț', encodings: [...central, 'iso-8859-16']},
  {letters: 'čšžćđ', encodings: central},
  {letters: 'ısşüçğöâîû', encodings: ['windows-1254', 'iso-8859-3']},
  {letters: 'āīēšņūļžģķč', encodings: baltic},
  {letters: 'ėšžįųūčąę', encodings: baltic},
  {letters: 'ŭĝŝĉĵĥ', encodings: ['iso-8859-3']},
  {letters: 'ạếộàáảđấốịềữìíêôơưâăứờớểầậ\u0300\u0301\u0309\u0303\u0323', encodings: ['windows-1258']},
  {letters: 'оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё', encodings: cyrillic},
  {
    letters: 'оаиніврестлкудмпязьгбчхйжїцюшєщфґ',
    encodings: ['windows-1251', 'koi8-u', 'ibm866', 'iso-8859-5'],
  },
  {letters: 'аеоитнрсвлкдпмзгяъубчжщцйшюхфь', encodings: ['windows-1251', 'iso-8859-5', 'ibm866']},
  {letters: 'аоиенртсјвудклпмзбгчшжцњљћђхфџ', encodings: ['windows-1251', 'iso-8859-5']},
  {letters: 'аонікелрстыувяцдмпшзьбгйўчжхёюэф', encodings: ['windows-1251', 'koi8-u', 'iso-8859-5']},
  {letters: 'αοιετσνηυρπκμλςωάόίέήγδύθχφβξζώψϊ', encodings: ['windows-1253', 'iso-8859-7']},
  {letters: 'יוהלאתרמבשנםעדחקפטכסצגןזךץףּ', encodings: ['windows-1255', 'iso-8859-8']},
  {letters: 'اليمونرتبةعدسفهكقأحجشطصىخإذضثئغزظءؤآ،', encodings: ['windows-1256', 'iso-8859-6']},
  {letters: 'اینردهومتبسشکلزفقخعگجحچپصطضآغثظذئژ،', encodings: ['windows-1256']},
  {letters: 'านรกอเงมยลวดทสต่้ะปบคหแจพชขใไโผซณศษถธภฟฉญ์ี็ืิุูัำ', encodings: ['windows-874']},
  {
    letters:
      'のにはをたがでてとしれさいなるあっりかこもすらきまくだおようどけえそつみめちほろせわばひびやへごじげべずゆむぎねふぶぼ、。ー・「」ンスルトアイラリックドシロタフジマグレプコムデメオカサバチウブニキテユエパュョャナ日一国人年大本中会学生時出上東者行事月分場合社部間地作手見回',
    encodings: ['shift_jis', 'euc-jp'],
    unlisted: {probability: 6e-5, pattern: kanaOrHan},
  },
  {
    letters:
      '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题程展果，。、：；？！（）“”《》',
    encodings: ['gb18030'],
    unlisted: {probability: 8e-5, pattern: han},
  },
  {
    letters:
      '的一是不在有人我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西，。、：；？！（）「」',
    encodings: ['big5'],
    unlisted: {probability: 8e-5, pattern: han},
  },
  {
    letters:
      '이다는에의을가고하로지사한도은어기서자인리아일시대나수해정부있그를보라전주제상과들여으원장적게면동국구스만소성모공경비조우연었오마것요할거무미신방유세진습니업실선중와되네바관화안물간계때위당드생야학회된개데러려했말식금예심결',
    encodings: ['euc-kr'],
    unlisted: {probability: 2e-4, pattern: /[\uac00-\ud7a3]/},
  },
]
