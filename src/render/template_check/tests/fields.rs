//! Tests of one template: fields, variables, functions, filters and tests in every position.

use super::{assert_fine, in_story, only};
use crate::diagnostic::Code;

#[test]
fn a_misspelled_field_is_found_in_every_position() {
    let cases: &[(&str, &[&str])] = &[
        ("{{ story.titel }}", &["titel"]),
        ("{{ story.date.yaer }}", &["yaer"]),
        ("é{{-story.titel-}}", &["titel"]),
        ("{{ story?.titel }}", &["titel"]),
        ("{{ story[\"titel\"] }}", &["\"titel\""]),
        ("{{ story?['titel'] }}", &["'titel'"]),
        ("{{ story.authors[0].nam }}", &["nam"]),
        (
            "{{ story.authors[:2] | first | default(value=none) }}{{ (story.authors[:2] | first).nam }}",
            &["nam"],
        ),
        ("{{ story.authors[loop_a.b] }}", &["loop_a"]),
        ("{{ 1 if story.titel else 2 }}", &["titel"]),
        ("{{ story.titel if story.title else story.dekk }}", &["titel", "dekk"]),
        ("{{ [a.nam for a in story.authors] }}", &["nam"]),
        ("{{ [a.name for a in story.authors if a.rol] }}", &["rol"]),
        ("{{ [a.name for a in story.author] }}", &["author"]),
        ("{% for a in [a for a in story.authors if a.role] %}{{ a.nam }}{% endfor %}", &["nam"]),
        ("{{ story.titel | upper }}", &["titel"]),
        ("{{ story.titel | default(value='') }}", &["titel"]),
        ("{{ story.title | default(value=story.dekk) }}", &["dekk"]),
        ("{{ t(key='x', count=story.word_cont) }}", &["word_cont"]),
        ("{% set a = story.titel %}{{ a }}", &["titel"]),
        ("{% set a = story.date %}{{ a.yaer }}", &["yaer"]),
        ("{% set_global a = story.date %}{{ a.yaer }}", &["yaer"]),
        ("{% set a %}{{ story.titel }}{% endset %}", &["titel"]),
        ("{% set a | replace(from=story.titel, to='') %}x{% endset %}{{ a.b }}", &["titel", "b"]),
        ("{% if story.titel %}{% endif %}", &["titel"]),
        (
            "{% if not story.titel %}{% elif story.dekk %}{% else %}{{ story.dat }}{% endif %}",
            &["titel", "dekk", "dat"],
        ),
        (
            "{% if story.titel == 'a' and story.dekk or story.dat %}{% endif %}",
            &["titel", "dekk", "dat"],
        ),
        ("{% if 'a' in story.topic %}{% endif %}", &["topic"]),
        ("{% if 'a' not in story.topic %}{% endif %}", &["topic"]),
        ("{% if story.titel is defined %}{% endif %}", &["titel"]),
        ("{% if story.title is not starting_with(pat=story.titel) %}{% endif %}", &["titel"]),
        ("{{ [story.titel, 1] }}", &["titel"]),
        ("{{ [...story.topic] }}", &["topic"]),
        ("{{ {'a': story.titel, ...story.dat} }}", &["titel", "dat"]),
        ("{% set a = {'b': story} %}{{ a.b.titel }}", &["titel"]),
        ("{% set a = [story.date] %}{{ a[0].yaer }}", &["yaer"]),
        ("{{ 'a' ~ story.titel ~ 'b' }}", &["titel"]),
        ("{{ -story.word_cont + 2 * story.reading_minute }}", &["word_cont", "reading_minute"]),
        ("{{ story.authors | first | json }}{{ (story.authors | last).nam }}", &["nam"]),
        ("{{ (story.authors | nth(n=1)).nam }}", &["nam"]),
        (
            "{% for a in story.authors | sort(attribute='name') | reverse %}{{ a.nam }}{% endfor %}",
            &["nam"],
        ),
        ("{% for a in story.authors | sort(attribute='nam') %}{% endfor %}", &["'nam'"]),
        ("{% for q in story.quotes | sort(attribute='said.isoo') %}{% endfor %}", &["'said.isoo'"]),
        (
            "{% for k, v in story.quotes | group_by(attribute='speaker.nam') %}{% endfor %}",
            &["'speaker.nam'"],
        ),
        (
            "{% for s in story.sections %}{% for b in s.blocks %}{{ b.htm }}{% endfor %}{% endfor %}",
            &["htm"],
        ),
        ("{% for a in story.authors %}{{ loop.indx }}{{ loop.index }}{% endfor %}", &["indx"]),
        ("{% for a in story.authors %}{% else %}{{ story.titel }}{% endfor %}", &["titel"]),
        (
            "{% filter replace(from=story.titel, to='') %}{{ story.dekk }}{% endfilter %}",
            &["titel", "dekk"],
        ),
        ("{{ story.image.scr }}", &["scr"]),
        ("{% if story.place and story.place.nam %}{% endif %}", &["nam"]),
        ("{{ (story.image or story.image).scr }}", &["scr"]),
        (
            "{% for a in story.authors %}{% if a.role %}{% continue %}{% endif %}{{ a.nam }}{% break %}{% endfor %}",
            &["nam"],
        ),
    ];
    for (source, expected) in cases {
        assert_eq!(in_story(source), *expected, "{source}");
    }
}

