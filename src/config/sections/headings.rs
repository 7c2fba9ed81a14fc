//! The built-in headings of sections in languages other than English, as data.
//!
//! One vocabulary holds all of them, so that a story is read the same whatever language its file
//! says it is in. A test keeps a heading from meaning two things.

/// For each language the sections by id, with the usual headings; which kind of section it is, the
/// built-in headings in English say.
pub(super) const FURTHER: [(&str, &[(&str, &str)]); 14] = [
    ("de", DE),
    ("fr", FR),
    ("es", ES),
    ("pt", PT),
    ("it", IT),
    ("nl", NL),
    ("pl", PL),
    ("uk", UK),
    ("tr", TR),
    ("ar", AR),
    ("he", HE),
    ("hi", HI),
    ("zh", ZH),
    ("ja", JA),
];

/// The headings of one section, which a bar keeps apart.
pub(super) fn each(headings: &str) -> impl Iterator<Item = &str> {
    headings.split('|').map(str::trim)
}

#[rustfmt::skip]
const DE: &[(&str, &str)] = &[
    ("why-it-matters", "Warum es wichtig ist | Warum das wichtig ist | Warum es zählt | Worum es geht"),
    ("the-details", "Die Einzelheiten | Die Details | Die Fakten | Was geschah | Was geschehen ist | Was wir wissen"),
    ("timeline", "Zeitleiste | Chronik | Chronologie | Wie es dazu kam"),
    ("the-players", "Die Beteiligten | Die Akteure | Beteiligte | Wer ist wer | Wer dabei ist"),
    ("whats-next", "Wie es weitergeht | Was als Nächstes kommt | Die nächsten Schritte | Ausblick"),
    ("yes-but", "Ja, aber | Die andere Seite | Der Haken"),
    ("by-the-numbers", "In Zahlen | Die Zahlen | Zahlen und Fakten"),
    ("the-background", "Hintergrund | Der Hintergrund | Die Vorgeschichte"),
    ("the-big-picture", "Das große Ganze | Der Zusammenhang"),
    ("between-the-lines", "Zwischen den Zeilen"),
    ("go-deeper", "Mehr dazu | Zum Weiterlesen"),
    ("get-involved", "Mitmachen | Wie Sie helfen können"),
    ("callout", "Haben Sie Fotos? | Haben Sie Hinweise? | Waren Sie dabei? | Was meinen Sie? | Schreiben Sie uns"),
    ("what-theyre-saying", "Was sie sagen | Was gesagt wird | Stimmen | Zitate | Im Wortlaut"),
    ("the-takeaway", "Das Fazit | Fazit | Unterm Strich | Kurz gesagt"),
];

#[rustfmt::skip]
const FR: &[(&str, &str)] = &[
    ("why-it-matters", "Pourquoi c'est important | Pourquoi cela compte | Pourquoi ça compte | Pourquoi c'est essentiel | L'enjeu | Les enjeux"),
    ("the-details", "Les détails | Les faits | En détail | Ce qui s'est passé | Ce que l'on sait | Ce qu'on sait | Ce que nous savons"),
    ("timeline", "Chronologie | La chronologie | Les dates clés | Dates clés | Repères chronologiques"),
    ("the-players", "Les protagonistes | Protagonistes | Les acteurs | Qui est qui | Qui sont-ils | Les personnes concernées"),
    ("whats-next", "Et maintenant | La suite | Et après | Les prochaines étapes | Prochaines étapes | À suivre"),
    ("yes-but", "Oui, mais | L'autre point de vue | Le revers de la médaille | Le bémol"),
    ("by-the-numbers", "En chiffres | Les chiffres | Les chiffres clés | Chiffres clés"),
    ("the-background", "Rappel des faits | Les antécédents | Retour en arrière | Pour rappel"),
    ("the-big-picture", "Vue d'ensemble | Le contexte | Contexte"),
    ("between-the-lines", "Entre les lignes"),
    ("go-deeper", "Pour aller plus loin | En savoir plus | À lire aussi"),
    ("get-involved", "Participer | Comment aider"),
    ("callout", "Vous avez des photos ? | Avez-vous des photos ? | Vous étiez là ? | Une information ? | Qu'en pensez-vous ? | Écrivez-nous | À vous la parole"),
    ("what-theyre-saying", "Ce qu'ils disent | Ce qu'ils en disent | Ils ont dit | Ils l'ont dit | Citations | Les réactions | Réactions"),
    ("the-takeaway", "À retenir | Ce qu'il faut retenir | L'essentiel | En bref | En résumé | En conclusion"),
];

