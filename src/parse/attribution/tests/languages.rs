//! Attributions in other languages than English and German.

use super::*;

/// Name, parts and source of an attribution.
fn taken_apart(text: &str) -> (String, Vec<String>, Option<String>) {
    let found = attribution(text).unwrap_or_else(|problem| panic!("{text}: {problem:?}"));
    let parts = found.parts.iter().map(|part| part.text.to_string()).collect();
    (found.name.text.to_string(), parts, found.source.and_then(|source| source.name))
}

#[test]
fn attributions_are_read_in_the_languages_of_the_themes() {
    for (text, name, parts, source) in [
        (
            "— Ida Sund, présidente, dans [Le Phare](https://p.example/1)",
            "Ida Sund",
            "présidente",
            "Le Phare",
        ),
        ("— Ida Sund, présidente (entretien)", "Ida Sund", "présidente", "entretien"),
        (
            "— Ida Sund, présidente (Source\u{a0}: phare.example)",
            "Ida Sund",
            "présidente",
            "phare.example",
        ),
        (
            "— Ida Sund, presidenta, en [El Faro](https://f.example/1)",
            "Ida Sund",
            "presidenta",
            "El Faro",
        ),
        (
            "— Ida Sund, przewodnicząca, w [Radiu Port](https://r.example/)",
            "Ida Sund",
            "przewodnicząca",
            "Radiu Port",
        ),
        (
            "— Іда Сунд, голова спілки, у [Маяку](https://m.example/)",
            "Іда Сунд",
            "голова спілки",
            "Маяку",
        ),
        (
            "— إيدا سوند، رئيسة النقابة، في [المنارة](https://m.example/)",
            "إيدا سوند",
            "رئيسة النقابة",
            "المنارة",
        ),
        ("— إيدا سوند، رئيسة النقابة (بيان)", "إيدا سوند", "رئيسة النقابة", "بيان"),
        ("— אידה סונד, יו״ר האיגוד (ראיון)", "אידה סונד", "יו״ר האיגוד", "ראיון"),
        ("— इडा सुंड, अध्यक्ष, [हार्बर रेडियो](https://r.example/) को", "इडा सुंड", "अध्यक्ष", "हार्बर रेडियो"),
        ("——李明，工会主席（[海港电台](https://r.example/)）", "李明", "工会主席", "海港电台"),
        ("——李明，工会主席，在[海港电台](https://r.example/)", "李明", "工会主席", "海港电台"),
        ("——李明、工会主席（来源：radio.example）", "李明", "工会主席", "radio.example"),
        ("――佐藤花子、市長（記者会見）", "佐藤花子", "市長", "記者会見"),
        ("―佐藤花子、市長、[港ラジオ](https://r.example/)にて", "佐藤花子", "市長", "港ラジオ"),
        (
            "— Ida Sund, voorzitter, in [De Vuurtoren](https://v.example/)",
            "Ida Sund",
            "voorzitter",
            "De Vuurtoren",
        ),
    ] {
        let expected = (name.to_owned(), vec![parts.to_owned()], Some(source.to_owned()));
        assert_eq!(taken_apart(text), expected, "{text}");
    }
    // Commas within names in quotation marks do not separate.
    assert_eq!(taken_apart("——李明，《海，港》报").1, ["《海，港》报"]);
    assert_eq!(taken_apart("— Jan Kos, „Port, dziś”").1, ["„Port, dziś”"]);
}
