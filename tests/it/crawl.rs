//! A crawl through everything that is printed: no link, picture or anchor is dead, no id is given
//! twice, and every page has one headline, a title and a language. At the root of a host and below
//! a path.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use crate::press::{Paper, printed};

/// A moment after all stories of the demo but one.
const NOW: &str = "2026-06-01T00:00:00Z";

/// A start tag: its name and its attributes.
type Tag = (String, BTreeMap<String, String>);

/// The start tags of a page: names and attributes, with the contents of scripts and styles skipped.
fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        rest = &rest[open..];
        if rest.starts_with("<!--") {
            rest = rest.find("-->").map_or("", |end| &rest[end + 3..]);
            continue;
        }
        let (tag, after) = tag(rest);
        rest = after;
        if let Some((name, attributes)) = tag {
            if name == "script" || name == "style" {
                let end = format!("</{name}");
                rest = rest.find(&end).map_or("", |at| &rest[at..]);
            }
            tags.push((name, attributes));
        }
    }
    tags
}

/// One tag at the start of a text, unless it is an end tag or none at all; and the text after it.
fn tag(text: &str) -> (Option<Tag>, &str) {
    let end_of_name =
        text[1..].find(|c: char| !c.is_ascii_alphanumeric()).map_or(text.len(), |at| at + 1);
    let name = text[1..end_of_name].to_lowercase();
    let mut rest = &text[end_of_name..];
    let mut attributes = BTreeMap::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() || name.is_empty() {
            return (None, rest.strip_prefix('<').unwrap_or(rest));
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (Some((name, attributes)), after);
        }
        let end = rest.find(|c: char| c.is_whitespace() || "=>/".contains(c)).unwrap_or(rest.len());
        let key = rest[..end.max(1)].to_lowercase();
        rest = &rest[end.max(1)..];
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let quote = after.chars().next().filter(|c| "\"'".contains(*c));
            let start = quote.map_or(0, |_| 1);
            let length = match quote {
                Some(quote) => after[1..].find(quote),
                None => after.find(|c: char| c.is_whitespace() || c == '>'),
            };
            let length = length.unwrap_or(after.len() - start);
            value = &after[start..start + length];
            rest = &after[(start + length + start).min(after.len())..];
        }
        assert!(
            attributes.insert(key.clone(), plain(value)).is_none(),
            "`{key}` is given twice in {text:.200}"
        );
    }
}

/// A value without character references.
fn plain(value: &str) -> String {
    let plain = value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">");
    plain.replace("&#39;", "'").replace("&#x27;", "'").replace("&#x2F;", "/").replace("&amp;", "&")
}

/// A path with its percent signs resolved.
fn unescaped(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = (*first == b'%').then(|| after.get(..2)).flatten();
        let code =
            code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).expect("an address is UTF-8")
}

/// The address that a link on a page means, without its host; none if it leads to another host.
fn address(link: &str, page: &str, base: &str) -> Option<String> {
    let host =
        base.find("//").map(|at| at + 2).and_then(|at| base[at..].find('/').map(|end| at + end));
    let (host, _) = base.split_at(host.expect("a base URL with a path"));
    if let Some(path) = link.strip_prefix(host) {
        return Some(if path.is_empty() { "/".into() } else { path.into() });
    }
    let is_elsewhere = link.starts_with("//")
        || link.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
    if is_elsewhere {
        return None;
    }
    if link.starts_with('/') {
        return Some(link.to_owned());
    }
    if link.is_empty() || link.starts_with(['#', '?']) {
        return Some(format!("{page}{link}"));
    }
    let mut segments: Vec<&str> = page.split('/').collect();
    segments.pop();
    for segment in link.split('/') {
        match segment {
            "." => {}
            ".." => drop(segments.pop()),
            other => segments.push(other),
        }
    }
    Some(segments.join("/"))
}