#[rustfmt::skip]
const ES: &[(&str, &str)] = &[
    ("why-it-matters", "Por qué importa | Por qué es importante | Qué está en juego | Lo que está en juego"),
    ("the-details", "Los detalles | Los hechos | Qué pasó | Qué ocurrió | Lo que sabemos | Qué se sabe"),
    ("timeline", "Cronología | La cronología | Fechas clave | Línea de tiempo"),
    ("the-players", "Los protagonistas | Protagonistas | Quién es quién | Los actores | Los implicados"),
    ("whats-next", "Qué sigue | Lo que viene | Qué viene ahora | Próximos pasos | Los próximos pasos | Y ahora qué"),
    ("yes-but", "Sí, pero | La otra cara | El otro lado"),
    ("by-the-numbers", "En cifras | Las cifras | En números | Los números"),
    ("the-background", "Antecedentes | Los antecedentes | El trasfondo"),
    ("the-big-picture", "El panorama general | El contexto | Contexto | En perspectiva"),
    ("between-the-lines", "Entre líneas"),
    ("go-deeper", "Para saber más | Más información | Para profundizar"),
    ("get-involved", "Cómo ayudar | Cómo participar"),
    ("callout", "¿Tiene fotos? | ¿Tienes fotos? | ¿Estuvo allí? | ¿Estuviste allí? | ¿Qué opina? | ¿Qué opinas? | Escríbanos | Escríbenos"),
    ("what-theyre-saying", "Lo que dicen | Qué dicen | Lo que se dice | Lo que dijeron | Citas | Las voces | Voces"),
    ("the-takeaway", "La conclusión | Conclusión | Las claves | En resumen | En pocas palabras"),
];

#[rustfmt::skip]
const PT: &[(&str, &str)] = &[
    ("why-it-matters", "Por que importa | Por que isso importa | Por que é importante | Porque é importante | O que está em jogo"),
    ("the-details", "Os detalhes | Detalhes | Os factos | Os fatos | O que aconteceu | O que se sabe | O que sabemos"),
    ("timeline", "Cronologia | A cronologia | Linha do tempo | Datas importantes"),
    ("the-players", "Os protagonistas | Quem é quem | Os envolvidos | Os intervenientes"),
    ("whats-next", "O que vem a seguir | Próximos passos | Os próximos passos | E agora"),
    ("yes-but", "Sim, mas | O outro lado"),
    ("by-the-numbers", "Em números | Os números"),
    ("the-background", "Antecedentes | Histórico"),
    ("the-big-picture", "O panorama geral | O contexto | Contexto"),
    ("between-the-lines", "Nas entrelinhas"),
    ("go-deeper", "Para saber mais | Saiba mais | Leia mais"),
    ("get-involved", "Como ajudar | Participe"),
    ("callout", "Tem fotos? | Você tem fotos? | Esteve lá? | O que acha? | O que você acha? | Escreva-nos | Escreva para nós"),
    ("what-theyre-saying", "O que dizem | O que eles dizem | O que disseram | O que se diz | Citações | As vozes | Vozes"),
    ("the-takeaway", "A conclusão | Conclusão | Em resumo | O essencial"),
];

