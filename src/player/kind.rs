//! Whether a name is a person's or an organization's, judged from the name and what is said of it.

use crate::config::folded;
use crate::import::shape::is_person_shape;
use crate::player::PlayerKind;

mod names;

const ORGANIZATION_NAMES: &str = "inc llc llp ltd co corp plc gmbh corporation company companies group holdings partners \
 industries union guild university college school academy institute council department dept agency bank association \
 society committee commission board court ministry police party club church foundation hospital clinic authority office \
 bureau robotics technologies technology systems labs lab laboratories media news radio times post ledger gazette herald \
 tribune press services network center centre museum city county state district federation league alliance coalition \
 trust fund works motors airlines railway railways lines logistics solutions software dynamics energy power electric \
 foods brewery bakery shipyard shipyards shipping port harbor library team cooperative co-op capital ventures analytics \
 brothers sons & bros international global service administration";

const ORGANIZATION_NOUNS: &str = "company companies firm corporation manufacturer maker provider retailer employer \
 carrier insurer supplier distributor newspaper paper publisher broadcaster station platform service app startup \
 start-up business chain brand bank lender utility operator union guild federation association group organization \
 organisation nonprofit charity foundation agency department ministry council board commission committee court authority \
 bureau office government city town county school university college institute academy laboratory lab hospital clinic \
 museum library church party club team league network coalition alliance cooperative co-op conglomerate giant \
 subsidiary division unit fund brewery bakery shipyard factory plant port airline railroad railway museum think-tank \
 tank center centre body outlet publication site website store market theater theatre restaurant force developer's";

const PERSON_NOUNS: &str = "ceo cfo cto coo president chair chairman chairwoman chairperson director head chief founder \
 co-founder cofounder owner executive mayor governor senator representative congressman congresswoman councilman \
 councilwoman councilmember councillor minister secretary treasurer commissioner judge justice attorney lawyer \
 prosecutor sheriff officer spokesman spokeswoman spokesperson analyst expert economist professor scientist researcher \
 scholar student teacher doctor nurse engineer mechanic welder worker crane-driver driver captain pilot clerk \
 journalist reporter editor author writer poet artist musician activist organizer advocate consultant adviser advisor \
 member veteran resident neighbor man woman boy girl father mother parent son daughter wife husband citizen partner \
 investor entrepreneur manager supervisor foreman forewoman steward librarian historian candidate leader pastor priest \
 rabbi imam chef baker farmer fisherman athlete coach player retiree widow teenager columnist specialist technician \
 deputy aide superintendent principal dean provost chancellor ambassador critic witness victim suspect actor singer";

const FIRST_NAMES: &str = "ada adam alan albert alex alice amy ana andrea andrew angela ann anna anne anthony antonio \
 arthur barbara ben benjamin beth betty bill bob brian carl carla carlos carol caroline catherine charles charlotte \
 chris christina christopher claire clara daniel darren dave david dawn deborah dennis diana diane donald donna dora \
 dorothy ed edward elena eli elizabeth ella emily emma eric erik ethan eva evan eve faith felix frank fred gabriel \
 gary george grace greg hannah harold harry heather helen henry ida irene isaac ivan jack jacob james jan jane janet \
 jason jean jeff jennifer jerry jessica jill jim joan joe john jon jonathan jordan jose joseph joshua juan judith \
 julia julie karen karl kate katherine kathleen keith kelly ken kevin kim larry laura lauren laurie lena leo leon \
 linda lisa louis lucas lucy luis maria marie mark martha martin mary matthew max maya megan melissa michael michelle \
 miguel mike mohamed mohammed monica nancy natalie nathan nick nina noah nora norma olga oliver olivia omar oscar pam \
 patricia patrick paul peter phil philip priya rachel ralph ray rebecca richard rita robert rosa rose roy russell ruth \
 ryan sam samuel sandra sara sarah scott sean sharon simon sofia sophia sophie stephen steve steven susan teresa \
 theo theresa thomas tim tom tony tracy victor vera victoria vincent walter wendy will william wei yuki yusuf zoe";