#[test]
fn an_unknown_variable_is_found() {
    let cases: &[(&str, &[&str])] = &[
        ("{{ storry.title }}", &["storry"]),
        ("{{ storry }}", &["storry"]),
        ("{% if storry %}{% endif %}", &["storry"]),
        ("{{ storry or '' }}", &["storry"]),
        ("{{ player.name }}", &["player"]),
        ("{% for a in story.authors %}{% endfor %}{{ a.name }}", &["a"]),
        ("{% for a in story.authors %}{% set b = a %}{% endfor %}{{ b.name }}", &["b"]),
        ("{{ [a for a in story.authors] }}{{ a }}", &["a"]),
        ("{{ loop.index }}", &["loop"]),
        ("{% for a in [] %}{% else %}{{ loop.index }}{% endfor %}", &["loop"]),
        ("{{ a }}{% set a = 1 %}", &["a"]),
    ];
    for (source, expected) in cases {
        assert_eq!(in_story(source), *expected, "{source}");
    }
}

#[test]
fn a_field_of_what_is_no_record_is_found() {
    let cases: &[(&str, &[&str])] = &[
        ("{{ story.title.text }}", &["text"]),
        ("{{ story.word_count.digits }}", &["digits"]),
        ("{{ story.authors.name }}", &["name"]),
        ("{{ story.authors['name'] }}", &["'name'"]),
        ("{{ (story.title | upper).text }}", &["text"]),
        ("{{ (story.authors | length).text }}", &["text"]),
        ("{% for a in story.title %}{{ a }}{% endfor %}", &["story.title"]),
        ("{% for a in story.word_count %}{{ a }}{% endfor %}", &["story.word_count"]),
        ("{% for k, v in story.authors %}{{ v }}{% endfor %}", &["story.authors"]),
        ("{{ [a for a in story.word_count] }}", &["story.word_count"]),
    ];
    for (source, expected) in cases {
        assert_eq!(in_story(source), *expected, "{source}");
    }
}

#[test]
fn unknown_functions_filters_and_tests_are_found() {
    let cases: &[(&str, &[&str])] = &[
        ("{{ tt(key='x') }}", &["tt"]),
        ("{{ story.title | uper }}", &["uper"]),
        ("{% if story.title is sting %}{% endif %}", &["sting"]),
        ("{% if story.title is not sting %}{% endif %}", &["sting"]),
        ("{% filter uper | lower %}{% endfilter %}", &["uper"]),
        ("{% set a | uper %}{% endset %}", &["uper"]),
        ("{% include 'nothing.html' %}", &["'nothing.html'"]),
        (
            "{% extends \"bse.html\" %}{% block a %}{{ story.titel }}{% endblock %}",
            &["\"bse.html\"", "titel"],
        ),
    ];
    for (source, expected) in cases {
        assert_eq!(in_story(source), *expected, "{source}");
    }
}

