//! Texts as templates are given them. They are held so from the start, in documents and in the site,
//! so that a page that shows one copies nothing.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

use tera::Value;
use xxhash_rust::xxh3::Xxh3;

use crate::view::{Reads, Shape, View, digest_text};

/// Plain text, escaped where it is printed.
#[derive(Clone)]
pub struct Words(Value);

/// Finished HTML, printed as it is.
#[derive(Clone)]
pub struct Html(Value);

impl Html {
    /// The HTML of words in which nothing has to be escaped: the words themselves.
    pub fn of_words(words: &Words) -> Html {
        Html(words.0.clone().mark_safe())
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Words {
        Words(Value::normal_string(text))
    }
}

impl From<&str> for Html {
    fn from(html: &str) -> Html {
        Html(Value::safe_string(html))
    }
}

macro_rules! texts {
    ($($name:ident $shape:ident)+) => { $(
        impl From<String> for $name {
            fn from(text: String) -> $name {
                text.as_str().into()
            }
        }

        impl Deref for $name {
            type Target = str;
            fn deref(&self) -> &str {
                // It is a string from the start, and never anything else.
                self.0.as_str().unwrap_or_default()
            }
        }

        impl Default for $name {
            fn default() -> $name {
                "".into()
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &$name) -> bool {
                **self == **other
            }
        }

        impl Eq for $name {}

        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                str::hash(self, state);
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&**self, f)
            }
        }

        impl View for $name {
            fn shape() -> Shape {
                Shape::$shape
            }
            fn value(&self, _: &Reads) -> Value {
                self.0.clone()
            }
            fn digest(&self, digest: &mut Xxh3) {
                digest_text(self, digest);
            }
        }
    )+ };
}

texts! {
    Words Text
    Html Html
}
