//! A newspaper in which every field holds text that is made to break what it is printed into. All
//! outputs are on; each file is read back by a parser of its format, found by the ending of its
//! name, and says the same headline as all others.

use std::cell::RefCell;
use std::collections::BTreeSet;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use pulldown_cmark::{Event, Parser};
use serde_json::Value;

use crate::press::{NOW, Paper, Printed};

/// Text that ends comments, scripts, strings and elements of every format, with letters that some of
/// them forbid; as TOML writes it.
const HOSTILE: &str = r#"a ]]> </script><script>alert(1)</script> <!-- --!> &amp; & &#0; <b onclick='x()'> \" ' \\ \u0001\u0007\u000B\u001B\u007F \u202E\u200F\uFEFF \uFFFE\uFFFF 😀 {{ 7*7 }} {% raw %} ](javascript:x) `*_~| # z"#;

/// The same in a line of Markdown, with the control characters themselves.
const HOSTILE_BODY: &str = "a ]]> </script><script>alert(1)</script> <!-- x --> &amp; & <b onclick='x()'>b</b> \" ' \u{1}\u{7}\u{b}\u{1b} \u{202e}\u{fffe} 😀 {{ 7*7 }} <img src=\"https://else.example/x\" onerror=alert(1)> [two words](<https://else.example/a b?x=1&y=\"2\">)";

/// A headline of ten thousand letters.
fn headline() -> String {
    let length = HOSTILE.chars().count() + 1;
    let rest = "long word ".repeat(1_000);
    format!("{HOSTILE} {}x", &rest[..10_000 - length - 1])
}

/// The newspaper. Its marks stay straight, since no format minds curly ones.
fn newspaper(theme: &str) -> Paper {
    let paper = Paper::small();
    paper.put(
        "site.toml",
        format!(
            "title = \"Post {HOSTILE}\"\ndescription = \"{HOSTILE}\"\ntagline = \"{HOSTILE}\"\ncopyright = \"{HOSTILE}\"\n\
             base_url = \"https://fog.example/a/\"\ntimezone = \"UTC\"\ntheme = \"{theme}\"\n\
             [markdown]\nsmart_punctuation = false\n\
             [[taxonomies]]\nid = \"series\"\nname = \"Series {HOSTILE}\"\n\
             [[menus.main]]\nname = \"{HOSTILE}\"\nurl = \"https://menu.example/?a=1&b=<2>\"\n\
             [outputs]\nmarkdown = true\nninjs = true\nshare_cards = \"all\"\n[outputs.feeds]\nlists = \"full\"\nhub = \"https://hub.example/?a=1&b=2\"\n\
             [extra]\nwords = \"{HOSTILE}\"\n"
        ),
    );
    let named = |what: &str| format!("\"{what} {HOSTILE}\"");
    paper.put(
        "content/stories/hostile.md",
        format!(
            "+++\ntitle = \"{}\"\ndek = {}\ndate = 2029-12-31T10:00:00Z\nupdated = 2029-12-31T11:00:00Z\n\
             authors = [{}, {{ name = \"Ana\", role = {} }}]\nplace = {}\ntopics = [{}]\nseries = [{}]\n\
             image = {{ src = \"/images/a b&'c.svg\", alt = {}, caption = {}, credit = {}, license = {} }}\n\
             [[corrections]]\ndate = 2029-12-31\ntext = {}\nkind = {}\n[extra]\nwords = {}\n+++\n\n\
             {HOSTILE_BODY}[^n]\n\n## {HOSTILE_BODY}\n\n- 2029-12-01: {HOSTILE_BODY}\n- 2029-12-02: {HOSTILE_BODY}\n\n\
             ## The players\n\nRolf \"Red\" O'Berg\n: {HOSTILE_BODY}\n\n## What they're saying\n\n> {HOSTILE_BODY}\n>\n\
             > — Rolf \"Red\" O'Berg, \"welder\" & <b>, The 'Union' & Co (https://radio.example/?a=1&b='2')\n\n\
             ```{{table caption=\"a ]]> <b> & 'c'\"}}\na,]]> </script>\n<b>,\"& \"\"'\"\n```\n\n[^n]: {HOSTILE_BODY}\n",
            headline(),
            named("Dek"), named("Author"), named("Role"), named("Place"), named("Topic"), named("Serial"),
            named("Alt"), named("Caption"), named("Credit"), named("License"), named("Correction"),
            named("Kind"), named("Extra"),
        ),
    );
    paper.put("static/images/a b&'c.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    paper.put(
        "content/players/ida-sund.md",
        format!("+++\nname = \"Ida Sund\"\nkind = \"person\"\nsummary = {}\n[[roles]]\ntitle = {}\norganization = {}\n[translations]\n+++\n{HOSTILE_BODY}\n",
            named("Summary"), named("Title"), named("Office")),
    );
    paper.put(
        "content/quotes/filed.md",
        format!("+++\nspeaker = \"Ida Sund\"\ntitle = {}\nsaid = 2029-12-30\nsource = {{ name = {}, url = \"https://radio.example/a b?x='1'&y=2\" }}\n+++\n{HOSTILE_BODY}\n",
            named("Title"), named("Source")),
    );
    paper.put(
        "content/pages/hostile.md",
        format!("+++\ntitle = {}\ndek = {}\n+++\n{HOSTILE_BODY}\n", named("Page"), named("Dek")),
    );
    paper
}

