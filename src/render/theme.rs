//! Loads a theme: reads its files with the site's overrides, checks its templates against the
//! views, and makes a template engine for each language.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::Tera;

use crate::config::{Config, Search, ShareCards};
use crate::date::{Numbers, Plurals};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::fonts::Fonts;
use crate::parse::fields;
use crate::render::functions::{self, Surroundings};
use crate::render::quick;
use crate::render::styles;
use crate::render::template_check::{self, TemplateText, Used};
use crate::render::template_error;
use crate::render::templates::{
    self, CARD_TEMPLATES, OPTIONAL, PAGE_TEMPLATES, PageTemplate, page_context,
};
use crate::source::{SourceTree, Text};
use crate::theme::{
    Argument, BodyKind, Engines, Kinds, Signature, Signatures, StoryParts, Theme, Words,
};
use crate::view::{PageView, Reads, ShareCardView, SiteView, View};

mod digests;
mod layers;
mod options;

/// Loads the theme that the site asks for. `None` where there is no such theme or its templates
/// cannot be read, which is told.
pub fn theme(tree: &SourceTree, config: &Config) -> (Option<Theme>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let Some((layers, declared)) = layers::layers(tree, config, &mut problems) else {
        return (None, problems);
    };
    let options = options::options(&declared, config, &mut problems);
    let name = declared.name.unwrap_or_else(|| config.theme.value.clone());
    let folders: Vec<&str> = layers.iter().map(|layer| layer.folder.as_str()).collect();
    let templates = templates(tree, &folders);
    let intricate = intricate(&templates);
    if !intricate.is_empty() {
        problems.extend(intricate);
        return (None, problems);
    }
    let words = words(tree, &folders, config, &mut problems);
    let (files, urls, more) = styles::files(tree, &folders);
    problems.extend(more);
    problems.extend(missing(&templates, layers[0].settings));
    let drawn = drawn(&templates, config, &mut problems);
    let fonts = match drawn {
        true => Fonts::of(tree, &folders, &mut problems),
        false => Fonts::default(),
    };
    let fonts = Arc::new(fonts);
    let mut engines = BTreeMap::new();
    let mut unloaded = None;
    let urls = Arc::new(urls);
    for (language, words) in &words {
        let around = Surroundings {
            words: words.clone(),
            assets: urls.clone(),
            fonts: fonts.clone(),
            base_path: config.base_path().into(),
        };
        match engine(&templates, around.clone()) {
            Ok(plain) => {
                let plain = Arc::new(plain);
                let quick = quick::engine(&plain, &templates, &around);
                engines.insert(language.clone(), Engines { plain, quick });
            }
            Err(error) => {
                unloaded = Some(error);
                break;
            }
        }
    }
    let (more, used) = template_problems(&templates, config, unloaded.as_ref());
    problems.extend(more);
    // Where the checks have said what is wrong, Tera's own words add nothing.
    if let Some(error) = unloaded.filter(|_| problems.is_empty()) {
        let find = |name: &str| templates.get(name);
        problems.extend(template_error::load_diagnostics(&error, &find));
    }
    // The components are the same in every language.
    let plain = engines.values().next().map(|engines| &engines.plain);
    let signatures = plain.map_or_else(Signatures::new, |tera| signatures(tera));
    problems.extend(plain.into_iter().flat_map(|tera| quick::problems(tera, &templates)));
    problems.extend(functions::problems(&templates, &words, &urls));
    let kinds = templates::kinds(|name| templates.contains_key(name));
    // Nobody can show a page of which nobody can know the whole address.
    let embeds = config.outputs.quote_embeds && config.has_base_url();
    let search = kinds.search && config.outputs.search != Search::Off;
    let quote_filter = used.reads("QuoteListView", "filter") && config.outputs.quote_filter;
    let kinds = Kinds {
        quote_embeds: kinds.quote_embeds && embeds,
        search,
        quote_filter,
        story_cards: kinds.story_cards && drawn,
        quote_cards: kinds.quote_cards && drawn,
        ..kinds
    };
    let digests = digests::digests(&templates, &words, &urls);
    let complete = engines.len() == words.len();
    let theme = Theme {
        name,
        options,
        queries: declared.queries,
        signatures: Arc::new(signatures),
        kinds,
        story: story_parts(&used),
        head: used.reads("PageView", "head"),
        reads: Arc::new(reads(&used)),
        engines,
        templates,
        words,
        fonts,
        files,
        digests,
    };
    (complete.then_some(theme), problems)
}

