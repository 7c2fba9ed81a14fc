//! What stories and pictures are, and what a newspaper tells of its rules, in the IPTC's NewsCodes.

use crate::render::ninjs::item::Concept;
use crate::story::{DigitalSource, Genre};

/// The genre of a story. The IPTC has no word for a question to readers, which has its own word alone.
pub(super) fn genre(genre: Genre) -> Concept {
    let known = match genre {
        Genre::Report => Some(("Current Events", "Current")),
        Genre::Analysis => Some(("Analysis", "Analysis")),
        Genre::Background => Some(("Background", "Background")),
        Genre::Opinion => Some(("Opinion", "Opinion")),
        Genre::Review => Some(("Review", "Review")),
        Genre::AskPublic => None,
    };
    let name = known.map_or(genre.as_str(), |(name, _)| name);
    concept(name, known.map(|(_, code)| ("genre", code)), genre.as_str())
}

/// How a picture came to be. Codes that were retired in 2024 are those that took their places.
pub(super) fn digital_source(source: DigitalSource) -> Concept {
    let word = source.as_str();
    let code = match word {
        "multi-frame-computational-capture" => "computationalCapture".to_owned(),
        "minor-human-edits" => "humanEdits".to_owned(),
        "digital-art" => "digitalCreation".to_owned(),
        _ => in_camel_case(word),
    };
    concept(&word.replace('-', " "), Some(("digitalsourcetype", &code)), word)
}

/// The role of a policy among trust indicators, by its key in `[publisher.policies]`.
pub(super) fn trust_role(policy: &str) -> String {
    address(
        "trustindicator",
        match policy {
            "ethics" => "ethicsPolicy",
            "corrections" => "correctionsPolicy",
            "verification" => "factCheckingPolicy",
            "unnamed_sources" => "unnamedSourcesPolicy",
            "bylines" => "noBylinesPolicy",
            "feedback" => "feedbackPolicy",
            "diversity" => "editorialDiversityPolicy",
            "mission" => "coveragePolicy",
            // Who is behind the newspaper: the concept above all that says it in parts.
            "staffing" | "ownership" | "masthead" => "partyInfo",
            _ => "editorialPolicy",
        },
    )
}

fn concept(name: &str, code: Option<(&str, &str)>, literal: &str) -> Concept {
    Concept {
        name: name.to_owned(),
        rel: None,
        uri: code.map(|(vocabulary, code)| address(vocabulary, code)),
        literal: Some(literal.to_owned()),
    }
}

fn address(vocabulary: &str, code: &str) -> String {
    format!("http://cv.iptc.org/newscodes/{vocabulary}/{code}")
}

/// `digital-capture` as `digitalCapture`.
fn in_camel_case(word: &str) -> String {
    let mut words = word.split('-');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |code, word| {
        let (start, rest) = word.split_at(1);
        code + &start.to_ascii_uppercase() + rest
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_in_which_a_picture_comes_to_be_has_a_code_in_use() {
        // Of http://cv.iptc.org/newscodes/digitalsourcetype/, without what is retired.
        let codes = [
            "digitalCapture",
            "computationalCapture",
            "negativeFilm",
            "positiveFilm",
            "print",
            "humanEdits",
            "compositeCapture",
            "algorithmicallyEnhanced",
            "dataDrivenMedia",
            "digitalCreation",
            "virtualRecording",
            "screenCapture",
            "trainedAlgorithmicMedia",
            "compositeWithTrainedAlgorithmicMedia",
            "algorithmicMedia",
        ];
        for (word, code) in DigitalSource::WORDS.iter().zip(codes) {
            let concept = digital_source(DigitalSource::named(word).expect("a word"));
            assert_eq!(concept.uri, Some(address("digitalsourcetype", code)));
            assert_eq!(concept.literal.as_deref(), Some(*word));
        }
    }
}
