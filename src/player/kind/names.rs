//! The words of organizations' names in other languages than English, as data.

use crate::script::is_spaceless;

/// Words that stand in the names of organizations, lower case, with German, French, Spanish,
/// Portuguese, Italian, Dutch, Polish, Ukrainian, Turkish, Arabic, Hebrew and Hindi in this order. Those of
/// Turkish are folded: its two letters i are one.
pub(super) const WORDS: &str = "gewerkschaft verein verband gesellschaft universität hochschule schule ministerium rat \
 stadtrat behörde amt landratsamt polizei partei kirche krankenhaus klinik museum bündnis stiftung werke zeitung verlag \
 syndicat société entreprise université école ministère conseil mairie préfecture police parti église hôpital musée \
 fédération association fondation banque agence journal coopérative chantier chantiers \
 sindicato empresa compañía universidad escuela ministerio consejo ayuntamiento policía partido iglesia hospital museo \
 federación asociación fundación banco agencia periódico astillero astilleros \
 companhia universidade escola ministério conselho prefeitura câmara polícia igreja federação associação fundação \
 jornal estaleiro sindacato società azienda università scuola ministero consiglio comune polizia partito ospedale \
 federazione associazione fondazione banca agenzia giornale cantiere \
 vakbond vereniging bedrijf maatschappij universiteit ministerie gemeente politie partij ziekenhuis stichting \
 krant związek spółka firma uniwersytet szkoła ministerstwo rada urząd policja partia kościół szpital muzeum \
 fundacja stowarzyszenie gazeta stocznia \
 спілка профспілка товариство компанія університет школа міністерство рада поліція партія церква лікарня музей фонд \
 асоціація федерація газета верф завод банк агентство \
 sendikasi sendika derneği şirketi üniversitesi okulu bakanliği belediyesi meclisi polisi partisi hastanesi müzesi vakfi \
 federasyonu bankasi ajansi gazetesi tersanesi \
 نقابة شركة جامعة مدرسة وزارة مجلس بلدية شرطة حزب كنيسة مستشفى متحف مؤسسة جمعية اتحاد بنك وكالة صحيفة هيئة ميناء \
 איגוד חברת אוניברסיטת אוניברסיטה משרד מועצת עיריית משטרת מפלגת בית מוזיאון עמותת התאחדות בנק סוכנות עיתון נמל \
 संघ यूनियन कंपनी विश्वविद्यालय विद्यालय मंत्रालय परिषद पुलिस पार्टी अस्पताल संग्रहालय संस्था संगठन बैंक समाचार निगम बंदरगाह";

/// What people are, lower case and folded, in the same languages: the words that descriptions turn
/// on.
pub(super) const PEOPLE: &str = "vorsitzende vorsitzender bürgermeister bürgermeisterin leiter leiterin chefin direktorin \
 ingenieur ingenieurin lehrer lehrerin ministerin sprecher sprecherin anwalt anwältin arzt ärztin \
 maire président présidente directeur directrice ministre ingénieur ingénieure professeur professeure avocat avocate \
 médecin porte-parole secrétaire ouvrier ouvrière patron patronne habitant habitante \
 alcalde alcaldesa presidente presidenta directora ministro ministra ingeniero ingeniera profesor profesora abogado \
 abogada médico médica portavoz secretario secretaria vecino vecina prefeito prefeita diretor diretora engenheiro \
 engenheira professora advogado advogada porta-voz sindaco sindaca direttore direttrice ingegnere professore \
 professoressa avvocato avvocata portavoce operaio operaia burgemeester voorzitter directeur directrice wethouder \
 ingenieur hoogleraar advocaat woordvoerder burmistrz prezydent prezeska prezes dyrektor dyrektorka minister inżynier \
 inżynierka profesor profesorka rzecznik rzeczniczka przewodniczący przewodnicząca мер мерка голова президент президентка \
 директор директорка міністр міністерка інженер інженерка професор професорка докер речник речниця \
 başkan başkani müdür müdürü bakan bakani mühendis mühendisi profesör sözcü sözcüsü operatörü avukat \
 رئيس رئيسة مدير مديرة وزير وزيرة مهندس مهندسة أستاذ أستاذة محام محامية طبيب طبيبة سائق عمدة متحدث متحدثة \
 ראש יושב יושבת מנהל מנהלת שר שרה מהנדס מהנדסת פרופסור עורך עורכת דובר דוברת רופא רופאה \
 अध्यक्ष महापौर मंत्री निदेशक इंजीनियर प्रोफ़ेसर वकील डॉक्टर चालक प्रवक्ता सचिव";

/// How names of organizations end where no spaces are set between words.
#[rustfmt::skip]
const ENDINGS: [&str; 45] = [
    "公司", "集团", "集團", "大学", "大學", "协会", "協會", "工会", "工會", "学会", "學會", "委员会",
    "委員會", "政府", "法院", "医院", "醫院", "银行", "銀行", "日报", "日報", "报社", "電台", "电台",
    "学校", "學校", "中心", "部", "局", "厂", "廠", "社", "会", "協会", "組合", "連盟", "新聞", "市役所",
    "県庁", "省", "庁", "党", "病院", "港湾局", "ラジオ",
];

/// Whether a name ends as those of organizations do in Chinese and Japanese.
pub(super) fn ends_as_organization(name: &str) -> bool {
    ENDINGS.iter().any(|ending| name.strip_suffix(ending).is_some_and(|rest| !rest.is_empty()))
}

/// Whether a name is as long as those of people are where no spaces are set: two to five Chinese
/// characters or kana, or names of other lands with a dot between.
pub(super) fn is_person_without_spaces(name: &str) -> bool {
    let spaceless = |c: char| is_spaceless(c) || matches!(c, '·' | '・' | '＝');
    name.chars().all(spaceless)
        && ((2..=5).contains(&name.chars().count()) || name.contains(['·', '・', '＝']))
}
