//! The codes of all diagnostics: stable, kebab-case, each documented in one sentence.

use std::fmt;

use crate::diagnostic::Severity;

/// Declares the codes once: variant, code, usual severity and documentation.
macro_rules! codes {
    ($( $(#[doc = $doc:literal])+ $variant:ident = $code:literal, $severity:ident; )+) => {
        /// What kind of problem a diagnostic reports.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $( $(#[doc = $doc])+ $variant, )+
        }

        impl Code {
            /// All codes, in the order of their documentation.
            pub const ALL: &[Code] = &[ $( Code::$variant, )+ ];

            /// The code as it is printed.
            pub fn as_str(self) -> &'static str {
                match self { $( Code::$variant => $code, )+ }
            }

            /// The severity unless the site says otherwise.
            pub fn severity(self) -> Severity {
                match self { $( Code::$variant => Severity::$severity, )+ }
            }

            /// What the code means.
            pub fn documentation(self) -> &'static str {
                match self { $( Code::$variant => concat!($($doc),+).trim_ascii(), )+ }
            }
        }
    };
}

codes! {
    /// A file that must be text is not UTF-8.
    NotUtf8 = "not-utf8", Error;
    /// A content file is larger than 32 mebibytes, or something in it is nested too deep.
    TooLarge = "too-large", Error;
    /// A file or folder could not be read.
    Unreadable = "unreadable", Error;
    /// A symbolic link leads out of the site's folder.
    SymlinkOutside = "symlink-outside", Error;
    /// A symbolic link leads back to a folder above it.
    SymlinkLoop = "symlink-loop", Error;
    /// A file in `content/` is of no kind that newsprint reads there.
    StrayFile = "stray-file", Warning;
    /// There is no `site.toml`.
    MissingSite = "missing-site", Error;

    /// TOML that does not parse.
    TomlSyntax = "toml-syntax", Error;
    /// Front matter that is opened by `+++` and never closed.
    UnclosedFrontMatter = "unclosed-front-matter", Error;
    /// A key that newsprint does not know.
    UnknownKey = "unknown-key", Error;
    /// A value of another type than its key takes.
    WrongType = "wrong-type", Error;
    /// A key that has to be there is missing.
    MissingKey = "missing-key", Error;
    /// A value that its key does not allow.
    BadValue = "bad-value", Error;
    /// A date or time that does not exist or cannot be read.
    BadDate = "bad-date", Error;
    /// A local time that daylight saving skips; the moment after the gap is taken.
    SkippedHour = "skipped-hour", Warning;
    /// A local time that daylight saving repeats; the first of the two is taken.
    RepeatedHour = "repeated-hour", Warning;
    /// A file name or a setting names a language that `site.toml` does not declare.
    UnknownLanguage = "unknown-language", Error;

    /// An attribution that names nobody.
    AttributionWithoutName = "attribution-without-name", Error;
    /// An attribution that cannot be read, such as an open parenthesis or a bad id.
    BadAttribution = "bad-attribution", Error;
    /// A player is named in front matter or in a quote's file, and nothing else knows the name.
    UnknownPlayer = "unknown-player", Error;
    /// A quote is shown by reference, and there is no such quote.
    UnknownQuote = "unknown-quote", Error;
    /// A quote's file names a story that does not exist.
    UnknownStory = "unknown-story", Error;
    /// `[[Name]]` names no player, topic or story.
    UnknownName = "unknown-name", Error;
    /// A new name is nearly that of a known player: one of them may be misspelled.
    SimilarName = "similar-name", Warning;
    /// Two files have the same id.
    DuplicateId = "duplicate-id", Error;
    /// Two players or terms answer to the same name or alias.
    DuplicateName = "duplicate-name", Error;
    /// A player has no file, and whether it is a person or an organization was judged from its description.
    GuessedKind = "guessed-kind", Note;
    /// An item of a timeline has no date, so that the list stays a plain list.
    UndatedEvent = "undated-event", Warning;
    /// A footnote that is not shown: a quote refers to it, or nothing does.
    StrayFootnote = "stray-footnote", Warning;
    /// An item of a players section has no name in bold, so that the list stays a plain list.
    UnnamedPlayer = "unnamed-player", Warning;
    /// A heading of a players section is followed by no description.
    PlayerWithoutDescription = "player-without-description", Warning;

    /// A link within the site that leads nowhere.
    DeadLink = "dead-link", Error;
    /// A link to an anchor that its page does not have.
    DeadAnchor = "dead-anchor", Error;
    /// A picture that is not in `static/`.
    MissingImage = "missing-image", Error;
    /// A picture that cannot be read as one.
    BrokenImage = "broken-image", Warning;
    /// A picture that is in another format than the name of its file says.
    DisguisedImage = "disguised-image", Warning;
    /// A picture of more than one hundred million pixels.
    EnormousImage = "enormous-image", Warning;
    /// A picture without words for those who do not see it.
    MissingAlt = "missing-alt", Warning;
    /// A link that would run a script.
    ScriptUrl = "script-url", Error;

    /// A block that asks for a component that the theme does not have.
    UnknownComponent = "unknown-component", Error;
    /// A component's argument that is unknown, missing, or of the wrong type.
    ComponentArgument = "component-argument", Error;
    /// A component's body that it cannot read.
    ComponentBody = "component-body", Error;
    /// A data file that cannot be read or is not there.
    BadData = "bad-data", Error;

    /// Two things want the same URL.
    UrlCollision = "url-collision", Error;
    /// A file name that cannot be a URL or an id.
    BadName = "bad-name", Error;

    /// The theme that `site.toml` asks for does not exist.
    UnknownTheme = "unknown-theme", Error;
    /// A template that does not parse.
    TemplateSyntax = "template-syntax", Error;
    /// A template that a page, an include or a parent asks for and the theme does not have.
    UnknownTemplate = "unknown-template", Error;
    /// A template reads a field that its view does not have.
    UnknownField = "unknown-field", Error;
    /// A template calls a function, a filter, a test or a component that does not exist.
    UnknownFunction = "unknown-function", Error;
    /// A template failed while a page was rendered.
    RenderError = "render-error", Error;
    /// A template asks for words that no file of `i18n/` has.
    UnknownWords = "unknown-words", Error;
    /// A style sheet that cannot be bundled.
    BadStyle = "bad-style", Error;
    /// A template asks for a file of the theme that is not there.
    UnknownAsset = "unknown-asset", Error;
    /// A font of share cards that cannot be read.
    BadFont = "bad-font", Warning;
    /// Share cards that the site asks for and that cannot be drawn.
    UndrawnCard = "undrawn-card", Warning;

    /// A waiver that gives no reason or names no known code.
    BadWaiver = "bad-waiver", Error;
    /// A waiver that waives nothing.
    UnusedWaiver = "unused-waiver", Warning;
}

impl Code {
    /// The code that is printed as `code`.
    pub fn named(code: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|known| known.as_str() == code)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