/// Everything that is wrong with the site that was printed to a folder.
fn faults(folder: &Path, base: &str) -> Vec<String> {
    let prefix = base.splitn(4, '/').nth(3).map_or(String::new(), |path| format!("/{path}"));
    let prefix =
        if prefix == "/" { String::new() } else { prefix.trim_end_matches('/').to_owned() };
    let files = printed(folder);
    let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut links = Vec::new();
    let mut faults = Vec::new();
    for (file, (bytes, _)) in files.iter().filter(|(file, _)| file.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).expect("a page is UTF-8");
        let url = format!("{prefix}/{}", file.strip_suffix("index.html").unwrap_or(file));
        let tags = tags(html);
        let count = |name: &str| tags.iter().filter(|(tag, _)| tag == name).count();
        let is_redirect =
            tags.iter().any(|(_, it)| it.get("http-equiv").is_some_and(|kind| kind == "refresh"));
        for (name, wanted) in [("html", 1), ("title", 1), ("main", 1), ("h1", 1)] {
            if count(name) != wanted && !(is_redirect && name == "main") {
                faults.push(format!("{file}: {} of <{name}>", count(name)));
            }
        }
        let title = html.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next());
        if title.is_none_or(|title| title.trim().is_empty()) {
            faults.push(format!("{file}: no title"));
        }
        let language =
            tags.iter().find(|(tag, _)| tag == "html").and_then(|(_, it)| it.get("lang"));
        if language.is_none_or(|language| language.is_empty()) {
            faults.push(format!("{file}: no language"));
        }
        let mut own = BTreeSet::new();
        for (tag, attributes) in &tags {
            if let Some(id) = attributes.get("id")
                && (id.is_empty() || id.contains(char::is_whitespace) || !own.insert(id.clone()))
            {
                faults
                    .push(format!("{file}: the id `{id}` is empty, has spaces, or is given twice"));
            }
            for key in ["href", "src", "poster", "action", "cite"] {
                links.extend(
                    attributes.get(key).map(|link| (file.clone(), url.clone(), link.clone())),
                );
            }
            for candidate in attributes.get("srcset").iter().flat_map(|set| set.split(',')) {
                let link = candidate.split_whitespace().next().unwrap_or_default();
                links.push((file.clone(), url.clone(), link.to_owned()));
            }
            for key in ["aria-labelledby", "aria-describedby", "aria-controls", "for"] {
                for id in attributes.get(key).iter().flat_map(|ids| ids.split_whitespace()) {
                    links.push((file.clone(), url.clone(), format!("#{id}")));
                }
            }
            if tag == "img" && !attributes.contains_key("alt") {
                faults.push(format!("{file}: a picture without alt"));
            }
        }
        ids.insert(file.clone(), own);
    }
    for (file, url, link) in links {
        let Some(address) = address(&link, &url, base) else { continue };
        let (path, anchor) = address.split_once('#').unwrap_or((&address, ""));
        let path = unescaped(path.split('?').next().unwrap_or_default());
        let Some(below) = path.strip_prefix(&format!("{prefix}/")) else {
            faults.push(format!("{file}: {link} leads out of {base}"));
            continue;
        };
        let target = if below.is_empty() || below.ends_with('/') {
            format!("{below}index.html")
        } else {
            below.to_owned()
        };
        if !files.contains_key(&target) {
            faults.push(format!("{file}: {link} is dead"));
        } else if !anchor.is_empty()
            && ids.get(&target).is_none_or(|ids| !ids.contains(&unescaped(anchor)))
        {
            faults.push(format!("{file}: {link} has no such anchor"));
        }
    }
    // Styles name files too.
    for (file, (bytes, _)) in files.iter().filter(|(file, _)| file.ends_with(".css")) {
        let css = String::from_utf8_lossy(bytes);
        for url in css.split("url(").skip(1).filter_map(|rest| rest.split(')').next()) {
            let url = url.trim_matches(['"', '\'', ' ']);
            let Some(address) = address(url, &format!("{prefix}/{file}"), base) else { continue };
            let below = address.strip_prefix(&format!("{prefix}/")).unwrap_or_default();
            if !files.contains_key(below) {
                faults.push(format!("{file}: {url} is dead"));
            }
        }
    }
    assert!(files.len() > 20, "only {} files were printed to {}", files.len(), folder.display());
    faults
}

