//! Words of the trade for what a story and a picture are: genres of journalism and the ways in which
//! pictures come to be.

/// What kind of journalism a story is. The words are those of schema.org's kinds of `NewsArticle`,
/// which come from the Trust Project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Genre {
    /// News as gathered by the newsroom.
    Report,
    /// What news means, with the author's judgment of it.
    Analysis,
    /// What readers need to know to follow the news.
    Background,
    /// What the author, or the newspaper, thinks.
    Opinion,
    /// What a critic thinks of a work or a place.
    Review,
    /// An inquiry in which readers are asked for what they know.
    AskPublic,
}

impl Genre {
    /// All genres.
    pub const ALL: [Genre; 6] = [
        Genre::Report,
        Genre::Analysis,
        Genre::Background,
        Genre::Opinion,
        Genre::Review,
        Genre::AskPublic,
    ];

    /// The words of front matter, in the order of [`Genre::ALL`].
    pub const WORDS: [&'static str; 6] =
        ["report", "analysis", "background", "opinion", "review", "ask-public"];

    /// The genre of a word of front matter.
    pub fn named(word: &str) -> Option<Genre> {
        Genre::ALL.into_iter().find(|genre| genre.as_str() == word)
    }

    /// The word of front matter.
    pub fn as_str(self) -> &'static str {
        Genre::WORDS[self as usize]
    }

    /// The kind of `NewsArticle` in schema.org.
    pub fn schema_type(self) -> &'static str {
        match self {
            Genre::Report => "ReportageNewsArticle",
            Genre::Analysis => "AnalysisNewsArticle",
            Genre::Background => "BackgroundNewsArticle",
            Genre::Opinion => "OpinionNewsArticle",
            Genre::Review => "ReviewNewsArticle",
            Genre::AskPublic => "AskPublicNewsArticle",
        }
    }
}

/// How a picture came to be, by the IPTC's NewsCodes for digital sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DigitalSource(usize);

impl DigitalSource {
    /// The words of front matter: the IPTC's codes, with hyphens between their words.
    pub const WORDS: [&'static str; 15] = [
        "digital-capture",
        "multi-frame-computational-capture",
        "negative-film",
        "positive-film",
        "print",
        "minor-human-edits",
        "composite-capture",
        "algorithmically-enhanced",
        "data-driven-media",
        "digital-art",
        "virtual-recording",
        "screen-capture",
        "trained-algorithmic-media",
        "composite-with-trained-algorithmic-media",
        "algorithmic-media",
    ];

    /// The digital source of a word of front matter.
    pub fn named(word: &str) -> Option<DigitalSource> {
        DigitalSource::WORDS.iter().position(|known| *known == word).map(DigitalSource)
    }

    /// The word of front matter.
    pub fn as_str(self) -> &'static str {
        DigitalSource::WORDS[self.0]
    }

    /// The member of schema.org's `IPTCDigitalSourceEnumeration`, as its whole address.
    pub fn schema_address(self) -> String {
        let capital = |word: &str| {
            let (first, rest) = word.split_at(1);
            format!("{}{rest}", first.to_ascii_uppercase())
        };
        let name: String = self.as_str().split('-').map(capital).collect();
        format!("https://schema.org/{name}DigitalSource")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lead_to_what_they_name_and_back() {
        for word in Genre::WORDS {
            assert_eq!(Genre::named(word).map(Genre::as_str), Some(word));
        }
        for word in DigitalSource::WORDS {
            assert_eq!(DigitalSource::named(word).map(DigitalSource::as_str), Some(word));
        }
        let made = DigitalSource::named("trained-algorithmic-media");
        let address = made.map(DigitalSource::schema_address);
        let whole = "https://schema.org/TrainedAlgorithmicMediaDigitalSource";
        assert_eq!(address.as_deref(), Some(whole));
    }
}
