//! The templates as they are printed: the same as the theme has them, with less to do on each page.
//!
//! What does not differ from page to page is settled when a theme is loaded. `{{ t(key="by") }}`
//! becomes the words, `{{ asset(path="a.css") }}` and `{{ link(path="/") }}` the address, and a call
//! of a component with the metadata `{"once": true}` a call that remembers what was printed. Places
//! in such a text are not those of the file, so what fails with it is rendered once more with the
//! theme's own, which tells what is wrong.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Kwargs, State, Tera, TeraResult};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::render::functions::{self, Surroundings};
use crate::render::once::{self, Call};
use crate::render::template_check::lexer::{Segment, Token, TokenKind, segments};
use crate::source::Text;

/// The metadata of a component that is printed once.
const ONCE: &str = "once";

/// An engine that prints what `plain` prints. `plain` itself where its templates cannot be read so,
/// which is then no faster and no worse.
pub fn engine(
    plain: &Arc<Tera>,
    templates: &BTreeMap<Arc<str>, Text>,
    around: &Surroundings,
) -> Arc<Tera> {
    let once = once_of(plain);
    let mut calls = Vec::new();
    let texts = templates.iter().map(|(name, text)| {
        let settling = Settling { source: &text.text, once: &once, around };
        (&**name, settling.text(escapes(name), &mut calls))
    });
    let texts: Vec<(&str, String)> = texts.collect();
    let mut tera = Tera::new();
    functions::register(&mut tera, around.clone());
    for (number, call) in calls.into_iter().enumerate() {
        let call = Arc::new(call);
        let print = move |arguments: Kwargs, _: &State| once::html(&call, &arguments);
        tera.register_function(function(number), print);
    }
    match tera.add_raw_templates(texts) {
        Ok(()) => Arc::new(tera),
        Err(_) => plain.clone(),
    }
}

/// Components that a theme wants printed once and that depend on more than their arguments.
pub fn problems(plain: &Tera, templates: &BTreeMap<Arc<str>, Text>) -> Vec<Diagnostic> {
    let wrong = plain.get_component_names().filter_map(|name| {
        let component = plain.get_component_definition(name).filter(is_once)?;
        let implicit = component.args().iter().find(|argument| argument.is_implicit())?;
        let message = format!(
            "the component `{name}` is to be printed once and takes `@{}`",
            implicit.name()
        );
        let problem = Diagnostic::new(Code::ComponentArgument, message)
            .hint("what is printed once depends on arguments alone: let the templates give it what it needs")
            .hint("or leave out `{\"once\": true}`");
        let declared = format!("component {name}(");
        let place = templates.values().find_map(|text| {
            let at = text.text.find(&declared)? + "component ".len();
            Some(Place::span(&text.path, at..at + name.len()))
        });
        Some(Diagnostic { place, ..problem })
    });
    wrong.collect()
}

fn is_once(component: &tera::ComponentInfo) -> bool {
    component.metadata().get(ONCE).is_some_and(|once| once.as_bool() == Some(true))
}

/// The components that are printed once, by name.
fn once_of(tera: &Tera) -> Vec<Arc<str>> {
    let once = |name: &&str| {
        tera.get_component_definition(name).is_some_and(|component| {
            is_once(&component) && !component.args().iter().any(|argument| argument.is_implicit())
        })
    };
    let mut names: Vec<Arc<str>> = tera.get_component_names().filter(once).map(Arc::from).collect();
    names.sort_unstable();
    names
}

/// The function that prints a component once, for one way to call it. Templates cannot call it by mistake: the theme's own
/// engine, which is asked first, has no such function.
fn function(number: usize) -> String {
    format!("printed_once_{number}")
}

/// Whether Tera escapes what the template of that name prints.
fn escapes(name: &str) -> bool {
    functions::ESCAPED.iter().any(|ending| name.ends_with(ending))
}

/// One template that is being settled.
struct Settling<'t> {
    source: &'t str,
    once: &'t [Arc<str>],
    around: &'t Surroundings,
}

