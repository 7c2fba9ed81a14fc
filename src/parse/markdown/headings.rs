//! What a heading starts.

use std::sync::Arc;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag};

use crate::body::{Described, Section};
use crate::config::SectionKind;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::html::Fragment;
use crate::parse::fields::At;
use crate::parse::markdown::{Reader, Spanned, or_alike, plain_text};
use crate::url::slug;
use crate::view::Words;

impl<'a> Reader<'a> {
    /// A heading of the top level: the start of a section, a player, or prose.
    pub(super) fn heading(&mut self, block: &[Spanned<'a>]) {
        let (Event::Start(Tag::Heading { level, id, classes, .. }), range) = &block[0] else {
            return;
        };
        let text = plain_text(block);
        let entry = self.config.vocabulary.entry(&text);
        let words = text.trim();
        // Most headings are the vocabulary's own words, which are in memory once for all stories.
        let common = entry.map(|entry| &entry.heading).filter(|heading| ***heading == *words);
        let words = common.map_or_else(|| words.into(), Words::clone);
        let known = entry.map(|entry| (entry.id.clone(), entry.kind));
        // `## Who was there {.players}` says what stands under a heading of its own.
        let own_kind = classes.iter().find_map(|class| SectionKind::named(class));
        if own_kind.is_none() {
            self.no_kinds(classes, range);
        }
        let known = match (known, own_kind) {
            (Some((id, _)), Some(kind)) => Some((id, kind)),
            (None, Some(kind)) => {
                Some((id.as_deref().map_or_else(|| slug(&text).into(), Arc::from), kind))
            }
            (known, None) => known,
        };
        // Below `## The players`, `### Name` is a player, unless it is a section that is known.
        if self.in_players() && known.is_none() && *level > HeadingLevel::H2 {
            self.end_player();
            self.player = Some(Described {
                name: At::new(text.trim().into(), self.span(range)),
                html: Fragment::default(),
                text: Arc::default(),
            });
            return;
        }
        if known.is_none() && *level > HeadingLevel::H2 {
            self.prose_blocks(block);
            return;
        }
        self.end_section();
        let (id, kind) = match known {
            Some((id, kind)) => (id, kind),
            None => match id {
                Some(id) => (Arc::from(id.as_ref()), SectionKind::Prose),
                None => (Arc::from(slug(&text)), SectionKind::Prose),
            },
        };
        let anchor = self.anchors.of(id.clone());
        let mut heading = String::new();
        self.inline(&block[1..block.len() - 1], &mut heading);
        let heading = self.cleaned(heading);
        self.section = Some(Section {
            id: if id.is_empty() { anchor.clone() } else { id },
            anchor,
            heading: or_alike(&heading, &words),
            text: words,
            kind,
            blocks: Vec::new(),
        });
    }

    /// Tells of the words in a heading's braces that are nearly kinds of sections. Others are classes
    /// for a style sheet.
    fn no_kinds(&mut self, classes: &[CowStr<'_>], range: &std::ops::Range<usize>) {
        let kinds = || SectionKind::ALL.map(SectionKind::as_str);
        for class in classes {
            if let Some(kind) = nearest(class, kinds()) {
                let message = format!("`{class}` is no kind of section");
                let problem = Diagnostic::new(Code::BadValue, message).at(self.place(range));
                self.problems.push(problem.hint(format!("did you mean `{kind}`?")));
            }
        }
    }
}
