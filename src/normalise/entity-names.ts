/**
 * The character references of HTML 4 by name, and the few of HTML 5 that turn up in dumps. `amp` is among them: what
 * it gives is read again.
 */
const latin1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'

const greek =
  'Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho - Sigma Tau Upsilon Phi Chi Psi Omega - - - - - - - alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi psi omega'

const others =
  'quot " amp & lt < gt > apos \' OElig \u0152 oelig \u0153 Scaron \u0160 scaron \u0161 Yuml \u0178 fnof \u0192 circ \u02c6 tilde \u02dc ensp \u2002 emsp \u2003 thinsp \u2009 hairsp \u200a numsp \u2007 puncsp \u2008 zwnj \u200c zwj \u200d lrm \u200e rlm \u200f ndash \u2013 mdash \u2014 horbar \u2015 hyphen \u2010 lsquo \u2018 rsquo \u2019 sbquo \u201a ldquo \u201c rdquo \u201d bdquo \u201e dagger \u2020 Dagger \u2021 bull \u2022 hellip \u2026 permil \u2030 prime \u2032 Prime \u2033 lsaquo \u2039 rsaquo \u203a oline \u203e frasl \u2044 euro \u20ac image \u2111 weierp \u2118 real \u211c trade \u2122 alefsym \u2135 larr \u2190 uarr \u2191 rarr \u2192 darr \u2193 harr \u2194 crarr \u21b5 lArr \u21d0 uArr \u21d1 rArr \u21d2 dArr \u21d3 hArr \u21d4 forall \u2200 part \u2202 exist \u2203 empty \u2205 nabla \u2207 isin \u2208 notin \u2209 ni \u220b prod \u220f sum \u2211 minus \u2212 lowast \u2217 radic \u221a prop \u221d infin \u221e ang \u2220 and \u2227 or \u2228 cap \u2229 cup \u222a int \u222b there4 \u2234 sim \u223c cong \u2245 asymp \u2248 ne \u2260 equiv \u2261 le \u2264 ge \u2265 sub \u2282 sup \u2283 nsub \u2284 sube \u2286 supe \u2287 oplus \u2295 otimes \u2297 perp \u22a5 sdot \u22c5 loz \u25ca spades \u2660 clubs \u2663 hearts \u2665 diams \u2666 check \u2713 star \u2606 lbrack [ rbrack ] lbrace { rbrace } lpar ( rpar ) num # percnt % ast * plus + comma , period . sol / bsol \\ colon : semi ; equals = quest ? excl ! commat @ lowbar _ grave ` vert | dollar $ Tab \t NewLine \n Ccaron \u010c ccaron \u010d Zcaron \u017d zcaron \u017e Lstrok \u0141 lstrok \u0142 Eogon \u0118 eogon \u0119 Aogon \u0104 aogon \u0105 Cacute \u0106 cacute \u0107 Nacute \u0143 nacute \u0144 Sacute \u015a sacute \u015b Zacute \u0179 zacute \u017a Zdot \u017b zdot \u017c Rcaron \u0158 rcaron \u0159 Ecaron \u011a ecaron \u011b Uring \u016e uring \u016f Abreve \u0102 abreve \u0103 Scedil \u015e scedil \u015f Gbreve \u011e gbreve \u011f Idot \u0130 imath \u0131'

const makeNames = (): ReadonlyMap<string, string> => {
  const names = new Map<string, string>()
  for (const [index, name] of latin1.split(' ').entries()) names.set(name, String.fromCharCode(0xa0 + index))
  for (const [index, name] of greek.split(' ').entries())
    if (name !== '-') names.set(name, String.fromCharCode(0x391 + index))
  // The values may themselves be white space, so that the list is taken apart by its names.
  for (const match of others.matchAll(/(\w+) ([^ ])(?: |$)/g)) names.set(match[1] ?? '', match[2] ?? '')
  return names
}

const names = makeNames()

/** The character of a named reference such as `nbsp`, if there is one of that name. */
export const namedCharacter = (name: string): string | undefined => names.get(name)
