//! An item of ninjs 3.1, property by property; what is not known is left out.

use std::borrow::Cow;

use serde::Serialize;

/// Declares records of the standard: names in camel case, and nothing that is empty.
macro_rules! records {
    ($(
        $(#[doc = $doc:literal])+
        pub struct $name:ident $(<$life:lifetime>)? {
            $( $(#[doc = $field_doc:literal])+ pub $field:ident: $type:ty, )*
        }
    )+) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, Default, PartialEq, Serialize)]
        #[serde(rename_all = "camelCase")]
        pub struct $name $(<$life>)? {
            $( $(#[doc = $field_doc])+
            #[serde(skip_serializing_if = "Known::is_unknown")]
            pub $field: $type, )*
        }
    )+ };
}

records! {
    /// A news object.
    pub struct Item<'a> {
        /// The standard, in an item that stands by itself.
        pub standard: Option<Standard>,
        /// What identifies it, whatever is changed in it.
        pub uri: String,
        /// In an item that belongs to another, what it is there.
        pub name: Option<Cow<'a, str>>,
        /// Its nature.
        pub r#type: Option<Kind>,
        /// `full` or `partial`.
        pub representation_type: Option<&'static str>,
        /// What it is made of.
        pub profile: Option<&'static str>,
        /// When it was published first.
        pub first_created: Option<String>,
        /// When it was changed last.
        pub version_created: Option<String>,
        /// When its content was made.
        pub content_created: Option<String>,
        /// Before which it must not be published.
        pub embargoed_until: Option<String>,
        /// After which it is no news any more.
        pub expires: Option<String>,
        /// `usable`, or `withheld` for a draft.
        pub pub_status: Option<&'static str>,
        /// The language, by BCP 47.
        pub language: Option<&'a str>,
        /// The line about rights.
        pub copyright_notice: Option<&'a str>,
        /// Under which license it may be used.
        pub usage_terms: Option<String>,
        /// The address of that license.
        pub rights_info: Option<Rights>,
        /// How it came to be, where it is a picture.
        pub digital_source_type: Option<Concept>,
        /// A note for the desk that gets it.
        pub ed_note: Option<String>,
        /// Pages that tell by which rules the newspaper works.
        pub trust_indicators: Vec<TrustIndicator>,
        /// A name for lists.
        pub title: Option<&'a str>,
        /// The headline, and what stands under it.
        pub headlines: Vec<Words<'a>>,
        /// What it says or shows, in a sentence.
        pub descriptions: Vec<Words<'a>>,
        /// The text, as HTML and as plain text.
        pub bodies: Vec<Words<'a>>,
        /// Who made it.
        pub by: Option<String>,
        /// A name of it for people.
        pub slugline: Option<&'a str>,
        /// Where it comes from.
        pub located: Option<String>,
        /// Places.
        pub places: Vec<Concept>,
        /// People.
        pub people: Vec<Concept>,
        /// Organizations.
        pub organisations: Vec<Concept>,
        /// Topics and the like.
        pub subjects: Vec<Concept>,
        /// What kind of journalism it is.
        pub genres: Vec<Concept>,
        /// Authors, and the sources of quotes.
        pub info_sources: Vec<InfoSource>,
        /// Where the same can be had otherwise: the page, or the file of a picture.
        pub renditions: Vec<Rendition>,
        /// Items that belong to it.
        pub associations: Vec<Item<'a>>,
    }

    /// A headline, a description or a text.
    pub struct Words<'a> {
        /// Which of them it is.
        pub role: &'static str,
        /// Its media type.
        pub content_type: &'static str,
        /// How many words it has.
        pub word_count: Option<usize>,
        /// The words.
        pub value: Cow<'a, str>,
    }

    /// Something that the item is about, or names.
    pub struct Concept {
        /// The name.
        pub name: String,
        /// `about` or `mentions`.
        pub rel: Option<&'static str>,
        /// Its page.
        pub uri: Option<String>,
        /// Its id.
        pub literal: Option<String>,
    }

    /// Who provided something.
    pub struct InfoSource {
        /// The name.
        pub name: String,
        /// `author`, `source` or what the byline says.
        pub role: String,
        /// The page.
        pub uri: Option<String>,
    }

    /// A page that tells by which rules the newspaper works.
    pub struct TrustIndicator {
        /// What it tells, in the IPTC's words.
        pub role: String,
        /// Its title, where it is one of the newspaper's own.
        pub title: Option<String>,
        /// Where it lies.
        pub href: String,
    }

    /// A form in which an item can be had.
    pub struct Rendition {
        /// The name of the form.
        pub name: &'static str,
        /// Where it lies.
        pub href: String,
        /// Its media type.
        pub content_type: Option<&'static str>,
        /// How wide it is, in pixels.
        pub width: Option<usize>,
        /// How high it is.
        pub height: Option<usize>,
    }

    /// The rights of an item.
    pub struct Rights {
        /// Where they are written.
        pub linked_rights: String,
    }
}

/// Which standard an item follows.
#[derive(Clone, PartialEq, Serialize)]
pub struct Standard {
    name: &'static str,
    version: &'static str,
    schema: &'static str,
}

impl Default for Standard {
    fn default() -> Standard {
        Standard {
            name: "ninjs",
            version: "3.1",
            // As the schema names itself.
            schema: "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
        }
    }
}

/// The nature of an item.
#[derive(Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A text.
    Text,
    /// A photograph.
    Picture,
    /// A drawing.
    Graphic,
    /// A package of others.
    Composite,
}

/// What may be unknown.
trait Known {
    fn is_unknown(&self) -> bool;
}

impl<T: Known> Known for Option<T> {
    fn is_unknown(&self) -> bool {
        self.as_ref().is_none_or(Known::is_unknown)
    }
}

impl<T> Known for Vec<T> {
    fn is_unknown(&self) -> bool {
        self.is_empty()
    }
}

macro_rules! texts {
    ($($type:ty)+) => { $( impl Known for $type {
        fn is_unknown(&self) -> bool {
            self.trim().is_empty()
        }
    } )+ };
}
texts!(&str String Cow<'_, str>);

macro_rules! known {
    ($($type:ty)+) => { $( impl Known for $type {
        fn is_unknown(&self) -> bool {
            false
        }
    } )+ };
}
known!(Standard Kind Rights Concept usize);

impl<'a> Words<'a> {
    /// Words of a role and a media type.
    pub fn of(
        role: &'static str,
        content_type: &'static str,
        words: impl Into<Cow<'a, str>>,
    ) -> Words<'a> {
        Words { role, content_type, word_count: None, value: words.into() }
    }

    /// The same with their count.
    pub fn counted(self, words: usize) -> Words<'a> {
        Words { word_count: Some(words), ..self }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.value.trim().is_empty()
    }
}

impl Rendition {
    /// A form of an item at an address.
    pub fn of(name: &'static str, href: String, content_type: Option<&'static str>) -> Rendition {
        Rendition { name, href, content_type, width: None, height: None }
    }
}

impl Item<'_> {
    /// The JSON.
    pub fn json(&self) -> String {
        // Texts and numbers can always be written.
        serde_json::to_string(self).unwrap_or_default() + "\n"
    }
}