impl Settling<'_> {
    /// The settled text. Ways to call components that are printed once are added to `calls`.
    fn text(&self, escapes: bool, calls: &mut Vec<Call>) -> String {
        let mut text = String::with_capacity(self.source.len());
        let mut done = 0;
        let printed = segments(self.source).into_iter().filter(|it| !it.statement && !it.broken);
        for segment in printed.filter(|_| escapes) {
            let constant = self.constant(&segment);
            if let Some((range, settled)) = constant.or_else(|| self.once(&segment, calls)) {
                text.push_str(&self.source[done..range.start]);
                text.push_str(&settled);
                done = range.end;
            }
        }
        text.push_str(&self.source[done..]);
        text
    }

    /// A call that gives the same on every page: the whole tag, and what it prints.
    fn constant(&self, segment: &Segment<'_>) -> Option<(std::ops::Range<usize>, String)> {
        use TokenKind::{Sign, Text, Word};
        let kinds: Vec<&TokenKind<'_>> = segment.tokens.iter().map(|token| &token.kind).collect();
        let [Word(name), Sign("("), Word(key), Sign("="), Text(given), Sign(")")] = kinds[..]
        else {
            return None;
        };
        let printed = match (*name, *key) {
            ("t", "key") => {
                functions::words_for(&self.around.words, given, None).map(|words| words.to_string())
            }
            ("asset", "path") => functions::asset_url(self.around, given),
            ("link", "path") => Some(functions::link_url(&self.around.base_path, given)),
            _ => None,
        }?;
        let html = escaped(&printed).ok()?;
        if html.contains('{') || html.is_empty() {
            return None;
        }
        // White space at the ends could be taken by a tag beside it, so that it stays in one.
        if html != html.trim() {
            let plain = !printed.contains(['"', '\\', '}', '\n']);
            let tag = segment.tokens.first()?.span.start..segment.tokens.last()?.span.end;
            return plain.then(|| (tag, format!("\"{printed}\"")));
        }
        let before = self.source[..segment.tokens.first()?.span.start].trim_end();
        let after = &self.source[segment.tokens.last()?.span.end..];
        let spaces = after.len() - after.trim_start().len();
        let end = self.source.len() - after.len() + spaces;
        // A tag with `-` would have to take the white space beside it.
        (before.ends_with("{{") && self.source[end..].starts_with("}}"))
            .then(|| (before.len() - 2..end + 2, html))
    }

    /// A call of a component that is printed once: what stands in the tag, and the call of the
    /// function that remembers.
    fn once(
        &self,
        segment: &Segment<'_>,
        calls: &mut Vec<Call>,
    ) -> Option<(std::ops::Range<usize>, String)> {
        let tokens = segment.tokens.as_slice();
        let (first, rest) = tokens.split_first()?;
        let (last, rest) = rest.split_last()?;
        let (slash, rest) = rest.split_last()?;
        if !first.is_sign("<") || !slash.is_sign("/") || !last.is_sign(">") {
            return None;
        }
        let words = rest.iter().position(|token| match token.kind {
            TokenKind::Word(_) => false,
            _ => !token.is_sign("."),
        });
        // The name ends before the first argument, whose name is the word before the first `=`.
        let name_end = match words {
            Some(0) => return None,
            Some(sign) if rest[sign].is_sign("=") => sign - 1,
            Some(_) => return None,
            None => rest.len(),
        };
        let name = rest.get(..name_end)?;
        let name = &self.source[name.first()?.span.start..name.last()?.span.end];
        let component = self.once.iter().find(|once| ***once == *name)?.clone();
        let (arguments, values): (Vec<String>, Vec<&str>) =
            self.arguments(&rest[name_end..])?.into_iter().unzip();
        let given = arguments.iter().zip(values).map(|(name, value)| format!("{name}={value}"));
        let given: Vec<String> = given.collect();
        let call = Call { component, arguments };
        let number = calls.iter().position(|known| *known == call).unwrap_or_else(|| {
            calls.push(call);
            calls.len() - 1
        });
        let call = format!("{}({})", function(number), given.join(", "));
        Some((first.span.start..last.span.end, call))
    }

    /// The names and values of `a={x} b="y"`.
    fn arguments(&self, mut tokens: &[Token<'_>]) -> Option<Vec<(String, &str)>> {
        let mut arguments = Vec::new();
        while let [name, equals, value, rest @ ..] = tokens {
            let TokenKind::Word(name) = name.kind else { return None };
            if !equals.is_sign("=") {
                return None;
            }
            let value = if value.is_sign("{") {
                let mut open = 1;
                let end = rest.iter().position(|token| {
                    open += usize::from(token.is_sign("{"));
                    open -= usize::from(token.is_sign("}"));
                    open == 0
                })?;
                tokens = &rest[end + 1..];
                &self.source[value.span.end..rest[end].span.start]
            } else {
                tokens = rest;
                &self.source[value.span.clone()]
            };
            arguments.push(((*name).to_owned(), value.trim()));
        }
        tokens.is_empty().then_some(arguments)
    }
}

