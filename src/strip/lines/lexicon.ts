/**
 * Words and two-word phrases that site furniture is labelled with, by what they announce, in the languages written most
 * on the web. Evidence for the classifier, never a verdict: an article may say any of them.
 */
export const labelWords = {
  comments: `comment comments says wrote pingback trackback reply replies respond commenter commented disqus discussion upvote downvote
    kommentar kommentare kommentieren antworten commentaire commentaires répondre comentario comentarios comentar
    responder commento commenti rispondi comentário comentários reactie reacties reageer reageren kommentarer svara
    kommentit komentarz komentarze odpowiedz комментарий комментарии комментариев комментировать ответить коментарі
    yorum yorumlar yanıtla komentář komentáře odpovědět comentarii răspunde σχόλια σχόλιο komentar balas tanggapan
    hozzászólás hozzászólások تعليق تعليقات التعليقات הגב תגובות "leave a" "your comment" "post comment" "join the" "thoughts on" "bình luận"`,
  related: `related recommended recommendations trending popular suggested latest recent similar featured
    ähnliche verwandte empfohlen empfehlungen meistgelesen beliebt aktuelle neueste lesetipp lesetipps similaires
    recommandés lus populaires connexes relacionado relacionados relacionada relacionadas recomendado recomendados
    destacados correlati correlate consigliati leggi leia relacionadas veja gerelateerd verwant aanbevolen meest
    läs relaterade relaterte les læs lue powiązane polecane popularne czytaj похожие читайте популярное популярные
    связанные рекомендуем новости схожі популярні ilgili benzer önerilen související doporučujeme nejčtenější similare
    recomandate citește σχετικά δημοφιλή terkait terpopuler lainnya kapcsolódó ajánlott ذات مشابهة المزيد اقرأ
    "also like" "more from" "more stories" "more news" "read next" "see also" "you may" "you might" "up next"
    "top stories" "most read" "most popular" "most viewed" "editors picks" "editor's picks" "mehr zum" "mehr zu"
    "auch interessant" "das könnte" "à lire" "lire aussi" "sur le" "te puede" "puede interesar" "lee también"
    "ver más" "más leídas" "più letti" "leggi anche" "potrebbe interessarti" "leia também" "leia mais" "saiba mais"
    "lees ook" "meer over" "läs mer" "les også" "læs også" "lue myös" "mest lest" "czytaj także" "zobacz też"
    "czytaj też" "читайте также" "по теме" "baca juga" "tin liên" "xem thêm" "liên quan"`,
  share: `share shares tweet retweet facebook twitter whatsapp linkedin pinterest instagram telegram youtube tiktok
    reddit flipboard bluesky mastodon threads copy link email print bookmark teilen drucken merken partager imprimer
    compartir compartilhar compartilhe condividi stampa delen dela del jaa udostępnij drukuj поделиться вконтакте
    одноклассники поділитися paylaş sdílet distribuie partajează κοινοποίηση bagikan megosztás مشاركة شارك שתפו
    "chia sẻ" "copy link" "copied to" "share this" "share on" "click to" "opens in"`,
  follow: `follow followers following subscribers join community connect feed rss suivre suivez sigue síguenos seguici
    segui siga folgen folge volg följ følg obserwuj подписаться подписывайтесь takip sledujte urmărește ikuti kövess
    "follow us" "folgen sie" "suivez nous" "us on" "our channel" "our app" "google news" "download the" "get the"`,
  newsletter: `newsletter newsletters subscribe subscription subscribed inbox unsubscribe updates alerts signup
    abonnieren abonnement abonnez abonner inscrivez suscríbete suscribirse suscripción boletín iscriviti abbonati
    inscreva assine assinatura boletim inschrijven abonneren nieuwsbrief prenumerera nyhetsbrev tilaa uutiskirje
    subskrybuj prenumerata рассылка подпишитесь підписка bülten abone odebírat zpravodaj abonează ενημερωτικό
    berlangganan hírlevél feliratkozás النشرة اشترك "sign up" "your email" "email address" "stay up" "stay informed"
    "get our" "delivered to" "straight to" "try free" "free trial" "subscribe now" "subscribe to" "melden sie"
    "e mail"`,
  account: `login logout signin register account password username profile logged anmelden registrieren konto passwort
    connexion inscription compte connecter acceder entrar cuenta contraseña regístrate accedi registrati cadastro senha
    inloggen registreren aanmelden logga logg kirjaudu zaloguj zarejestruj войти регистрация вход пароль увійти giriş
    kayıt přihlásit registrace autentificare cont σύνδεση εγγραφή masuk daftar bejelentkezés regisztráció تسجيل
    "log in" "sign in" "log out" "my account" "iniciar sesión" "se connecter" "đăng nhập" "đăng ký"`,
  legal: `cookie cookies privacy terms copyright rights reserved disclaimer gdpr consent trademark trademarks licensed
    imprint accessibility sitemap impressum datenschutz agb nutzungsbedingungen rechte vorbehalten confidentialité
    mentions légales droits réservés privacidad términos derechos reservados aviso legal diritti riservati privacidade
    termos direitos voorwaarden privacybeleid integritetspolicy käyttöehdot tietosuoja polityka prywatności regulamin
    prawa zastrzeżone конфиденциальности защищены права соглашение gizlilik hakları saklıdır soukromí podmínky
    confidențialitate drepturile απορρήτου kebijakan privasi adatvédelem الخصوصية حقوق סודיות "all rights"
    "privacy policy" "terms of" "do not" "cookie policy"`,
  author: `author byline written writer editor editors contributor reporter correspondent journalist columnist posted
    published updated modified autor autorin redaktion redakteur veröffentlicht aktualisiert auteur rédaction publié
    mis escrito redacción publicado actualizado autore redazione pubblicato aggiornato scritto atualizado redação
    door gepubliceerd bijgewerkt författare publicerad uppdaterad julkaistu päivitetty opublikowano autorka aktualizacja
    автор опубликовано обновлено редакция автори опубліковано yazar yayınlanma güncelleme publikováno aktualizováno
    publicat actualizat συντάκτης penulis diterbitkan szerző közzétéve الكاتب نشر "by the" "written by" "about the"
    "last updated" "min read" "minute read" "minutes read" "min lesezeit" "reviewed by" "edited by" "posted by"
    "posted on" "published on" "staff writer" "photo credit" "image credit"`,
  advert: `advertisement advertisements advertise sponsored sponsor promoted promotion ad ads anzeige werbung publicité
    annonce publicidad anuncio pubblicità publicidade anúncio advertentie reklam reklame mainos reklama реклама ilan
    reclamă διαφήμιση iklan hirdetés إعلان פרסומת affiliate commission partner partners "continue reading"
    "story continues" "article continues" "scroll to"`,
  navigation: `home menu search skip navigation main toggle close open back top about contact careers help faq support
    shop store cart checkout blog news sitemap categories archive archives browse language english startseite suche
    menü über kontakt hilfe accueil recherche rechercher à propos inicio buscar búsqueda menú contacto acerca cerca
    contatti chi siamo pesquisar busca início contato sobre zoeken sök hem meny kontakta haku etusivu szukaj kontakt
    strona główna поиск главная меню контакты о нас пошук головна ara anasayfa iletişim hakkında hledat domů kontakty
    căutare acasă despre αναζήτηση αρχική επικοινωνία cari beranda tentang keresés főoldal kapcsolat بحث الرئيسية اتصل
    חיפוש "skip to" "main content" "go to" "back to" "contact us" "about us" "load more" "show more" "view all"
    "see all" "show less" "tìm kiếm" "trang chủ"`,
  more: `more read continue learn view watch listen discover explore weiterlesen mehr lire plus suite leer más seguir
    leggi altro continua ler mais lees meer verder läs mer les mer lue lisää czytaj więcej далее подробнее читать
    докладніше devamı oku více číst citește mai διαβάστε περισσότερα selengkapnya baca tovább olvasom
    "read more" "learn more" "continue reading" "view more" "click here" "see more" "find out" "watch now"
    "read full" "full story" "full article" "get started" "book a" "contact sales" "buy now" "shop now" "try it"
    "request a" "schedule a" "download now" "add to"`,
  tags: `tags tag topics topic category categories filed keywords labels schlagwörter schlagworte themen kategorie mots
    clés catégorie thèmes etiquetas temas categoría argomenti tópicos assuntos onderwerpen ämnen aiheet tagi tematy
    теги темы рубрика категории etiketler štítky etichete subiecte ετικέτες topik címkék الوسوم תגיות "filed under"
    "posted in" "tagged with" "từ khóa"`,
  sequel: `previous next older newer prev vorheriger nächster zurück weiter précédent suivant anterior siguiente
    precedente successivo próximo vorige volgende föregående nästa edellinen seuraava poprzedni następny предыдущая
    следующая предыдущий следующий önceki sonraki předchozí další următorul προηγούμενο επόμενο sebelumnya selanjutnya
    előző következő السابق التالي "previous article" "next article" "previous post" "next post" "next story"`,
  references: `references sources source bibliography footnotes citations literatur quellen quelle einzelnachweise
    références bibliographie referencias fuentes fuente bibliografía fonti fonte bibliografia referências fontes bronnen
    bron källor källa lähteet źródła źródło источники источник литература джерела kaynak kaynaklar zdroje zdroj surse
    πηγή sumber források المصادر "external links" "further reading" "works cited"`,
  shopping: `price prices sale save deal deals offer discount coupon free shipping delivery order buy stock review
    reviews rating ratings stars warenkorb preis versand kaufen panier prix livraison acheter carrito precio envío
    comprar carrello prezzo acquista carrinho preço winkelwagen prijs kopen köp pris osta hinta koszyk cena kup корзина
    цена купить sepet fiyat košík koupit coș preț καλάθι τιμή keranjang harga kosár ár سعر`,
  contents: `contents overview summary introduction inhaltsverzeichnis inhalt sommaire índice indice sommario sumário
    inhoud inhoudsopgave innehåll sisällys spis treści содержание зміст içindekiler obsah cuprins περιεχόμενα
    "table of" "in this" "on this" "key takeaways" "key points" "jump to" "mục lục"`,
  biography: `founder ceo author's bio biography graduate award passionate expert specialist enthusiast lives
    loves hobby husband wife mother father degree university bachelor phd freelance writes covers covering
    "is a" "he is" "she is" "has been" "was born" "years of" "based in" "lives in" "graduated from" "worked for"
    "works as" "working as" "writes about" "ist ein" "est un" "es un" "è un" "é um"`,
  contact: `phone tel telephone fax email address office street avenue suite floor hours monday sunday telefon
    telefono téléphone telefone teléfono телефон whatsapp call hotline headquarters map directions adresse dirección
    indirizzo endereço adres адрес`,
} as const

