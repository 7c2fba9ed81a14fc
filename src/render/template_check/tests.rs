//! Tests: what is reported, where, and above all what is not.

use crate::diagnostic::{Code, Diagnostic};
use crate::render::template_check::{TemplateText, Templates, check};
use crate::render::templates::page_context;
use crate::source::Text;
use crate::view::{
    CorrectionsView, FreePageView, FrontView, NotFoundView, PageView, PlayerIndexView, PlayerView,
    QuoteEmbedView, QuoteIndexView, QuoteListView, QuoteView, RedirectView, SearchView, Shape,
    SiteView, SourceIndexView, SourcePageView, StoryListView, StoryView, TermIndexView, TermView,
    View, YearView,
};

mod components;
mod fields;
mod fuzz;
mod theme;
mod ways;

/// What the page templates are given.
fn context(name: &str) -> Option<Vec<(&'static str, Shape)>> {
    let main = match name {
        "front.html" => ("front", FrontView::shape()),
        "story.html" => ("story", StoryView::shape()),
        "stories.html" | "month.html" => ("list", StoryListView::shape()),
        "year.html" => ("year", YearView::shape()),
        "players.html" => ("index", PlayerIndexView::shape()),
        "player.html" => ("player", PlayerView::shape()),
        "quotes.html" => ("list", QuoteListView::shape()),
        "quote_index.html" => ("index", QuoteIndexView::shape()),
        "quote.html" => ("quote", QuoteView::shape()),
        "quote_embed.html" => ("quote", QuoteEmbedView::shape()),
        "terms.html" => ("index", TermIndexView::shape()),
        "term.html" => ("term", TermView::shape()),
        "sources.html" => ("index", SourceIndexView::shape()),
        "source.html" => ("source", SourcePageView::shape()),
        "corrections.html" => ("corrections", CorrectionsView::shape()),
        "search.html" => ("search", SearchView::shape()),
        "page.html" => ("free", FreePageView::shape()),
        "404.html" => ("not_found", NotFoundView::shape()),
        "redirect.html" => ("redirect", RedirectView::shape()),
        _ if name.starts_with("cards/") => return page_context(name),
        _ => return None,
    };
    Some(vec![
        main,
        ("site", SiteView::shape()),
        ("page", PageView::shape()),
        ("queries", Shape::Free),
    ])
}

/// All problems of some templates; each file lies under `templates/`.
fn problems(templates: &[(&str, &str)]) -> Vec<Diagnostic> {
    checked(templates).0
}

fn checked(templates: &[(&str, &str)]) -> (Vec<Diagnostic>, super::Used) {
    let texts: Vec<Text> = templates
        .iter()
        .map(|(name, source)| Text::new(&format!("templates/{name}"), source))
        .collect();
    let texts: Vec<TemplateText> =
        templates.iter().zip(&texts).map(|((name, _), text)| TemplateText { name, text }).collect();
    check(&Templates {
        texts: &texts,
        contexts: &context,
        functions: &["t", "asset", "link", "lines"],
        filters: &["date", "number", "slugify", "json", "striptags", "urlencode"],
        tests: &[],
    })
}

/// Where the problems are: `FILE: WORDS` each.
fn found(templates: &[(&str, &str)]) -> Vec<String> {
    let found = problems(templates);
    found
        .iter()
        .map(|problem| {
            let place = problem.place.as_ref().expect("a place");
            let (name, source) = templates
                .iter()
                .find(|(name, _)| *place.file == format!("templates/{name}"))
                .expect("a file");
            format!("{name}: {}", &source[place.span.clone().expect("a span")])
        })
        .collect()
}

/// The words at which `story.html` alone is wrong.
fn in_story(source: &str) -> Vec<String> {
    let found = found(&[("story.html", source)]);
    found.iter().map(|words| words.trim_start_matches("story.html: ").to_owned()).collect()
}