/// A text as Tera prints it.
fn escaped(text: &str) -> TeraResult<String> {
    let mut html = Vec::new();
    tera::escape_html(text, &mut html)?;
    Ok(String::from_utf8(html)?)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::edition::Edition;
    use crate::options::Options;
    use crate::proof::Proof;
    use crate::source::{SourceFile, SourceTree};
    use crate::story::StoryId;
    use crate::theme::{StoryParts, Words};
    use crate::view::View;

    fn settled(source: &str) -> String {
        let mut words = Words::default();
        for (key, said) in [("by", "By & with"), ("of", "of {name}"), ("gap", "gap ")] {
            words.words.insert(key.into(), said.into());
        }
        let assets = HashMap::from([("a.css".to_owned(), "/assets/a.1.css".to_owned())]);
        let around = Surroundings {
            words: Arc::new(words),
            assets: Arc::new(assets),
            fonts: Arc::default(),
            base_path: "/town/".into(),
        };
        let once: Vec<Arc<str>> = vec!["card".into(), "my.card".into()];
        Settling { source, once: &once, around: &around }.text(true, &mut Vec::new())
    }

    #[test]
    fn what_is_the_same_on_every_page_is_settled() {
        for (source, expected) in [
            (r#"a {{ t(key="by") }} b"#, "a By &amp; with b"),
            (r#"a {{ t(key="gap") }} b"#, r#"a {{ "gap " }} b"#),
            (r#"{{ asset(path="a.css") }}{{link(path="/x")}}"#, "/town/assets/a.1.css/town/x"),
            ("{{ <card story={s} /> }}", "{{ printed_once_0(story=s) }}"),
            (
                r#"{%- if x %}{{- <card story={a["}"]} kind="b" n={ {"k": 1} } /> -}}{% endif %}"#,
                r#"{%- if x %}{{- printed_once_0(story=a["}"], kind="b", n={"k": 1}) -}}{% endif %}"#,
            ),
            (
                "{{ <my.card /> }}{{ <card a={x} /> }}{{ <card a={y} /> }}",
                "{{ printed_once_0() }}{{ printed_once_1(a=x) }}{{ printed_once_1(a=y) }}",
            ),
        ] {
            assert_eq!(settled(source), expected, "{source}");
        }
    }

    #[test]
    fn what_may_differ_stays_as_it_is() {
        for source in [
            r#"{{ t(key="of", name=x) }}{{ t(key="of") }}{{ t(key="none") }}{{ t(key=k) }}"#,
            r#"{{- t(key="by") }}{{ t(key="by") -}}{{ t(key="by") | upper }}"#,
            r#"{% set by = t(key="by") %}{# {{ t(key="by") }} #}{{ asset(path="b.css") }}"#,
            r#"{% raw %}{{ t(key="by") }}{% endraw %}"#,
            "{{ <other story={s} /> }}{{ <card {story} /> }}{{ <card {...s} /> }}",
            "{% <card story={s}> %}body{% </card> %}{{ <card story={s} /> | upper }}",
        ] {
            assert_eq!(settled(source), source);
        }
    }

    /// The project's own site with one of the themes.
    fn edition(theme: &str) -> Arc<Edition> {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let (mut tree, problems) = crate::disk::read(root);
        assert!(problems.is_empty());
        let settings = tree.text("site.toml").expect("settings").text.to_string();
        let settings = settings.replace("theme = \"broadsheet\"", &format!("theme = \"{theme}\""));
        let settings = Text::new("site.toml", &settings);
        tree.files.insert("site.toml".into(), SourceFile::Text(settings));
        of_tree(&tree)
    }

    fn of_tree(tree: &SourceTree) -> Arc<Edition> {
        let options = Options::at("2026-11-24T12:00:00Z".parse().expect("a moment"));
        crate::proof(tree, &options, &Proof::default()).edition.expect("an edition")
    }

    #[test]
    fn both_engines_print_the_same() {
        for theme in ["broadsheet", "wire"] {
            let edition = edition(theme);
            // Neither prints or compares records as a whole, so that they are given what they read.
            let date = edition.story_date(StoryId(0)).value(&edition.theme.reads);
            assert!(
                date.as_map()
                    .is_some_and(|date| !date.contains_key(&tera::value::Key::Str("weekday")))
            );
            // One puts the parts of a story together, the other shows its text in one piece.
            let StoryParts { content, lead, sections, timeline, players, quotes, related } =
                edition.theme.story;
            let is_broadsheet = theme == "broadsheet";
            assert_eq!((content, lead, sections), (!is_broadsheet, is_broadsheet, is_broadsheet));
            assert!(!timeline && !players && !quotes, "{theme}");
            assert_eq!(related, is_broadsheet);
            for page in edition.pages.iter().filter(|page| !page.is_for_machines()) {
                let engines = &edition.theme.engines[&edition.languages[page.language].code];
                assert!(!Arc::ptr_eq(&engines.plain, &engines.quick), "{theme} can be settled");
                let shown = crate::render::views::shown::<crate::render::views::ForTemplate>;
                let shown = shown(&edition, page).expect("what the page shows");
                let context = crate::render::context(&edition, page, shown);
                let plain = engines.plain.render(&page.template, &context).expect("a page");
                let quick = once::with(&engines.quick, &edition.cards.printed, || {
                    engines.quick.render(&page.template, &context).expect("a page")
                });
                assert!(plain == quick, "{theme}: {} differs", page.url);
            }
        }
    }

    #[test]
    fn a_component_that_is_printed_once_and_asks_for_the_page_is_told() {
        let texts = [(
            "components/card.html",
            "{% component card(@page) {\"once\": true} %}{{ page.url }}{% endcomponent card %}",
        )];
        let templates = texts.map(|(name, text)| (Arc::from(name), Text::new(name, text))).into();
        let mut tera = Tera::new();
        tera.add_raw_templates(texts).expect("a template");
        let problems = problems(&tera, &templates);
        let [problem] = problems.as_slice() else { panic!("{problems:?}") };
        assert_eq!(problem.message, "the component `card` is to be printed once and takes `@page`");
        assert_eq!(problem.place.as_ref().and_then(|place| place.span.clone()), Some(13..17));
    }

    #[test]
    fn words_with_spaces_at_their_ends_stay_in_a_tag() {
        let mut words = crate::theme::Words::default();
        words.words.insert("comma".into(), ", ".into());
        words.words.insert("odd".into(), " \"}} ".into());
        let around = Surroundings {
            words: Arc::new(words),
            assets: Arc::default(),
            fonts: Arc::default(),
            base_path: "/".into(),
        };
        let text = "A{{ t(key=\"comma\") }}{%- if true %}B{% endif %}{{ t(key=\"odd\") }}";
        let settling = Settling { source: text, once: &[], around: &around };
        let settled = settling.text(true, &mut Vec::new());
        assert_eq!(settled, "A{{ \", \" }}{%- if true %}B{% endif %}{{ t(key=\"odd\") }}");
        let mut tera = Tera::new();
        functions::register(&mut tera, around);
        tera.add_raw_templates([("plain.html", text), ("quick.html", &settled)])
            .expect("templates");
        let render = |name| tera.render(name, &tera::Context::new()).expect("a page");
        assert_eq!(render("plain.html"), render("quick.html"));
    }

    #[test]
    fn components_are_told_apart_by_what_they_are_given_and_stop_within_themselves() {
        let mut tera = Tera::new();
        let text = "{% component part(of: map, deep: bool = false) {\"once\": true} -%}\
            {{ of.name }}{% if deep %}{{ <part of={of} deep={true} /> }}{% endif %}\
            {%- endcomponent part %}";
        let page = "{{ <part of={a} /> }} {{ <part of={b} /> }} {{ <part of={a} /> }}";
        let deep = "{{ <part of={a} deep={true} /> }}";
        let texts = [("part.html", text), ("page.html", page), ("deep.html", deep)];
        tera.add_raw_templates(texts).expect("templates");
        let templates = texts.map(|(name, text)| (Arc::from(name), Text::new(name, text))).into();
        let around = Surroundings {
            words: Arc::default(),
            assets: Arc::default(),
            fonts: Arc::default(),
            base_path: "/".into(),
        };
        let quick = engine(&Arc::new(tera), &templates, &around);
        let mut context = tera::Context::new();
        context.insert("a", &HashMap::from([("name", "fog & rain")]));
        context.insert("b", &HashMap::from([("name", "fog & rain".to_owned() + "!")]));
        let printed = Arc::default();
        let render = |page: &str| once::with(&quick, &printed, || quick.render(page, &context));
        for _ in 0..2 {
            let html = render("page.html").expect("a page");
            assert_eq!(html, "fog &amp; rain fog &amp; rain! fog &amp; rain");
        }
        let error = render("deep.html").expect_err("endless");
        assert!(format!("{error:?}").contains("lies within itself"), "{error:?}");
        assert!(quick.render("page.html", &context).is_err(), "nothing is printed without a press");
    }
}