#[test]
fn what_is_right_or_unknown_is_not_reported() {
    let cases = [
        "{{ story.extra.anything.at.all }}{{ site.options.a[0].b }}{{ site.data.x['y'].z }}",
        "{% for s in queries.latest %}{{ s.anything }}{% endfor %}{% for k, v in queries %}{{ v[0] }}{% endfor %}",
        "{% for k, v in story %}{{ k }}{{ v.a }}{% endfor %}{% for v in story %}{{ v }}{% endfor %}",
        "{{ story[page.kind] }}{{ story.authors[-1].name }}{{ story.title[0] }}{{ story.title[1:] }}",
        "{% if nothing is defined %}{{ nothing.a }}{% endif %}{% if nothing is undefined %}{% else %}{{ nothing.a }}{% endif %}",
        "{% if nothing is not defined or nothing.a %}{% endif %}{{ nothing.a if nothing is defined else 1 }}",
        "{{ nothing | default(value='a') }}{{ __tera_context }}",
        "{{ story.authors | group_by(attribute='name') | get(key='x') }}",
        "{{ (story | get(key='x', default=1)).a }}{{ (story.title | split(pat=' '))[0] }}",
        "{{ t(key='x').a }}{{ (asset(path='a') | json).b }}",
        "{% raw %}{{ storry.titel }}{% endraw %}{# {{ storry }} #}{{ \"{{ storry }}\" }}",
        "{% if story.dek %}{% set a = story.title %}{% else %}{% set a = story.date %}{% endif %}{{ a.iso }}",
        "{% if story.dek %}{% set a = story.date %}{% endif %}{{ a.iso }}",
        "{% for a in story.authors %}{% if not loop.first %}{{ last.nam }}{% endif %}{% set_global last = a %}{% endfor %}",
        "{% for a in story.authors %}{% set_global last = a %}{% endfor %}{{ last.name }}",
        "{% for a in story.authors %}{% for b in story.topics %}{{ loop.index }}{{ a.name }}{{ b.url }}{% endfor %}{{ loop.last }}{% endfor %}",
        "{% for a in story.authors %}{{ [loop.index for x in [1]] }}{% endfor %}",
        "{% set a = story.authors %}{% set a = a | first %}{{ a.name }}",
        "{% set a = none %}{{ a.b }}{% set b = [] %}{{ b[0].c }}{% set c = {} %}{{ c.d }}",
        "{% for i in range(end=3) %}{{ i }}{% endfor %}{{ range(end=3)[0] }}",
        "{{ (story.image | default(value={'src': 'a'})).other }}",
        "{{ story.dek or story.title }}{{ story.image?.src }}{{ story.place?.name or '' }}",
        "{% if story.newer %}{{ story.newer.name }}{% endif %}{{ 1 in [1] }}{{ 2 ** 3 // 1 % 4 }}",
        "{{ {1: 'a', true: 'b', 'c': [1, [2]],} }}{{ [1, 2,] }}{{ t(key='a',) }}",
        "{%- if story.title == `a` -%} x {%- endif -%}{{- 1.5 -}}{{ 'it\\'s' }}{{ -story.word_count | abs }}",
        "{% filter upper | lower %}a{% endfilter %}{% set a | trim | upper %} b {% endset %}{{ a }}",
    ];
    for source in cases {
        assert_fine(&[("story.html", source)]);
    }
}

#[test]
fn a_tag_that_cannot_be_read_is_skipped_and_the_rest_is_checked() {
    let cases: &[(&str, &[&str])] = &[
        ("{{ story. }}{{ story.titel }}", &["titel"]),
        ("{{ ; }}{% nonsense %}{{ story.titel }}", &["titel"]),
        ("{% set a = %}{{ a.b }}{{ story.titel }}", &["titel"]),
        ("{% for a in %}{{ a.b }}{{ story.titel }}{% endfor %}", &["titel"]),
        ("{% if %}{{ story.titel }}{% endif %}", &["titel"]),
        ("{% if story.title %}{{ story.titel }}", &["titel"]),
        ("{% endfor %}{{ story.titel }}{% endblock %}", &["titel"]),
        (
            "{% if story.dek %}{% for a in story.authors %}{{ a.nam }}{% endif %}{{ story.titel }}",
            &["nam", "titel"],
        ),
        ("{{ story.titel }}{{ 'a", &["titel"]),
    ];
    for (source, expected) in cases {
        assert_eq!(in_story(source), *expected, "{source}");
    }
}

#[test]
fn a_message_says_what_is_wrong_and_what_is_near() {
    let problem = only(&[("story.html", "{{ story.titel }}")], Code::UnknownField);
    assert_eq!(problem.message, "`story` has no field `titel`");
    assert_eq!(problem.label.as_deref(), Some("not a field of StoryView"));
    assert_eq!(problem.hints, ["did you mean `title`?"]);

    let problem = only(&[("story.html", "{{ story.date.century }}")], Code::UnknownField);
    assert_eq!(
        problem.hints,
        ["DateView has `iso`, `day`, `time`, `short`, `weekday`, `year`, `month`"]
    );

    let problem = only(&[("story.html", "{{ storry.title }}")], Code::UnknownField);
    assert_eq!(
        problem.message,
        "there is no `storry` in story.html; it is given `story`, `site`, `page`, `queries`"
    );
    assert_eq!(problem.hints, ["did you mean `story`?"]);

    let problem = only(&[("story.html", "{{ story.title.text }}")], Code::UnknownField);
    assert_eq!(problem.message, "`story.title` is text and has no field `text`");

    let problem = only(&[("story.html", "{{ 'a' | uper }}")], Code::UnknownFunction);
    assert_eq!(problem.message, "there is no filter `uper`");
    assert_eq!(problem.hints, ["did you mean `upper`?"]);

    let source = [("story.html", "{% include 'cards.html' %}"), ("card.html", "")];
    let problem = only(&source, Code::UnknownTemplate);
    assert_eq!(problem.message, "there is no template `cards.html`");
    assert_eq!(problem.hints, ["did you mean `card.html`?"]);
}