/// Whether share cards are drawn. Where they are asked for and cannot be, that is told.
fn drawn(
    templates: &BTreeMap<Arc<str>, Text>,
    config: &Config,
    problems: &mut Vec<Diagnostic>,
) -> bool {
    // Nobody can show a picture of which nobody can know the whole address.
    if config.outputs.share_cards == ShareCards::Off || !config.has_base_url() {
        return false;
    }
    let has = |card: &PageTemplate| templates.contains_key(card.template);
    let problem = if !cfg!(feature = "cards") {
        let message =
            "this newsprint was built without the feature `cards`, and draws no share cards";
        Diagnostic::new(Code::UndrawnCard, message)
            .hint("build it with the feature: cargo install newsprint --features cards")
    } else if !CARD_TEMPLATES.iter().any(has) {
        let theme = &config.theme.value;
        let message = format!("the theme `{theme}` has no template for share cards");
        Diagnostic::new(Code::UndrawnCard, message)
            .hint("add `cards/story.svg` to its templates or to those of the site")
    } else {
        return true;
    };
    let problem = problem.hint("or leave out `share_cards` below [outputs] in site.toml");
    problems.push(problem.at(Place::file(&"site.toml".into())));
    false
}

/// The templates by name. One of the site's own stands in place of the theme's, and one of a theme in
/// place of that of the theme which it extends; what it stands for is then still there as
/// `THEME/NAME`, so that the upper one can extend it.
fn templates(tree: &SourceTree, folders: &[&str]) -> BTreeMap<Arc<str>, Text> {
    let mut templates: BTreeMap<Arc<str>, Text> = BTreeMap::new();
    for folder in std::iter::once(&"").chain(folders) {
        let theme = folder.strip_prefix("themes/").unwrap_or(folder);
        let is_extended = templates.values().any(|text| text.text.contains(theme));
        let below = format!("{folder}templates/");
        for text in tree.texts_below(&below) {
            let Some(name) = text.path.strip_prefix(&below) else { continue };
            if !templates.contains_key(name) {
                templates.insert(Arc::from(name), text.clone());
            }
            // A component has one name in all templates, so an overridden one is gone.
            if !folder.is_empty() && is_extended && !name.starts_with("components/") {
                templates.insert(format!("{theme}{name}").into(), text.clone());
            }
        }
    }
    templates
}

/// Templates and components that every theme has to have.
fn missing(templates: &BTreeMap<Arc<str>, Text>, settings: &Text) -> Vec<Diagnostic> {
    let optional = |name: &str| OPTIONAL.iter().any(|group| group.contains(&name));
    let pages = PAGE_TEMPLATES.iter().filter(|page| !templates.contains_key(page.template));
    let pages = pages.filter(|page| !optional(page.template)).map(|page| {
        let message = format!("the theme has no template `{}`", page.template);
        Diagnostic::new(Code::UnknownTemplate, message)
            .hint(format!("it shows pages of the kind `{}`", page.kind))
            .at(Place::file(&settings.path))
    });
    let quote =
        (!templates.values().any(|text| text.text.contains("component quote("))).then(|| {
            Diagnostic::new(Code::UnknownComponent, "the theme has no component `quote`")
                .hint("it shows a quote that stands inside a list or a page")
                .at(Place::file(&settings.path))
        });
    let halves = OPTIONAL.iter().filter_map(|group| half(templates, group));
    pages.chain(quote).chain(halves).chain(embeds_alone(templates)).collect()
}

/// Some of the templates that go together, without the others.
fn half(templates: &BTreeMap<Arc<str>, Text>, group: &[&str]) -> Option<Diagnostic> {
    let absent = group.iter().find(|name| !templates.contains_key(**name))?;
    let (name, present) = group.iter().find_map(|name| Some((name, templates.get(*name)?)))?;
    let message = format!("the theme has `{name}` and no `{absent}`");
    let problem = Diagnostic::new(Code::UnknownTemplate, message)
        .hint("a theme has both of them, or neither: then it prints no such pages");
    Some(problem.at(Place::file(&present.path)))
}