#[rustfmt::skip]
const IT: &[(&str, &str)] = &[
    ("why-it-matters", "Perché è importante | Perché conta | La posta in gioco"),
    ("the-details", "I dettagli | I fatti | Che cosa è successo | Cosa è successo | Che cosa sappiamo | Cosa sappiamo"),
    ("timeline", "Cronologia | La cronologia | Le date | Le tappe"),
    ("the-players", "I protagonisti | Protagonisti | Chi è chi | Le persone coinvolte"),
    ("whats-next", "Che cosa succede ora | Cosa succede ora | E adesso | I prossimi passi | Prossimi passi"),
    ("yes-but", "Sì, ma | L'altra faccia della medaglia | L'altro punto di vista"),
    ("by-the-numbers", "In cifre | I numeri | In numeri"),
    ("the-background", "I precedenti | Gli antefatti | L'antefatto"),
    ("the-big-picture", "Il quadro generale | Il contesto | Contesto"),
    ("between-the-lines", "Tra le righe"),
    ("go-deeper", "Per saperne di più | Per approfondire | Leggi anche"),
    ("get-involved", "Come aiutare | Partecipa"),
    ("callout", "Hai foto? | Avete foto? | C'eri? | Che cosa ne pensi? | Cosa ne pensi? | Scrivici | Scriveteci"),
    ("what-theyre-saying", "Che cosa dicono | Cosa dicono | Che cosa hanno detto | Hanno detto | Citazioni | Le voci"),
    ("the-takeaway", "In conclusione | In sintesi | Il punto | La conclusione"),
];

#[rustfmt::skip]
const NL: &[(&str, &str)] = &[
    ("why-it-matters", "Waarom dit belangrijk is | Waarom het belangrijk is | Waarom het ertoe doet | Wat er op het spel staat"),
    ("the-details", "De details | De feiten | Wat er gebeurde | Wat er is gebeurd | Wat we weten"),
    ("timeline", "Tijdlijn | De tijdlijn | Chronologie"),
    ("the-players", "De betrokkenen | Betrokkenen | De hoofdrolspelers | Wie is wie"),
    ("whats-next", "Hoe het verdergaat | Wat volgt | De volgende stappen | Volgende stappen | Hoe nu verder"),
    ("yes-but", "Ja, maar | De andere kant | De keerzijde"),
    ("by-the-numbers", "In cijfers | De cijfers | In getallen"),
    ("the-background", "Achtergrond | De achtergrond | De voorgeschiedenis"),
    ("the-big-picture", "Het grote geheel | Het grote plaatje | De context"),
    ("between-the-lines", "Tussen de regels"),
    ("go-deeper", "Meer weten | Lees verder | Lees meer"),
    ("get-involved", "Meedoen | Hoe u kunt helpen"),
    ("callout", "Heeft u foto's? | Hebt u foto's? | Heb je foto's? | Was u erbij? | Wat vindt u? | Wat vind jij? | Schrijf ons"),
    ("what-theyre-saying", "Wat ze zeggen | Wat zij zeggen | Wat er gezegd wordt | Citaten | De reacties | Reacties"),
    ("the-takeaway", "De conclusie | Conclusie | Kortom | Tot slot"),
];