/// Checks that no problem is found.
#[track_caller]
fn assert_fine(templates: &[(&str, &str)]) {
    let problems = problems(templates);
    assert!(problems.is_empty(), "{templates:?}\n{problems:#?}");
}

/// The only problem.
#[track_caller]
fn only(templates: &[(&str, &str)], code: Code) -> Diagnostic {
    let mut problems = problems(templates);
    assert_eq!(problems.len(), 1, "{templates:?}\n{problems:#?}");
    let problem = problems.remove(0);
    assert_eq!(problem.code, code, "{problem:#?}");
    problem
}

#[test]
fn a_record_that_is_used_as_a_whole_is_known() {
    for (whole, main) in [
        (false, "{{ story.title }}{{ story.date.iso | json }}{{ story['dek'] }}"),
        (false, "{% for one in story.players %}{{ one.player.name }}{% endfor %}"),
        (false, "{{ story.players | length }}{% if story.image %}{% endif %}{{ story.extra.a }}"),
        (true, "{{ story }}"),
        (true, "{{ story.date | json }}"),
        (true, "{{ story.players }}"),
        (true, "{{ story[page.kind] }}"),
        (true, "{% for key, value in story.date %}{% endfor %}"),
        (true, "{% set all = {'of': story} %}{{ all }}"),
        (true, "{% if story.date == story.date %}{% endif %}"),
        (true, "{% if story is containing(pat='image') %}{% endif %}"),
        (true, "{{ queries.any | json }}"),
        (true, "{{ __tera_context }}"),
        (true, "{{ story.; }}"),
    ] {
        let (_, used) = checked(&[("story.html", main)]);
        assert_eq!(used.whole, whole, "{main}");
    }
}

#[test]
fn what_is_read_is_known_of_each_record() {
    let card = "{% component card(of: map) %}{{ of.dek }}{% endcomponent card %}";
    let main = "{{ <card of={story} /> }}{{ story.date['iso'] }}{{ queries.some[0].url }}\
        {% for cast in story.players | sort(attribute=\"player.name\") %}{% endfor %}";
    let (_, used) = checked(&[("card.html", card), ("story.html", main)]);
    let mut fields: Vec<_> = used.fields.into_iter().collect();
    fields.sort_unstable();
    let story = [("StoryView", "date"), ("StoryView", "dek"), ("StoryView", "players")];
    assert_eq!(fields, [&[("DateView", "iso")], &story[..]].concat());
    let mut names: Vec<_> = used.names.into_iter().collect();
    names.sort_unstable();
    assert_eq!(names, ["name", "player", "some", "url"]);
    assert!(!used.whole);
}

#[test]
fn the_parts_of_a_story_that_are_read_are_known_however_it_is_named() {
    let card = "{% component card(of: map) %}{% if of.lead %}{% endif %}{% endcomponent card %}";
    for (read, main) in [
        ("lead title", "{{ story.title }}{% if story?.lead %}{% endif %}"),
        ("sections", "{% for part in story.sections %}{{ part.kind }}{% endfor %}"),
        ("players", "{{ story['players'] | length }}"),
        ("timeline", "{% set events = [e for e in story.timeline if e.date] %}"),
        ("lead", "{{ <card of={story} /> }}"),
        ("content", "{% set mine = story %}{{ mine.content }}"),
        ("", "{% for story in queries.some %}{{ <card of={story} /> }}{% endfor %}"),
        ("", "{# {{ story.lead }} #}no story.quotes"),
        ("*", "{{ <card {...story} /> }}"),
        ("*", "{{ [story] }}"),
    ] {
        let (_, used) = checked(&[("card.html", card), ("story.html", main)]);
        let fields = used.fields.iter().filter(|(record, _)| *record == "StoryView");
        let mut fields: Vec<&str> = fields.map(|(_, field)| *field).collect();
        fields.sort_unstable();
        let found = if used.whole { "*".to_owned() } else { fields.join(" ") };
        assert_eq!(found, read, "{main}");
    }
}