export type LabelClass = keyof typeof labelWords

/** Labels of scripts that write no spaces, looked for anywhere in a short line. */
export const spacelessLabels: Readonly<Partial<Record<LabelClass, RegExp>>> = {
  comments: /评论|評論|留言|回复|回覆|コメント|返信|댓글|답글|ความคิดเห็น/,
  related:
    /相关|相關|推荐|推薦|热门|熱門|関連|おすすめ|人気|ランキング|관련|추천|인기|많이 본|ที่เกี่ยวข้อง|แนะนำ/,
  share: /分享|シェア|ツイート|공유|แชร์/,
  newsletter: /订阅|訂閱|メルマガ|登録|購読|구독|สมัคร/,
  account: /登录|登錄|登入|注册|註冊|ログイン|로그인|회원가입|เข้าสู่ระบบ/,
  legal: /版权|版權|隐私|隱私|著作権|プライバシー|利用規約|저작권|개인정보|무단|ลิขสิทธิ์/,
  author: /作者|记者|記者|编辑|編輯|来源|來源|発表|投稿|更新|기자|입력|수정|ผู้เขียน/,
  advert: /广告|廣告|広告|스폰서|광고|โฆษณา/,
  navigation: /首页|首頁|搜索|搜尋|菜单|選單|メニュー|検索|ホーム|메뉴|검색|홈|หน้าแรก|ค้นหา/,
  more: /更多|阅读全文|閱讀|続きを読む|もっと見る|詳細|더보기|자세히|อ่านต่อ|เพิ่มเติม/,
  tags: /标签|標籤|关键词|タグ|カテゴリ|태그|카테고리|แท็ก/,
  sequel: /上一篇|下一篇|前の記事|次の記事|前へ|次へ|이전|다음|ก่อนหน้า|ถัดไป/,
  references: /参考|來源|出典|참고|출처/,
  contents: /目录|目錄|目次|もくじ|목차|สารบัญ/,
}