#[rustfmt::skip]
const PL: &[(&str, &str)] = &[
    ("why-it-matters", "Dlaczego to ważne | Dlaczego to jest ważne | O co chodzi | O jaką stawkę chodzi"),
    ("the-details", "Szczegóły | Fakty | Co się stało | Co wiadomo | Co wiemy"),
    ("timeline", "Kalendarium | Oś czasu | Chronologia | Najważniejsze daty"),
    ("the-players", "Bohaterowie | Bohaterowie wydarzeń | Kto jest kim | Uczestnicy"),
    ("whats-next", "Co dalej | Następne kroki | Kolejne kroki | Co będzie dalej"),
    ("yes-but", "Tak, ale | Druga strona | Druga strona medalu"),
    ("by-the-numbers", "W liczbach | Liczby"),
    ("the-background", "Tło | Tło sprawy | Przypomnienie"),
    ("the-big-picture", "Szerszy kontekst | Kontekst | Szerszy obraz"),
    ("between-the-lines", "Między wierszami"),
    ("go-deeper", "Więcej na ten temat | Czytaj więcej | Czytaj też"),
    ("get-involved", "Jak pomóc | Zaangażuj się"),
    ("callout", "Masz zdjęcia? | Mają Państwo zdjęcia? | Byłeś tam? | Co sądzisz? | Co o tym sądzisz? | Napisz do nas"),
    ("what-theyre-saying", "Co mówią | Co powiedzieli | Powiedzieli | Cytaty | Głosy | Wypowiedzi"),
    ("the-takeaway", "Wnioski | Wniosek | Podsumowanie | W skrócie | Krótko mówiąc"),
];

#[rustfmt::skip]
const UK: &[(&str, &str)] = &[
    ("why-it-matters", "Чому це важливо | Що стоїть на кону | Що на кону"),
    ("the-details", "Подробиці | Деталі | Факти | Що сталося | Що відомо"),
    ("timeline", "Хронологія | Хроніка | Хронологія подій | Ключові дати"),
    ("the-players", "Учасники подій | Учасники | Дійові особи | Хто є хто"),
    ("whats-next", "Що далі | Що буде далі | Наступні кроки"),
    ("yes-but", "Так, але | Інший бік | Інша сторона | Зворотний бік"),
    ("by-the-numbers", "У цифрах | Цифри | У числах"),
    ("the-background", "Передісторія | Тло | Що було раніше"),
    ("the-big-picture", "Загальна картина | Контекст"),
    ("between-the-lines", "Між рядками"),
    ("go-deeper", "Докладніше | Читайте також"),
    ("get-involved", "Як допомогти | Долучайтеся"),
    ("callout", "Маєте світлини? | Маєте фото? | Ви були там? | Що ви думаєте? | Напишіть нам"),
    ("what-theyre-saying", "Що кажуть | Що говорять | Пряма мова | Цитати | Що вони кажуть"),
    ("the-takeaway", "Висновок | Висновки | Підсумок | Коротко"),
];

#[rustfmt::skip]
const TR: &[(&str, &str)] = &[
    ("why-it-matters", "Neden önemli | Bu neden önemli | Niçin önemli"),
    ("the-details", "Ayrıntılar | Detaylar | Ne oldu | Neler biliniyor | Bilinenler"),
    ("timeline", "Zaman çizelgesi | Kronoloji | Önemli tarihler"),
    ("the-players", "Haberdekiler | Kim kimdir | Taraflar | Aktörler"),
    ("whats-next", "Şimdi ne olacak | Bundan sonra | Sırada ne var | Sonraki adımlar"),
    ("yes-but", "Evet ama | Evet, ama | Öte yandan | Madalyonun öbür yüzü"),
    ("by-the-numbers", "Rakamlarla | Sayılarla"),
    ("the-background", "Arka plan | Geçmişi"),
    ("the-big-picture", "Büyük resim | Bağlam"),
    ("between-the-lines", "Satır aralarında"),
    ("go-deeper", "Daha fazlası | Daha fazla bilgi | Devamını okuyun"),
    ("get-involved", "Nasıl yardım edilir | Katılın"),
    ("callout", "Fotoğrafınız var mı? | Fotoğraflarınız var mı? | Orada mıydınız? | Ne düşünüyorsunuz? | Bize yazın"),
    ("what-theyre-saying", "Ne diyorlar | Ne dediler | Kim ne dedi | Alıntılar"),
    ("the-takeaway", "Sonuç | Sonuç olarak | Özetle | Kısacası"),
];