const HONORIFICS: [&str; 18] = [
    "dr", "mr", "mrs", "ms", "mx", "mayor", "gov", "sen", "rep", "rev", "prof", "judge", "sheriff",
    "chief", "capt", "sgt", "sir", "dame",
];

const PERSON_VERBS: [&str; 11] = [
    "leads", "heads", "chairs", "teaches", "studies", "writes", "serves", "directs", "won", "led",
    "works",
];

const ORGANIZATION_VERBS: [&str; 14] = [
    "builds",
    "makes",
    "sells",
    "operates",
    "provides",
    "produces",
    "manufactures",
    "employs",
    "publishes",
    "offers",
    "develops",
    "runs",
    "owns",
    "represents",
];

/// Judges a name by itself and by its description.
pub fn kind(name: &str, description: &str) -> PlayerKind {
    let score = name_score(name) + description_score(description);
    match score {
        ..0 => PlayerKind::Organization,
        1.. => PlayerKind::Person,
        0 if is_person_shape(name) => PlayerKind::Person,
        0 => PlayerKind::Organization,
    }
}

fn in_list(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|listed| listed == word)
}

/// How much a name looks like a person's; below zero, like an organization's.
fn name_score(name: &str) -> i32 {
    let folded = folded(name);
    let words: Vec<&str> = folded.split(' ').collect();
    let (first, last) =
        (words.first().copied().unwrap_or_default(), words.last().copied().unwrap_or_default());
    let plain_last: String = last.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut score = 0;
    // `Grace Harbor` and `Faith Union`: the words of organizations say more than a first name.
    let company = |word: &&&str| in_list(ORGANIZATION_NAMES, word) || in_list(names::WORDS, word);
    let company =
        words.iter().filter(company).count() + usize::from(names::ends_as_organization(name));
    score -= 3 * i32::from(company > 0);
    if HONORIFICS.contains(&first)
        || ["jr", "sr", "ii", "iii", "md", "phd"].contains(&plain_last.as_str())
    {
        score += 4;
    }
    if is_person_shape(name) || names::is_person_without_spaces(name) {
        score += 1 + 2 * i32::from(in_list(FIRST_NAMES, first) && company == 0);
        score += 2 * i32::from(words.len() == 3 && words[1].chars().count() == 1);
    } else {
        score -= 1;
    }
    let acronym =
        name.chars().count() >= 2 && name.chars().all(|c| c.is_uppercase() || c == '.' || c == '-');
    score -= 2 * i32::from(
        acronym || first == "the" || words.contains(&"of") || name.contains(char::is_numeric),
    );
    score
}

/// How much a description is a person's; below zero, an organization's.
fn description_score(description: &str) -> i32 {
    let folded = folded(description);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let any = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let mut score = 4 * head(description);
    if words.iter().any(|word| *word == "who" || *word == "whose") && !any(&["that", "which"]) {
        score += 1;
    }
    score += 2 * i32::from(any(&["he", "she", "his", "her", "aged", "born"]));
    score += 2 * i32::from(words.iter().any(|word| word.ends_with("-year-old")));
    score -= i32::from(any(&["its", "headquartered", "customers", "subsidiary"]));
    match words.first() {
        Some(verb) if PERSON_VERBS.contains(verb) => score += 2,
        Some(verb) if ORGANIZATION_VERBS.contains(verb) => score -= 2,
        _ => {}
    }
    score
}

/// What the noun that a description turns on is: 1 a person, -1 an organization, 0 unknown.
///
/// The noun is the last known one before the first word that only joins: in `The president of a
/// company` it stands before `of`, in `A union leader who ...` it is `leader`, not `union`.
fn head(description: &str) -> i32 {
    const JOINS: [&str; 43] = [
        "of",
        "at",
        "for",
        "from",
        "in",
        "on",
        "to",
        "with",
        "by",
        "who",
        "that",
        "which",
        "whose",
        "where",
        "and",
        "is",
        "was",
        "are",
        "has",
        "had",
        "based",
        "known",
        "behind",
        "since",
        "as",
        "after",
        "representing",
        "du",
        "de",
        "des",
        "der",
        "del",
        "della",
        "dello",
        "dei",
        "da",
        "do",
        "van",
        "von",
        "di",
        "für",
        "pour",
        "per",
    ];
    let mut found = 0;
    for raw in description.split_whitespace() {
        let word = folded(raw);
        if JOINS.contains(&word.as_str()) {
            if found != 0 {
                return found;
            }
            continue;
        }
        // `The union's president`: a possessive only leads to the noun.
        let possessive = word.ends_with("'s") || word.ends_with("s'");
        if !possessive {
            let judged = noun(&word);
            found = if judged == 0 { found } else { judged };
        }
        if raw.ends_with([',', '.', ';', ':']) && found != 0 {
            return found;
        }
    }
    found
}