/// A template for quotes on pages of others, without one for the pages that those lead to.
fn embeds_alone(templates: &BTreeMap<Arc<str>, Text>) -> Option<Diagnostic> {
    let embeds = templates.get("quote_embed.html")?;
    let message = "the theme has `quote_embed.html` and no `quote.html`";
    let problem = Diagnostic::new(Code::UnknownTemplate, message)
        .hint("what is embedded leads to the page of the quote");
    (!templates.contains_key("quote.html")).then(|| problem.at(Place::file(&embeds.path)))
}

/// More branches than this in one file would need more stack than there is to read them.
const BRANCHES: usize = 500;

/// Templates that are too intricate to be read at all.
fn intricate(templates: &BTreeMap<Arc<str>, Text>) -> Vec<Diagnostic> {
    let beyond = |text: &&Text| text.text.match_indices("elif").nth(BRANCHES).map(|(at, _)| at);
    let texts = templates.values().filter_map(|text| Some((text, beyond(&text)?)));
    let problem = |(text, at): (&Text, usize)| {
        let message = format!("this template has more than {BRANCHES} `elif` branches");
        let place = Place::span(&text.path, at..at + "elif".len());
        Diagnostic::new(Code::TemplateSyntax, message).at(place)
    };
    texts.map(problem).collect()
}

/// What is wrong with the templates, all of them at once, and what they read. `unloaded` is for what Tera
/// could not load them, if it could not.
fn template_problems(
    templates: &BTreeMap<Arc<str>, Text>,
    config: &Config,
    unloaded: Option<&tera::Error>,
) -> (Vec<Diagnostic>, Used) {
    // A taxonomy may have a template of its own for the pages of its terms.
    let of_taxonomy = |name: &str| {
        let id = name.strip_suffix(".html")?;
        config.taxonomy(id).and_then(|_| page_context("term.html"))
    };
    let contexts = |name: &str| page_context(name).or_else(|| of_taxonomy(name));
    // Tera reads all templates before it looks at anything else, and tells of the first that it cannot
    // read. So only then is there a reason to read them one by one.
    let told = |error: &tera::Error| matches!(error.kind(), tera::ErrorKind::SyntaxError(_));
    let unread = templates.iter().filter(|_| unloaded.is_some_and(told));
    let syntax = unread.flat_map(|(name, text)| template_error::syntax_errors(name, text));
    let mut problems: Vec<Diagnostic> = syntax.collect();
    let texts: Vec<TemplateText<'_>> =
        templates.iter().map(|(name, text)| TemplateText { name, text }).collect();
    let (more, used) = template_check::check(&template_check::Templates {
        texts: &texts,
        contexts: &contexts,
        functions: functions::FUNCTIONS,
        filters: functions::FILTERS,
        tests: &[],
    });
    problems.extend(more);
    (problems, used)
}

/// What templates are given of records: no more than they read.
fn reads(used: &Used) -> Reads {
    if used.whole {
        return Reads::default();
    }
    let pages = PAGE_TEMPLATES.iter().map(|template| (template.shape)());
    // What components of stories and queries are given stands on some page as well, and so does what
    // share cards show.
    let shapes = pages.chain([SiteView::shape(), PageView::shape(), ShareCardView::shape()]);
    Reads::of(shapes, &|record, field| used.reads(record, field))
}

/// The large parts of a story that templates read.
fn story_parts(used: &Used) -> StoryParts {
    let reads = |field| used.reads("StoryView", field);
    StoryParts {
        content: reads("content"),
        lead: reads("lead"),
        sections: reads("sections"),
        timeline: reads("timeline"),
        players: reads("players"),
        quotes: reads("quotes"),
        related: reads("related"),
    }
}

fn engine(templates: &BTreeMap<Arc<str>, Text>, around: Surroundings) -> tera::TeraResult<Tera> {
    let mut tera = Tera::new();
    functions::register(&mut tera, around);
    tera.add_raw_templates(templates.iter().map(|(name, text)| (&**name, &*text.text)))?;
    Ok(tera)
}