#[rustfmt::skip]
const AR: &[(&str, &str)] = &[
    ("why-it-matters", "لماذا يهم | لماذا يهم ذلك | لماذا يهمنا ذلك | أهمية الخبر | لماذا هذا مهم"),
    ("the-details", "التفاصيل | الوقائع | ماذا حدث | ما الذي حدث | ما نعرفه"),
    ("timeline", "الجدول الزمني | التسلسل الزمني | الخط الزمني | أبرز التواريخ"),
    ("the-players", "أطراف الخبر | الأطراف | الأطراف المعنية | من هم | الشخصيات"),
    ("whats-next", "ماذا بعد | ما التالي | الخطوات المقبلة | الخطوات التالية"),
    ("yes-but", "نعم، ولكن | نعم، لكن | الوجه الآخر | الرأي الآخر"),
    ("by-the-numbers", "بالأرقام | الأرقام"),
    ("the-background", "الخلفية | خلفية الخبر"),
    ("the-big-picture", "الصورة الكاملة | السياق | الصورة الأوسع"),
    ("between-the-lines", "بين السطور"),
    ("go-deeper", "للمزيد | اقرأ أيضًا | اقرأ المزيد"),
    ("get-involved", "كيف تساعد | شارك معنا"),
    ("callout", "هل لديك صور؟ | هل لديكم صور؟ | هل كنت هناك؟ | ما رأيك؟ | ما رأيكم؟ | اكتب إلينا"),
    ("what-theyre-saying", "ماذا يقولون | ماذا قالوا | قالوا | أقوال | الاقتباسات"),
    ("the-takeaway", "الخلاصة | خلاصة القول | باختصار"),
];

#[rustfmt::skip]
const HE: &[(&str, &str)] = &[
    ("why-it-matters", "למה זה חשוב | מדוע זה חשוב | מה מונח על הכף"),
    ("the-details", "הפרטים | העובדות | מה קרה | מה ידוע | מה שידוע"),
    ("timeline", "ציר זמן | ציר הזמן | לוח זמנים | סדר האירועים"),
    ("the-players", "הדמויות | המעורבים | הנפשות הפועלות | מי הם | מי ומי"),
    ("whats-next", "מה הלאה | ומה עכשיו | הצעדים הבאים"),
    ("yes-but", "כן, אבל | הצד השני | מנגד"),
    ("by-the-numbers", "במספרים | המספרים"),
    ("the-background", "הרקע | רקע"),
    ("the-big-picture", "התמונה הגדולה | ההקשר | התמונה הרחבה"),
    ("between-the-lines", "בין השורות"),
    ("go-deeper", "להרחבה | לקריאה נוספת | קראו עוד"),
    ("get-involved", "איך לעזור | איך אפשר לעזור"),
    ("callout", "יש לכם תמונות? | יש לך תמונות? | הייתם שם? | מה דעתכם? | מה דעתך? | כתבו לנו"),
    ("what-theyre-saying", "מה אומרים | מה הם אומרים | מה נאמר | הם אמרו | ציטוטים | במילים שלהם"),
    ("the-takeaway", "השורה התחתונה | לסיכום | בקצרה | המסקנה"),
];

#[rustfmt::skip]
const HI: &[(&str, &str)] = &[
    ("why-it-matters", "यह क्यों मायने रखता है | यह क्यों अहम है | यह क्यों ज़रूरी है | क्यों अहम है | क्यों महत्वपूर्ण है"),
    ("the-details", "विवरण | ब्योरा | क्या हुआ | अब तक क्या पता है | तथ्य"),
    ("timeline", "घटनाक्रम | समयरेखा | कब क्या हुआ"),
    ("the-players", "चर्चित नाम | प्रमुख लोग | कौन कौन हैं | कौन क्या है | प्रमुख किरदार"),
    ("whats-next", "आगे क्या | आगे क्या होगा | अगले कदम"),
    ("yes-but", "हाँ, लेकिन | हां, लेकिन | दूसरा पहलू"),
    ("by-the-numbers", "आँकड़ों में | आंकड़ों में | आँकड़े"),
    ("the-background", "पृष्ठभूमि"),
    ("the-big-picture", "बड़ी तस्वीर | संदर्भ"),
    ("between-the-lines", "पंक्तियों के बीच"),
    ("go-deeper", "और जानें | और पढ़ें"),
    ("get-involved", "कैसे मदद करें"),
    ("callout", "आपके पास तस्वीरें हैं? | क्या आपके पास तस्वीरें हैं? | क्या आप वहाँ थे? | आपकी क्या राय है? | हमें लिखें"),
    ("what-theyre-saying", "किसने क्या कहा | वे क्या कहते हैं | उन्होंने क्या कहा | उद्धरण"),
    ("the-takeaway", "निष्कर्ष | सार | संक्षेप में"),
];