/// Text by which formats can be compared: spaces are one, and so is what some formats forbid.
fn plain(text: &str) -> String {
    let is_gap = |c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '\u{fffd}'..='\u{ffff}' | '\u{feff}')
    };
    text.split(is_gap).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The headline as it was written, without TOML's escapes.
fn headline_itself() -> String {
    let table: toml::Table = format!("title = \"{}\"", headline()).parse().expect("TOML");
    plain(table["title"].as_str().expect("a text"))
}

/// What a page holds.
#[derive(Default)]
struct Html {
    /// Its text, and that of its attributes.
    texts: Vec<String>,
    /// Its scripts: attributes and text.
    scripts: Vec<(String, String)>,
    /// Attributes that run scripts.
    handlers: Vec<String>,
    in_script: bool,
}

struct Reading(RefCell<Html>);

impl TokenSink for Reading {
    type Handle = ();
    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut html = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) if html.in_script => {
                html.scripts.last_mut().expect("a script").1.push_str(&text);
            }
            Token::CharacterTokens(text) => match html.texts.last_mut() {
                Some(last) => last.push_str(&text),
                None => html.texts.push(text.to_string()),
            },
            Token::TagToken(tag) => {
                html.texts.push(String::new());
                for attribute in &tag.attrs {
                    let (name, value) = (&*attribute.name.local, &*attribute.value);
                    if name.starts_with("on")
                        || value.trim().to_lowercase().starts_with("javascript:")
                    {
                        html.handlers.push(format!("{name}={value}"));
                    }
                }
                html.in_script = tag.kind == TagKind::StartTag && &*tag.name == "script";
                if html.in_script {
                    let attributes = tag.attrs.iter();
                    let attributes =
                        attributes.map(|one| format!("{}={} ", &*one.name.local, &*one.value));
                    html.scripts.push((attributes.collect(), String::new()));
                    return TokenSinkResult::RawData(RawKind::ScriptData);
                }
                if tag.kind == TagKind::StartTag {
                    match &*tag.name {
                        "style" => return TokenSinkResult::RawData(RawKind::Rawtext),
                        "title" | "textarea" => return TokenSinkResult::RawData(RawKind::Rcdata),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn html(text: &str) -> Html {
    let tokenizer = Tokenizer::new(Reading(RefCell::default()), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text));
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

/// All texts in a value.
fn strings(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| strings(value, texts)),
        Value::Object(map) => map.values().for_each(|value| strings(value, texts)),
        _ => {}
    }
}

/// The texts of a printed file, read by what its name says it is; `Err` with what is wrong with it.
fn texts(path: &str, text: &str) -> Result<Vec<String>, String> {
    let mut texts = Vec::new();
    match path.rsplit('.').next().unwrap_or_default() {
        "xml" | "rss" | "atom" => {
            let document = roxmltree::Document::parse(text).map_err(|error| error.to_string())?;
            for node in document.descendants() {
                texts.extend(node.text().map(str::to_owned));
                texts.extend(node.attributes().map(|attribute| attribute.value().to_owned()));
            }
        }
        "json" => {
            let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
            strings(&value, &mut texts);
        }
        "jsonl" => {
            for line in text.lines() {
                let value: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
                strings(&value, &mut texts);
            }
        }
        "html" => {
            let html = html(text);
            if !html.handlers.is_empty() {
                return Err(format!("it runs {:?}", html.handlers));
            }
            for (_, script) in html.scripts.iter().filter(|(kind, _)| kind.contains("json")) {
                let value: Value =
                    serde_json::from_str(script).map_err(|error| error.to_string())?;
                strings(&value, &mut texts);
            }
            texts.extend(html.texts);
        }
        "md" | "txt" => {
            let mut all = String::new();
            for event in Parser::new(text) {
                match event {
                    Event::Text(words) | Event::Code(words) => all.push_str(&words),
                    Event::Html(html) | Event::InlineHtml(html) => {
                        return Err(format!("there is HTML in it: {html}"));
                    }
                    _ => all.push(if matches!(event, Event::SoftBreak) { ' ' } else { '\n' }),
                }
            }
            texts.extend(all.lines().map(str::to_owned));
        }
        _ => {}
    }
    Ok(texts)
}

/// Scripts of pages that are no data.
fn scripts(files: &Printed) -> BTreeSet<(String, String)> {
    let pages = files.iter().filter(|(path, _)| path.ends_with(".html"));
    let scripts = pages.flat_map(|(_, (bytes, _))| html(&String::from_utf8_lossy(bytes)).scripts);
    scripts.filter(|(kind, _)| !kind.contains("json")).collect()
}

/// The files that must hold the headline of the story; those beside its page hold it as well.
const TELL_THE_HEADLINE: &[&str] = &[
    "2029/12/hostile/index.html",
    "2029/12/hostile/index.md",
    "index.html",
    "feed.xml",
    "atom.xml",
    "feed.json",
    "news-sitemap.xml",
    "llms.txt",
    "stories/index.html",
    "authors/ana/feed.xml",
];

#[test]
fn hostile_text_breaks_no_output_and_says_the_same_in_all() {
    let wanted = headline_itself();
    assert!(wanted.chars().count() > 9_900, "{}", wanted.chars().count());
    for theme in ["broadsheet", "wire"] {
        let paper = newspaper(theme);
        let files = paper.fine_build();
        let mut faults = Vec::new();
        let mut told = BTreeSet::new();
        // The words of an index are no text, and neither are fonts and share cards.
        let is_text = |path: &str| {
            let endings = [".bin", ".woff2", ".png"];
            !path.starts_with(".newsprint") && !endings.iter().any(|ending| path.ends_with(ending))
        };
        for (path, (bytes, _)) in files.iter().filter(|(path, _)| is_text(path)) {
            let Ok(text) = std::str::from_utf8(bytes) else {
                faults.push(format!("{path}: no UTF-8"));
                continue;
            };
            match texts(path, text) {
                Ok(texts) if texts.iter().any(|text| plain(text).contains(&wanted)) => {
                    told.insert(path.as_str());
                }
                Ok(_) => {}
                Err(fault) => faults.push(format!("{path}: {fault}")),
            }
        }
        let beside = files.keys().map(String::as_str);
        let beside = beside.filter(|path| path.starts_with("2029/12/hostile/") && is_text(path));
        // What it says would not be drawn if it broke the drawing.
        #[cfg(feature = "cards")]
        assert!(files.contains_key("2029/12/hostile/card.png"), "{theme}");
        let untold =
            TELL_THE_HEADLINE.iter().copied().chain(beside).filter(|path| !told.contains(path));
        faults.extend(untold.map(|path| format!("{path}: does not hold the headline")));
        assert!(faults.is_empty(), "{theme}:\n{}", faults.join("\n"));

        let fine = Paper::small();
        let settings = std::fs::read_to_string(fine.path("site.toml")).expect("settings");
        fine.put("site.toml", format!("theme = \"{theme}\"\n{settings}"));
        // Below the same path, so that addresses of scripts are the same.
        let own = fine.run(&["build", "--at", NOW, "--base-url", "https://fog.example/a/"]);
        assert_eq!(own.code, Some(0), "{}", own.err);
        let own = scripts(&fine.printed());
        let foreign: Vec<_> = scripts(&files).difference(&own).cloned().collect();
        assert!(foreign.is_empty(), "{theme} prints scripts that are not its own: {foreign:#?}");
    }
}

#[test]
fn what_is_broken_is_found() {
    for (path, text) in [
        ("a.xml", "<a>&</a>"),
        ("a.xml", "<a>\u{1}</a>"),
        ("a.json", "{\"a\": \"\u{1}\"}"),
        ("a.jsonl", "{}\n{"),
        ("a.html", "<script type=\"application/ld+json\">{\"a\": \"</script>\"}</script>"),
        ("a.html", "<b onclick=\"x()\">"),
        ("a.html", "<a href=\" javascript:x\">"),
        ("a.md", "a <b>"),
    ] {
        assert!(texts(path, text).is_err(), "{path}: {text}");
    }
    assert_eq!(html("<script>a</script><script src=b></script>").scripts.len(), 2);
}