pub(crate) fn noun(word: &str) -> i32 {
    let single = word.strip_suffix('s').unwrap_or(word);
    if in_list(PERSON_NOUNS, word) || in_list(names::PEOPLE, word) {
        return 1;
    }
    if in_list(ORGANIZATION_NOUNS, word)
        || in_list(ORGANIZATION_NOUNS, single)
        || in_list(names::WORDS, word)
    {
        return -1;
    }
    let long = word.chars().count() >= 6;
    let doer = ["ist", "ician", "woman", "man", "person"].iter().any(|end| word.ends_with(end));
    i32::from(long && doer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_by_what_they_do() {
        for (name, description) in [
            (
                "Ida Sund",
                "The president of Dock Workers' Union, a union that represents 900 people.",
            ),
            ("Odalys Brandt", "A logistics expert who tells companies what to do about machines."),
            ("Tam Reyes", "A union leader."),
            ("Will Harbor", "The city's youngest mayor."),
            ("Dr. Ola Fenn", ""),
            ("Nora Quill", ""),
            ("Sam Ortega Sr., Ph.D.", "A tenor that also fixes fuses."),
            ("Priya", "She has welded hulls since 1998."),
            ("Bo Lind", "CEO, Harbor Robotics"),
            ("Ève Œrtel", "Ingénieure du port."),
            ("Halle", "Bürgermeisterin der Stadt."),
            ("Perpetua Voss", "Leads the port's night shift."),
        ] {
            assert_eq!(kind(name, description), PlayerKind::Person, "{name}: {description}");
        }
    }

    #[test]
    fn names_in_other_languages_are_told_apart() {
        for name in [
            "Іда Сунд",
            "إيدا سوند",
            "אידה סונד",
            "इडा सुंड",
            "श्री वर्मा",
            "李明",
            "佐藤花子",
            "Łucja Żak",
            "İpek Çelik",
            "艾达·松德",
        ] {
            assert_eq!(kind(name, ""), PlayerKind::Person, "{name}");
        }
        for name in [
            "Syndicat des dockers",
            "Профспілка докерів",
            "نقابة عمال الميناء",
            "איגוד עובדי הנמל",
            "डॉक मज़दूर संघ",
            "海港大学",
            "海港日报",
            "港湾労働組合",
            "Liman İşçileri Sendikası",
            "Związek Portowców",
        ] {
            assert_eq!(kind(name, ""), PlayerKind::Organization, "{name}");
        }
    }

    #[test]
    fn organizations_are_told_by_what_they_are() {
        for (name, description) in [
            ("Le Phare", "Journal du port, fondé par une imprimeuse."),
            (
                "Gantry",
                "A multinational logistics company that provides shipping, storage and software.",
            ),
            ("Harbor Robotics", "Builds warehouse robots in Harbor City."),
            ("Pinwheel", "A platform on which members trade kites."),
            ("Dock Workers' Union", "The union of the port's 900 dock workers."),
            ("Grace Shipping", "The largest employer in the county."),
            ("HCPD", ""),
            ("The Harbor Ledger", "The town's newspaper, founded by a printer who hated ships."),
            ("Port of Harbor City", "It handles 3 million crates a year."),
            ("Lindqvist & Sons", "Its crews repair nets."),
            ("Ada Labs", "A start-up founded by two engineers."),
        ] {
            assert_eq!(kind(name, description), PlayerKind::Organization, "{name}: {description}");
        }
    }
}