#[rustfmt::skip]
const ZH: &[(&str, &str)] = &[
    ("why-it-matters", "为什么重要 | 为何重要 | 重要性 | 為什麼重要 | 為何重要"),
    ("the-details", "详情 | 细节 | 事件经过 | 事实 | 已知情况 | 詳情 | 細節 | 事件經過"),
    ("timeline", "时间线 | 时间轴 | 大事记 | 時間線 | 時間軸 | 大事記"),
    ("the-players", "人物与机构 | 相关人物 | 相关各方 | 主要人物 | 人物與機構 | 相關人物 | 相關各方"),
    ("whats-next", "下一步 | 接下来 | 后续 | 未来看点 | 接下來 | 後續"),
    ("yes-but", "但是 | 另一面 | 另一方面 | 不同看法"),
    ("by-the-numbers", "数字 | 数说 | 数据 | 數字 | 數據"),
    ("the-background", "背景 | 新闻背景 | 来龙去脉 | 新聞背景 | 來龍去脈"),
    ("the-big-picture", "大局 | 宏观背景 | 全局 | 宏觀背景"),
    ("between-the-lines", "言外之意 | 弦外之音"),
    ("go-deeper", "延伸阅读 | 了解更多 | 延伸閱讀"),
    ("get-involved", "如何帮助 | 参与 | 如何幫助"),
    ("callout", "有照片吗？ | 您有照片吗？ | 您在现场吗？ | 您怎么看？ | 你怎么看？ | 联系我们 | 有照片嗎？"),
    ("what-theyre-saying", "各方说法 | 他们怎么说 | 他们说 | 引语 | 各方反应 | 各方說法 | 他們怎麼說"),
    ("the-takeaway", "结论 | 要点 | 小结 | 一句话 | 結論 | 要點"),
];

#[rustfmt::skip]
const JA: &[(&str, &str)] = &[
    ("why-it-matters", "なぜ重要か | なぜ重要なのか | なぜ大切か | 重要なわけ"),
    ("the-details", "詳細 | 詳しい内容 | 何があったか | 何が起きたか | わかっていること"),
    ("timeline", "経過 | 経緯 | 年表 | 時系列 | これまでの経過"),
    ("the-players", "人物・団体 | 登場人物 | 関係者 | 主な関係者"),
    ("whats-next", "今後 | 今後の予定 | 今後の見通し | これから | 次の一手"),
    ("yes-but", "しかし | 一方で | 反対の声 | 別の見方"),
    ("by-the-numbers", "数字で見る | 数字でみる"),
    ("the-background", "背景"),
    ("the-big-picture", "全体像 | 大きな流れ"),
    ("between-the-lines", "行間を読む"),
    ("go-deeper", "さらに詳しく | もっと知る"),
    ("get-involved", "参加するには | 支援するには"),
    ("callout", "写真をお持ちですか？ | 写真はありますか？ | その場にいましたか？ | どう思いますか？ | ご意見をお寄せください | 情報をお寄せください"),
    ("what-theyre-saying", "発言 | 関係者の声 | 声 | 発言から | 何と言っているか"),
    ("the-takeaway", "まとめ | 要点 | 結論 | ポイント"),
];
