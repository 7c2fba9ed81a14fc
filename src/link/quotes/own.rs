//! What single stories say of a quote otherwise than the first that carried it.

use std::sync::Arc;

use crate::body::{Said, Source};
use crate::date::Moment;
use crate::link::quotes::Gathering;
use crate::story::StoryId;
use crate::view::Words;

/// How a story says a quote that another story or a file says otherwise. The words are the same, but
/// for their signs: that is what makes it one quote.
pub struct Own {
    /// Its place among the quotes of the story.
    pub number: usize,
    /// The words as text.
    pub text: Words,
    /// The attribution, where the story has one of its own.
    pub attribution: Option<OwnAttribution>,
}

/// As whom the speaker said it, and who published it first.
pub struct OwnAttribution {
    /// The title.
    pub title: Option<Arc<str>>,
    /// The organization.
    pub organization: Option<Arc<str>>,
    /// The source.
    pub source: Option<Arc<Source>>,
    /// The day of the story.
    pub said: Moment,
}

/// The drafts of stories.
pub(super) struct DraftsOfStories {
    /// Those that each story says.
    pub(super) said: Vec<Vec<usize>>,
    /// What single stories say of them otherwise.
    pub(super) own: Vec<(StoryId, usize, Own)>,
}

impl<'a> Gathering<'a> {
    /// What a story says of a quote otherwise than the draft does.
    pub(super) fn own(
        &self,
        draft: usize,
        (story, number): (StoryId, usize),
        said: &'a Said,
    ) -> Option<Own> {
        let document = &self.shown.stories[story.0 as usize];
        let quote = &self.drafts[draft].quote;
        let day = document.date.value.date();
        let parts = self.parts(said, &document.origin.language);
        let (title, organization) = self.with_role(quote.speaker, parts, Some(day));
        let is_whom = !said.parts.is_empty()
            && (&title, &organization) != (&quote.title, &quote.organization);
        let is_source = quote
            .source
            .as_ref()
            .zip(said.source.as_ref())
            .is_some_and(|(one, other)| one != other);
        if !is_whom && !is_source && said.text == quote.text {
            return None;
        }
        let attribution = (is_whom || is_source).then(|| OwnAttribution {
            title,
            organization,
            source: said.source.clone(),
            said: document.date.value,
        });
        Some(Own { number, text: said.text.clone(), attribution })
    }
}
