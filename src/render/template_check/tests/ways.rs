//! Tests of several templates: bases, blocks and includes, and the ways that lead to them.

use super::{assert_fine, found, only, problems};
use crate::diagnostic::Code;

const BASE: &str = "<title>{% block title %}{{ site.titel }}{% endblock %}</title>\
                    {% block main %}{% endblock %}{{ page.urll }}";

#[test]
fn a_base_is_checked_once_and_blocks_with_their_page() {
    let templates = [
        ("base.html", BASE),
        ("story.html", "{% extends 'base.html' %}{% block main %}{{ story.titel }}{% endblock %}"),
        ("front.html", "{% extends 'base.html' %}{% block main %}{{ front.led }}{% endblock %}"),
    ];
    let expected = ["base.html: titel", "base.html: urll", "front.html: led", "story.html: titel"];
    assert_eq!(found(&templates), expected);
    let problems = problems(&templates);
    let (place, words) = &problems[0].related[0];
    assert_eq!(&*place.file, "templates/front.html");
    assert_eq!(words, "`front.html` extends `base.html` here");
}

#[test]
fn a_block_that_no_page_shows_is_checked_too() {
    let story = "{% extends 'base.html' %}{% block title %}{{ story.title }}{% endblock %}\
                 {% block other %}{{ story.titel }}{{ anything.a }}{% endblock %}";
    let expected = ["base.html: titel", "base.html: urll", "story.html: titel"];
    assert_eq!(found(&[("base.html", BASE), ("story.html", story)]), expected);
}

#[test]
fn super_and_grandparents_are_followed() {
    let templates = [
        ("base.html", "{% block a %}{{ story.titel }}{% endblock %}"),
        (
            "middle.html",
            "{% extends 'base.html' %}{% block a %}{{ super() }}{{ story.dekk }}{% endblock %}",
        ),
        (
            "story.html",
            "{% extends 'middle.html' %}{% block a %}{{ super() }}{{ story.dat }}{% endblock %}",
        ),
    ];
    let expected = ["base.html: titel", "middle.html: dekk", "story.html: dat"];
    assert_eq!(found(&templates), expected);
}

#[test]
fn variables_set_in_a_base_are_there_in_blocks_and_the_other_way() {
    assert_fine(&[
        ("base.html", "{% set wide = true %}{% block a %}{% endblock %}{% if narrow %}{% endif %}"),
        (
            "story.html",
            "{% extends 'base.html' %}{% block a %}{{ wide }}{% set narrow = 1 %}{% endblock %}",
        ),
    ]);
}

#[test]
fn an_include_is_checked_with_the_variables_of_each_place_that_includes_it() {
    let templates = [
        ("story.html", "{% for a in story.authors %}{% include 'person.html' %}{% endfor %}"),
        ("player.html", "{% set a = player %}{% include 'person.html' %}"),
        ("person.html", "{{ a.name }}{{ a.nam }}{{ storry }}"),
    ];
    assert_eq!(found(&templates), ["person.html: nam", "person.html: storry"]);
    let problem = &problems(&templates)[0];
    let (place, words) = &problem.related[0];
    assert_eq!(words, "`person.html` is included here");
    assert_eq!(&*place.file, "templates/player.html");
}

#[test]
fn the_way_through_several_includes_is_told_from_the_inside_out() {
    let templates = [
        ("base.html", "{% include 'a.html' %}"),
        ("story.html", "{% extends 'base.html' %}"),
        ("a.html", "{% include 'b.html' %}"),
        ("b.html", "{{ story.titel }}"),
    ];
    let problem = only(&templates, Code::UnknownField);
    let files: Vec<&str> = problem.related.iter().map(|(place, _)| &*place.file).collect();
    assert_eq!(files, ["templates/a.html", "templates/base.html", "templates/story.html"]);
}

#[test]
fn what_an_include_sets_stays_in_it() {
    let templates =
        [("story.html", "{% include 'a.html' %}{{ a }}"), ("a.html", "{% set_global a = 1 %}")];
    assert_eq!(found(&templates), ["story.html: a"]);
}

#[test]
fn a_condition_may_tell_pages_apart() {
    let base = "{% if page.kind == 'story' %}{{ story.title }}{% endif %}\
                {% if story %}{{ story.title }}{% endif %}\
                {% if story is defined %}{{ story.title }}{% endif %}\
                {{ story?.title or '' }}{{ list.pager.next if list is defined else '' }}";
    let page = |_| "{% extends 'base.html' %}";
    assert_fine(&[
        ("base.html", base),
        ("story.html", page(())),
        ("front.html", page(())),
        ("quotes.html", page(())),
        ("stories.html", page(())),
    ]);
}

#[test]
fn a_condition_does_not_hide_what_is_wrong_on_every_page() {
    let templates = [
        ("base.html", "{% if page.kind == 'story' %}{{ story.titel }}{{ storry }}{% endif %}"),
        ("story.html", "{% extends 'base.html' %}"),
        ("front.html", "{% extends 'base.html' %}"),
    ];
    assert_eq!(found(&templates), ["base.html: titel", "base.html: storry"]);
}

#[test]
fn what_some_pages_lack_is_wrong_without_a_condition() {
    let templates = [
        ("base.html", "{{ story.title }}"),
        ("story.html", "{% extends 'base.html' %}"),
        ("front.html", "{% extends 'base.html' %}"),
    ];
    let problem = only(&templates, Code::UnknownField);
    assert_eq!(
        problem.message,
        "there is no `story` in base.html where it makes front.html; \
         it is given `front`, `site`, `page`, `queries`"
    );
}

#[test]
fn a_template_that_nothing_shows_is_checked_as_far_as_it_goes() {
    let source = "{{ card.anything }}{{ site.titel }}{{ 'a' | uper }}";
    assert_eq!(
        found(&[("part.html", source), ("story.html", "")]),
        ["part.html: titel", "part.html: uper"]
    );
}

#[test]
fn circles_end() {
    found(&[("story.html", "{% extends 'a.html' %}"), ("a.html", "{% extends 'story.html' %}")]);
    found(&[("story.html", "{% include 'a.html' %}"), ("a.html", "{% include 'story.html' %}")]);
    found(&[("story.html", "{% set a = [a] %}{% include 'story.html' %}")]);
}

#[test]
fn a_variable_may_be_set_where_a_template_cannot_be_read() {
    assert_fine(&[("story.html", "{% set ; = 2 %}{{ a.b }}")]);
}