/** A line that opens the readers' comments: a count of them, or the name of the section, with little else. */
export const commentsHeading =
  /^(?:(?:view |show |all )?\(?\d[\d.,]*\)? ?(?:comments?|replies|reply|responses?|thoughts? on|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties?|kommentarer?|komentarz\p{L}*|комментари\p{L}+|yorum|komentář\p{L}*|comentarii|σχόλια|评论|評論|コメント|댓글)|(?:(?:reader|user|top|recent|latest|facebook|all|view) )?comments?(?: (?:section|\(?\d+\)?|policy))?:?$|(?:leave|post|add|write) (?:a|your) (?:comment|reply)|join the (?:conversation|discussion)|what do you think\?|discussion(?: \(?\d+\)?)?$|kommentare?(?: \(?\d+\)?)?:?$|(?:schreibe|hinterlasse) einen kommentar|commentaires?(?: \(?\d+\)?)?:?$|laisser un commentaire|comentarios?(?: \(?\d+\)?)?:?$|deja (?:un comentario|una respuesta)|comentários?(?: \(?\d+\)?)?:?$|deixe (?:um comentário|uma resposta)|commenti(?: \(?\d+\)?)?:?$|lascia un commento|reacties?(?: \(?\d+\)?)?:?$|комментарии(?: \(?\d+\)?)?:?$)/iu

