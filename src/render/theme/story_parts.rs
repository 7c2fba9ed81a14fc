//! Which large parts of a story the templates read. To make a record of every paragraph for a theme
//! that shows the text in one piece would take longer than everything else on the page.
//!
//! A story's page is given the story as the variable `story`. What follows the name is what is read
//! of it. Where the variable is passed on whole, or a field's name is worked out, all parts count as
//! read, so that the answer may name a part too many and never one too few.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::render::template_check::lexer::{Segment, Token, TokenKind, segments};
use crate::source::Text;
use crate::theme::StoryParts;

/// The variable.
const STORY: &str = "story";

/// The parts that some template reads.
pub(super) fn read(templates: &BTreeMap<Arc<str>, Text>) -> StoryParts {
    let mut fields = BTreeSet::new();
    let is_whole = !templates.values().all(|text| note_fields(&text.text, &mut fields));
    let reads = |field: &str| is_whole || fields.contains(field);
    StoryParts {
        content: reads("content"),
        lead: reads("lead"),
        sections: reads("sections"),
        timeline: reads("timeline"),
        players: reads("players"),
        quotes: reads("quotes"),
    }
}

/// Notes the fields of the variable that a template reads. False where it may read any.
fn note_fields(source: &str, fields: &mut BTreeSet<String>) -> bool {
    // For each loop that is open, whether its own variable has the name.
    let mut loops: Vec<bool> = Vec::new();
    for segment in segments(source) {
        if segment.broken {
            return false;
        }
        let first = segment.tokens.first().map(|token| &token.kind);
        let is_loop = segment.statement && matches!(first, Some(TokenKind::Word("for")));
        // What is looped over is read outside of the loop.
        if !loops.contains(&true) && !note_in_tag(&segment, fields) {
            return false;
        }
        if is_loop {
            let variables = segment.tokens.iter().take_while(|token| !is_word(token, "in"));
            loops.push(variables.skip(1).any(|token| is_word(token, STORY)));
        } else if segment.statement && matches!(first, Some(TokenKind::Word("endfor"))) {
            loops.pop();
        }
    }
    true
}

/// The same for one tag.
fn note_in_tag(segment: &Segment<'_>, fields: &mut BTreeSet<String>) -> bool {
    let tokens = segment.tokens.as_slice();
    let is_component =
        segment.statement && tokens.first().is_some_and(|it| is_word(it, "component"));
    tokens.iter().enumerate().all(|(at, token)| {
        // Everything that there is, for those who look for a mistake.
        if is_word(token, "__tera_context") {
            return false;
        }
        if !is_word(token, STORY) {
            return true;
        }
        let before = at.checked_sub(1).map(|before| &tokens[before]);
        let (next, after) = (tokens.get(at + 1), tokens.get(at + 2));
        // `correction.story` is a field, `<card story=` and `card(story:` name an argument.
        let is_field = before.is_some_and(|it| is_sign(it, ".") || is_sign(it, "?."));
        let is_argument = next.is_some_and(|it| is_sign(it, "=")) || is_component;
        let is_variable_of_loop = segment.statement
            && tokens.first().is_some_and(|it| is_word(it, "for"))
            && tokens.iter().position(|it| is_word(it, "in")).is_some_and(|end| at < end);
        if is_field || is_argument || is_variable_of_loop {
            return true;
        }
        let field = match (next.map(|it| &it.kind), after.map(|it| &it.kind)) {
            (Some(TokenKind::Sign("." | "?.")), Some(TokenKind::Word(field))) => Some(*field),
            (Some(TokenKind::Sign("[" | "?[")), Some(TokenKind::Text(field))) => {
                Some(field.as_str())
            }
            _ => None,
        };
        fields.extend(field.map(str::to_owned));
        field.is_some()
    })
}

fn is_word(token: &Token<'_>, word: &str) -> bool {
    matches!(token.kind, TokenKind::Word(it) if it == word)
}

fn is_sign(token: &Token<'_>, sign: &str) -> bool {
    matches!(token.kind, TokenKind::Sign(it) if it == sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts that a template reads, `*` for all.
    fn read_by(source: &str) -> String {
        let mut fields = BTreeSet::new();
        match note_fields(source, &mut fields) {
            true => fields.into_iter().collect::<Vec<_>>().join(" "),
            false => "*".to_owned(),
        }
    }

    #[test]
    fn what_follows_the_variable_is_read() {
        for (source, read) in [
            ("{{ story.title }}{% if story?.lead %}{% endif %}", "lead title"),
            ("{% for part in story.sections %}{{ part.story.quotes }}{% endfor %}", "sections"),
            ("{{ story['players'] }}", "players"),
            ("{% set mine = [e for e in story.timeline if e.date] %}", "timeline"),
            ("{% for story in list.stories %}{{ <card story={story} /> }}{% endfor %}", ""),
            (
                "{% for story in story.related %}{{ story }}{% endfor %}{{ story.lead }}",
                "lead related",
            ),
            ("{% component card(story: map) %}{{ story.lead }}{% endcomponent card %}", "lead"),
            ("{# {{ story }} #}no {{ page.story }}", ""),
        ] {
            assert_eq!(read_by(source), read, "{source}");
        }
    }

    #[test]
    fn where_it_is_passed_on_all_of_it_may_be_read() {
        for source in [
            "{{ story | json }}",
            "{{ <card story={story} /> }}",
            "{{ <card {story} /> }}",
            "{{ <card {...story} /> }}",
            "{% set mine = story %}",
            "{{ story[name] }}",
            "{% for key, value in story %}{% endfor %}",
            "{% for story in list %}{% endfor %}{{ [story] }}",
            "{{ __tera_context }}",
            "{{ story.; }}",
        ] {
            assert_eq!(read_by(source), "*", "{source}");
        }
    }
}