fn signatures(tera: &Tera) -> Signatures {
    let mut signatures = Signatures::new();
    for name in tera.get_component_names() {
        let Some(info) = tera.get_component_definition(name) else { continue };
        let body = info.metadata().get("body").and_then(|body| body.as_str());
        let arguments = info.args().iter().filter(|argument| !argument.is_implicit());
        let arguments = arguments.map(|argument| Argument {
            name: argument.name().into(),
            kind: argument.arg_type(),
            required: argument.is_required(),
        });
        // Only components that say what their body is are meant for stories.
        let Some(body) = body else { continue };
        let signature = Signature {
            arguments: arguments.collect(),
            rest: info.rest_param().is_some(),
            body: match body {
                "markdown" => BodyKind::Markdown,
                "toml" => BodyKind::Toml,
                "csv" => BodyKind::Csv,
                _ => BodyKind::None,
            },
        };
        signatures.insert(name.into(), signature);
    }
    signatures
}

/// The words of every language of the site: those of the theme, of which the site's own `i18n/` may
/// say some in another way. What a language lacks is said in English.
fn words(
    tree: &SourceTree,
    folders: &[&str],
    config: &Config,
    problems: &mut Vec<Diagnostic>,
) -> BTreeMap<Arc<str>, Arc<Words>> {
    let mut of = |language: &str| {
        let mut words = Words::default();
        // The words of an upper layer take the place of those below; the site's own are on top.
        let layers = folders.iter().rev().chain([&""]);
        let paths = layers.map(|folder| format!("{folder}i18n/{language}.toml"));
        for text in paths.filter_map(|path| tree.text(&path)) {
            let (document, syntax) = fields::document(&text.text, &text.path, 0);
            problems.extend(syntax);
            let (free, _) = document.fields().all_free();
            for name in flatten("", &free.0, &mut words) {
                let message = format!("the word `{name}` takes a text");
                let problem = Diagnostic::new(Code::WrongType, message);
                problems.push(problem.at(Place::file(&text.path)));
            }
        }
        words
    };
    let english = of("en");
    let mut languages = BTreeMap::new();
    for code in config.language_codes() {
        let mut spoken = english.clone();
        spoken.numbers = Numbers::of(&code);
        if *code != *"en" {
            // `pt-BR` says what `pt` says where it has no words of its own.
            let general = code.split('-').next().unwrap_or_default();
            let mut own = of(general).words;
            // Some regions write Chinese in traditional characters without the tag saying so.
            let lower = code.to_ascii_lowercase();
            let traditional = ["zh-hant", "zh-tw", "zh-hk", "zh-mo"];
            if traditional.iter().any(|prefix| lower.starts_with(prefix)) {
                own.extend(of("zh-hant").words);
            }
            if *general != *code {
                own.extend(of(&lower).words);
                own.extend(of(&code).words);
            }
            // Where all words are English, so are their forms.
            if !own.is_empty() {
                spoken.plurals = Plurals::of(&code);
            }
            spoken.words.extend(own);
        }
        languages.insert(code, Arc::new(spoken));
    }
    languages
}

/// Adds the words of a table by their names; those that are no texts are returned.
fn flatten(prefix: &str, value: &tera::Value, words: &mut Words) -> Vec<String> {
    let Some(map) = value.as_map() else {
        words.words.insert(prefix.into(), value.to_string().into());
        return if value.is_string() { Vec::new() } else { vec![prefix.to_owned()] };
    };
    let mut others = Vec::new();
    for (key, value) in map {
        let key = key.as_str().unwrap_or_default();
        let name = if prefix.is_empty() { key.to_owned() } else { format!("{prefix}.{key}") };
        others.extend(flatten(&name, value, words));
    }
    others
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_keeps_every_folder_below_the_first() {
        let paths = ["templates/story.html", "templates/templates/year.html"];
        let tree = SourceTree::of_texts(paths.map(|path| (path, "")));
        let templates = templates(&tree, &["themes/dump/"]);
        let names: Vec<&str> = templates.keys().map(|name| &**name).collect();
        assert_eq!(names, ["story.html", "templates/year.html"]);
    }
}