/** Who speaks: the first person singular, the first person plural, the reader. */
export const personWords = {
  i: `i me my mine myself i'm i've ich mein meine mir mich je mon ma mes moi yo mi mis io mio mia eu meu minha ik mijn
    jag min mitt jeg мне я мой моя меня ben benim`,
  we: `we us our ours we're we've wir unser unsere uns nous notre nos nosotros nuestro nuestra noi nostro nostra nós
    nosso nossa wij ons onze vi vår våra vores мы наш наша нас biz bizim`,
  you: `you your yours you're sie ihr ihre ihnen du dein deine vous votre vos tu tus tú usted su sua você seu jij jouw
    uw din ditt вы ваш ваша вас siz sizin`,
} as const

/**
 * The commonest function words of languages for which a count of them says something. A page's language is the one most
 * of its words belong to; where that is unclear, or the language is not here, the count is unknown.
 */
export const functionWords: readonly string[] = [
  'the of and to a in is that for it as was with be by on not he his but at are this have from which they an had or their were has who its',
  'der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei',
  'de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec son ou mais comme',
  'de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya o este sí porque esta',
  'di e il la che in un a per è una sono con del non si le da alla dei più i al nel anche come della ma lo gli ha',
  'de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu',
  'de het een van en in is dat op te zijn voor met die niet aan er om ook als dan maar door over bij of uit nog naar',
  'och i att det som en på är av för med den till inte om ett han men var jag sig från vi så kan hade nu eller',
  'og i det at en den til er som på de med han af for ikke der var mig sig men et har om vi min havde ham hun nu',
  'w i z na do się że nie to jest o jak ale po co tak za od przez dla przy oraz są był była jego tym być już może',
  'и в не на что я с он как это по но они к у мы из за то же от бы для о так его было или быть при',
  've bir bu da de için ile o ne çok daha gibi olarak olan kadar sonra ama en var ki mi her yok ise değil',
  'yang dan di dari untuk dengan ini pada tidak itu dalam akan ke adalah juga oleh sebagai ada karena atau bisa',
  'và của là có cho trong được với các một những không người để đã này khi từ đến về như ra tại nhưng',
  'a se na v je že to s z do o i ve si by ale pro jako za po jsem jsou tak aby nebo byl které ještě',
  'și de la în a cu nu că pe o din care mai este un pentru să au fost ca sunt se le al ce după fi',
]