/// Prints the newspaper in `root` for a base URL, and crawls through it.
#[track_caller]
fn is_whole(root: &Path, base: &str, more: &[&str]) {
    let paper = Paper::of::<&str>(&[]);
    let (root, output) = (root.to_string_lossy(), paper.path("out"));
    let output_text = output.to_string_lossy();
    let arguments =
        ["build", "--root", &root, "--output", &output_text, "--base-url", base, "--at", NOW];
    let run = paper.run(&[&arguments, more].concat());
    assert_eq!(run.code, Some(0), "{}", run.err);
    let faults = faults(&output, base);
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_demo_is_whole_at_the_root_of_a_host() {
    is_whole(repository(), "https://ledger.example/", &[]);
}

#[test]
fn the_demo_is_whole_below_a_path() {
    is_whole(repository(), "https://town.example/papers/the-ledger/", &[]);
    is_whole(repository(), "https://town.example/ledger", &[]);
}

#[test]
fn the_demo_is_whole_with_drafts_and_stories_to_come() {
    is_whole(repository(), "https://town.example/ledger/", &["--drafts", "--future"]);
}

#[test]
fn the_starter_is_whole() {
    let paper = Paper::starter();
    is_whole(paper.root(), "https://town.example/a/b/", &[]);
}

/// The files of the demo, with another theme and without any of its templates.
fn demo_with_theme(theme: &str) -> Paper {
    let paper = Paper::of::<&str>(&[]);
    for folder in ["content", "data", "static"] {
        let files = WalkDir::new(repository().join(folder)).into_iter().filter_map(Result::ok);
        for file in files.filter(|entry| entry.file_type().is_file()) {
            let path = file.path().strip_prefix(repository()).expect("a file of the demo");
            paper.put(&path.to_string_lossy(), fs::read(file.path()).expect("a readable file"));
        }
    }
    let settings = fs::read_to_string(repository().join("site.toml")).expect("settings");
    let chosen = settings.replace("theme = \"broadsheet\"", &format!("theme = \"{theme}\""));
    assert_ne!(chosen, settings);
    paper.put("site.toml", chosen);
    paper
}

#[test]
fn the_demo_is_whole_with_the_theme_wire() {
    let paper = demo_with_theme("wire");
    is_whole(paper.root(), "https://ledger.example/", &["--drafts", "--future"]);
    is_whole(paper.root(), "https://town.example/papers/the-ledger/", &[]);
}

#[test]
fn the_demo_is_whole_with_pages_that_the_theme_wire_leaves_out() {
    let paper = demo_with_theme("wire");
    let page = |main: &str| {
        format!(
            "{{% extends \"base.html\" %}}{{% block main %}}<h1>x</h1>{main}{{% endblock main %}}"
        )
    };
    let years =
        "{% for year in year.years %}<a href=\"{{ year.url }}\">{{ year.name }}</a>{% endfor %}";
    paper.put("templates/year.html", page(years));
    paper.put("templates/month.html", page("{{ <pager pager={list.pager} /> }}"));
    paper.put("templates/quote_index.html", page(""));
    let quote = "{% set quote = quote.card %}{% include \"quote_entry.html\" %}";
    paper.put("templates/quote.html", page(quote));
    is_whole(paper.root(), "https://ledger.example/a/", &[]);
}

#[test]
fn a_newspaper_of_odd_names_is_whole() {
    let paper = Paper::small();
    let odd = |title: &str, who: &str| {
        format!(
            "+++\ntitle = {title:?}\ndate = 2026-01-06\ntopics = [{title:?}]\nauthors = [{who:?}]\nplace = {title:?}\n+++\n\n\
             {who} came.\n\n## Ein Wort: & <b>\n\nSee [[{who}|them]].\n\n## The players\n\n{who}\n: Comes & goes.\n\n\
             > Odd words & \"more\".\n>\n> — {who}, {title} (https://radio.example/?a=1&b=2#c)\n"
        )
    };
    paper.put("content/stories/one.md", odd("Ünï & 日本 50%", "Zoë O'Brien-Łódź"));
    paper.put("content/stories/two words.md", odd("C# or C++?", "Dr. 李 小龍"));
    paper.put("content/stories/it's 100%.md", odd("100% <i>", "A. & B. Söhne GmbH"));
    paper.put("static/a b/c#d%.txt", "x");
    fs::write(paper.path("content/pages/links.md"), "+++\ntitle = \"Links\"\n+++\n\n## Über uns\n\n## Über uns\n\n[up](#uber-uns) [file](</a b/c%23d%25.txt>) [about](/about/#who-we-are) [story](../stories/one.md)\n").unwrap();
    is_whole(paper.root(), "https://fog.example/x/", &[]);
    let settings = fs::read_to_string(paper.path("site.toml")).unwrap();
    paper.put("site.toml", format!("theme = \"wire\"\n{settings}"));
    is_whole(paper.root(), "https://fog.example/x/", &[]);
}

#[test]
fn the_crawl_finds_what_is_broken() {
    let paper = Paper::small();
    paper.run(&["build", "--at", NOW, "--base-url", "https://fog.example/x/"]);
    let page = "<html><head><title></title></head><body><h1 id=a>x</h1><h1 id=a>y</h1><a href=/about/>out</a>\
                <a href='/x/none/'>dead</a><a href=\"#b\">anchor</a><img src=/x/images/fog.svg></body></html>";
    paper.put("public/about/index.html", page);
    let found = faults(&paper.path("public"), "https://fog.example/x/");
    for fault in [
        "2 of <h1>",
        "0 of <main>",
        "no title",
        "no language",
        "the id `a` is",
        "/about/ leads out",
        "/x/none/ is dead",
        "#b has no such anchor",
        "a picture without alt",
    ] {
        assert!(found.iter().any(|one| one.contains(fault)), "{fault}: {found:#?}");
    }
}
