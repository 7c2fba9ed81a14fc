//! Tests of components: their calls, their arguments, and their bodies for each caller.

use super::{assert_fine, found, only, problems};
use crate::diagnostic::Code;

/// A component `card` in its own file, and a call of it.
fn with_card<'t>(card: &'t str, story: &'t str) -> [(&'t str, &'t str); 2] {
    [("components/card.html", card), ("story.html", story)]
}

#[test]
fn a_body_is_checked_with_what_is_passed() {
    let card = "{% component card(quote, small=false, @site, ...rest) %}\
                {{ quote.speaker.nam }}{{ site.titel }}{{ rest.a.b }}{{ body.x }}{{ storry }}\
                {% if small.x %}{% endif %}{% endcomponent card %}";
    let story = "{% for q in story.quotes %}{{ <card quote={q} class=\"a\"/> }}{% endfor %}";
    let expected = [
        "components/card.html: nam",
        "components/card.html: titel",
        "components/card.html: x",
        "components/card.html: storry",
        "components/card.html: x",
    ];
    let templates = with_card(card, story);
    assert_eq!(found(&templates), expected);
    let problem = &problems(&templates)[0];
    let (place, words) = &problem.related[0];
    assert_eq!((&*place.file, words.as_str()), ("templates/story.html", "`card` is called here"));
    let problem = &problems(&templates)[3];
    assert_eq!(
        problem.message,
        "there is no `storry` in the component `card`; it is given `quote`, `rest`, `site`, `small`"
    );
}

#[test]
fn calls_are_checked() {
    let card = "{% component ui.card(title: string, count: integer = 1, wide=false, items: array = [], more: map = {}) %}\
                {{ title }}{% endcomponent %}";
    let cases: &[(&str, &[&str])] = &[
        ("{{ <ui.crd title='a'/> }}", &["ui.crd"]),
        ("{{ <ui.card titel='a' title='b'/> }}", &["titel"]),
        ("{{ <ui.card/> }}", &["ui.card"]),
        ("{{ <ui.card title={1}/> }}", &["1"]),
        ("{{ <ui.card title={none}/> }}", &["none"]),
        ("{{ <ui.card title={story}/> }}", &["story"]),
        ("{{ <ui.card title={story.authors}/> }}", &["story.authors"]),
        ("{{ <ui.card title='a' count={1.5}/> }}", &["1.5"]),
        ("{{ <ui.card title='a' count='1'/> }}", &["'1'"]),
        ("{{ <ui.card title='a' wide='yes'/> }}", &["'yes'"]),
        ("{{ <ui.card title='a' items={story.title}/> }}", &["story.title"]),
        ("{{ <ui.card title='a' more={[1]}/> }}", &["[1]"]),
        ("{{ <ui.card title={story.titel}/> }}", &["titel"]),
        ("{% <ui.card title={story.titel}> %}{{ story.dekk }}{% </ui.card> %}", &["titel", "dekk"]),
        ("{% set a = <ui.card title={story.titel}/> %}{{ a.b }}", &["titel", "b"]),
        ("{{ <ui.card {...story.dat}/> }}", &["dat"]),
        ("{{ <ui.card titel/> }}", &["ui.card", "titel", "titel"]),
    ];
    for (story, expected) in cases {
        let found = found(&with_card(card, story));
        let mut words: Vec<&str> =
            found.iter().map(|words| words.trim_start_matches("story.html: ")).collect();
        words.dedup();
        let mut expected = expected.to_vec();
        expected.dedup();
        assert_eq!(words, expected, "{story}");
    }
    for story in [
        "{{ <ui.card title={story.title} count={story.word_count} wide={story.dek == 'a'} items={story.authors} more={story}/> }}",
        "{{ <ui.card title={story.extra.x} count={-1} more={{'a': 1}}/> }}",
        "{{ <ui.card title={story.dek}/> }}{{ <ui.card {...story.extra}/> }}",
        "{% set title = 'a' %}{{ <ui.card title/> }}",
        "{% <ui.card title=\"a\"> %}{% </ui.card> %}",
        "{% for a in story.authors %}{% <ui.card title={a.name}> %}{{ loop.index }}{{ a.name }}{% </ui.card> %}{% endfor %}",
    ] {
        assert_fine(&with_card(card, story));
    }
}

#[test]
fn what_a_caller_lacks_is_found_and_what_any_caller_has_is_not() {
    let card = "{% component card(@story) %}{{ story.title }}{% endcomponent %}";
    assert_fine(&with_card(card, "{{ <card/> }}"));
    let front = [("components/card.html", card), ("front.html", "{{ <card/> }}")];
    let problem = only(&front, Code::UnknownFunction);
    assert_eq!(
        problem.message,
        "the component `card` takes `story` from its caller, where there is none"
    );
    let outer = "{% component outer() %}{{ <card/> }}{% endcomponent %}";
    assert_fine(&[("a.html", card), ("b.html", outer), ("story.html", "{{ <outer/> }}")]);
}

#[test]
fn a_component_for_two_kinds_of_card_may_ask_which_it_has() {
    let card = "{% component card(of, kind) %}{% if kind == 'quote' %}{{ of.speaker.name }}{% else %}\
                {{ of.player.url }}{% endif %}{% endcomponent %}";
    let story = "{% for q in story.quotes %}{{ <card of={q} kind=\"quote\"/> }}{% endfor %}\
                 {% for p in story.players %}{{ <card of={p} kind=\"player\"/> }}{% endfor %}";
    assert_fine(&with_card(card, story));
    let wrong = card.replace("speaker", "speker");
    assert_eq!(found(&with_card(&wrong, story)), ["components/card.html: speker"]);
}

#[test]
fn a_slip_is_found_though_another_caller_passes_free_data() {
    let card = "{% component card(story) %}{% if story.dek %}{{ story.dekk }}{% endif %}\
                {% if story.sponsor %}{% endif %}{% endcomponent %}";
    let front = "{% for s in front.stories %}{{ <card story={s}/> }}{% endfor %}\
                 {% for s in queries.latest %}{{ <card story={s}/> }}{% endfor %}";
    let templates = [("card.html", card), ("front.html", front)];
    assert_eq!(found(&templates), ["card.html: dekk"]);
}

#[test]
fn a_component_that_nothing_calls_is_checked_with_free_parameters() {
    let card = "{% component card(data, title: string, @site, @story) %}{{ data.rows[0].x }}\
                {{ title.x }}{{ site.titel }}{{ story.titel }}{{ nothing }}{% endcomponent %}";
    let expected = ["card.html: x", "card.html: titel", "card.html: titel", "card.html: nothing"];
    assert_eq!(found(&[("card.html", card), ("story.html", "")]), expected);
}

#[test]
fn recursion_ends() {
    let tree = "{% component tree(of) %}{{ of.titel }}{{ <tree of={[of]}/> }}{{ <tree of={of}/> }}\
                {% endcomponent %}";
    let found = found(&[("tree.html", tree), ("story.html", "{{ <tree of={story}/> }}")]);
    assert_eq!(found, ["tree.html: titel"]);
}
