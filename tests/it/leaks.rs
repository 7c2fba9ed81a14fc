//! What is not public yet, or no more, stands in no byte that is printed: no word of a story that is
//! hidden, and nothing that only such stories say.
//!
//! Every field of the hidden stories holds a word of its own that is nowhere else. All outputs are
//! switched on. That the words would be found is proved with the same stories made public.

use std::collections::BTreeSet;
use std::path::Path;

use newsprint::options::Options;
use newsprint::render::share_cards;
use walkdir::WalkDir;

use crate::press::{NOW, Paper};

/// What every marking word begins with; no word of any language or theme does.
const MARK: &str = "zqx";

/// The reasons for which a story is hidden: a word for each, and its lines of front matter.
const REASONS: &[(&str, &str)] = &[
    ("draft", "date = 2029-12-31T10:00:00Z\nupdated = 2029-12-31T11:00:00Z\ndraft = true"),
    ("future", "date = 2030-01-01T00:00:01Z\nupdated = 2030-01-01T00:00:02Z"),
    ("embargo", "date = 2029-12-31T10:00:00Z\nembargo = 2030-01-02T00:00:00Z"),
    ("expired", "date = 2029-12-31T10:00:00Z\nexpires = 2029-12-31T20:00:00Z"),
];

/// Whether the stories can be seen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Hidden,
    Public,
}

/// An output that is off by default belongs here.
const SETTINGS: &str = r#"title = "The Fog Post"
base_url = "https://fog.example/"
timezone = "UTC"

[[taxonomies]]
id = "series"

[languages.de]
title = "Die Nebelpost"

[outputs]
markdown = true
ninjs = true
share_cards = "all"

[outputs.feeds]
lists = "full"
"#;

/// A story in which every field holds a word of its own: `WHY` stands for what they begin with.
const STORY: &str = r#"+++
title = "WHYtitle"
dek = "WHYdek"
LINES
authors = ["WHYauthor", { name = "WHYhelper", role = "WHYrole" }]
place = "WHYplace"
topics = ["WHYtopic"]
series = ["WHYseries"]
slug = "WHYslug"
aliases = ["/WHYalias/"]
image = { src = "/images/fog.svg", alt = "WHYalt", caption = "WHYcaption", credit = "WHYcredit", license = "WHYlicense" }

[[corrections]]
date = 2029-12-31T11:00:00Z
text = "WHYcorrection"
kind = "WHYkind"

[extra]
desk = "WHYextra"
+++

WHYlead names [[WHYplayer Berg|WHYname]] and Ida Sund.[^n]
See [WHYlink](https://WHYhost.example/WHYpath "WHYlinktitle") and `WHYcode`.

![WHYfigurealt](/images/fog.svg "WHYfigure")

## WHYheading

- 2029-12-01: WHYevent came.
- 2029-12-02: WHYlater came.

## The players

WHYplayer Berg
: WHYdescription.

Ida Sund
: WHYwords about a player whom all know.

## What they're saying

> WHYquote of somebody.
>
> — WHYspeaker Sund, WHYoffice, WHYoffices Union ([WHYsource](https://WHYsourcehost.example/1)) {#WHYquoteid}

> WHYother of somebody known.
>
> — Ida Sund, WHYcaptain

## The takeaway

```{table caption="WHYtable"}
WHYcolumn,b
WHYcell,2
```

[^n]: WHYnote.
"#;

/// The word that all words of a story begin with.
fn mark(why: &str) -> String {
    format!("{MARK}{why}")
}

/// A newspaper with a public story, and one that is hidden for each reason.
fn newspaper(theme: &str, seen: Seen) -> Paper {
    let paper = Paper::small();
    paper.put("site.toml", format!("theme = \"{theme}\"\n{SETTINGS}"));
    // What a theme may print of free data is printed.
    let extends = format!(
        "{{% extends \"{theme}/story.html\" %}}\n{{% block head %}}<meta name=\"desk\" content=\"{{{{ story.extra.desk or '' }}}}\">{{% endblock head %}}"
    );
    paper.put("templates/story.html", extends);
    for (why, lines) in REASONS {
        let lines = match seen {
            Seen::Hidden => lines,
            Seen::Public => "date = 2029-12-31T10:00:00Z",
        };
        let text = STORY.replace("LINES", lines).replace("WHY", &mark(why));
        paper.put(&format!("content/stories/{}file.md", mark(why)), text);
        let quote = format!(
            "+++\nspeaker = \"Ida Sund\"\nstories = [\"{0}file\"]\ntopics = [\"{0}ofquote\"]\nsource = \"https://{0}filed.example/\"\n+++\n{0}words.\n",
            mark(why),
        );
        paper.put(&format!("content/quotes/{}quotefile.md", mark(why)), quote);
    }
    let draft = if seen == Seen::Hidden { "draft = true" } else { "" };
    let translation = format!(
        "+++\ntitle = \"{0}title\"\ndate = 2029-12-31\n{draft}\n+++\n{0}lead.\n",
        mark("translated")
    );
    paper.put("content/stories/fog.de.md", translation);
    let page = format!(
        "+++\ntitle = \"{0}title\"\ndek = \"{0}dek\"\n{draft}\n+++\n{0}lead.\n",
        mark("page")
    );
    paper.put(&format!("content/pages/{}file.md", mark("page")), page);
    let quote = format!(
        "+++\nspeaker = \"Ida Sund\"\ntitle = \"{0}office\"\n{draft}\nsource = {{ name = \"{0}source\", url = \"https://{0}host.example/\" }}\n+++\n{0}words.\n",
        mark("quote")
    );
    paper.put(&format!("content/quotes/{}file.md", mark("quote")), quote);
    paper
}

/// All marking words in some bytes; letters that are large or small are the same.
fn marks(bytes: &[u8]) -> BTreeSet<String> {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    let starts = text.match_indices(MARK);
    let words = starts.map(|(at, _)| {
        text[at..].chars().take_while(char::is_ascii_alphabetic).collect::<String>()
    });
    words.collect()
}

/// All marking words below a folder, in bytes and in names, each with a place where it stands.
fn printed_marks(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let entries = WalkDir::new(folder).into_iter().map(|entry| entry.expect("a printed file"));
    for entry in entries {
        let path = entry.path().strip_prefix(folder).expect("a path below the folder");
        let path = path.to_string_lossy().into_owned();
        let mut words = marks(path.as_bytes());
        // A font is the same for every newspaper, and the words of a share card are looked at in its
        // drawing; packed as they are, any few letters stand in them.
        if entry.file_type().is_file()
            && ![".woff2", ".png"].iter().any(|ending| path.ends_with(ending))
        {
            let bytes = std::fs::read(entry.path()).expect("a printed file");
            words.extend(marks(&bytes));
            // A word of the index leaves out what it shares with the one before it.
            if path.ends_with(".bin") {
                words.extend(marks(searched(&bytes).as_bytes()));
            }
        }
        found.extend(words.into_iter().map(|word| (word, path.clone())));
    }
    found
}

/// The words of a file of the index, as `docs/search.md` tells how to read them.
fn searched(bytes: &[u8]) -> String {
    let (mut at, mut word, mut all) = (0, Vec::new(), String::new());
    let number = |at: &mut usize| {
        let end = (*at..).find(|at| bytes[*at] < 128).expect("the end of a number");
        let digits = bytes[*at..=end].iter().rev();
        *at = end + 1;
        digits.fold(0, |number, digit| number << 7 | usize::from(digit & 127))
    };
    while at < bytes.len() {
        word.truncate(number(&mut at));
        let length = number(&mut at);
        word.extend_from_slice(&bytes[at..at + length]);
        at += length;
        at += number(&mut at);
        all.push_str(std::str::from_utf8(&word).expect("UTF-8"));
        all.push('\n');
    }
    all
}

/// The drawings of all share cards: in a picture no words can be found.
fn drawn(paper: &Paper) -> String {
    let (tree, _) = newsprint::disk::read(paper.root());
    let options = Options::at(NOW.parse().expect("a moment"));
    let (edition, _) = newsprint::edition(&tree, &options);
    let edition = edition.expect("an edition");
    let drawings = edition.pages.iter().filter_map(|page| share_cards::drawing(&edition, page));
    drawings.map(|drawing| drawing.expect("a drawing").svg).collect()
}

/// What the commands say that list what is public.
fn listed(paper: &Paper) -> String {
    let lists = ["stories", "players", "quotes", "topics", "pages"];
    let lists = lists.map(|what| ["list", what, "--format", "json", "--at", NOW].to_vec());
    let mut said = String::new();
    for arguments in lists.iter().chain([&["next-change", "--at", NOW].to_vec()]) {
        let run = paper.run(arguments);
        assert_eq!(run.code, Some(0), "{arguments:?}: {}", run.err);
        said.push_str(&run.out);
    }
    said
}

/// All marking words of the files that the newspaper is made of.
fn written_marks(paper: &Paper) -> BTreeSet<String> {
    printed_marks(&paper.path("content")).into_iter().map(|(word, _)| word).collect()
}

#[test]
fn no_byte_tells_of_what_is_hidden() {
    for theme in ["broadsheet", "wire"] {
        let paper = newspaper(theme, Seen::Hidden);
        paper.fine_build();
        let told = printed_marks(&paper.path("public"));
        assert!(told.is_empty(), "{theme} prints {told:#?}");
        let told = marks(drawn(&paper).as_bytes());
        assert!(told.is_empty(), "{theme} draws {told:#?}");
        let told = marks(listed(&paper).as_bytes());
        assert!(told.is_empty(), "a command tells {told:#?}");
    }
}

#[test]
fn nothing_of_what_is_hidden_stays_from_the_day_on_which_it_was_public() {
    let paper = newspaper("broadsheet", Seen::Public);
    paper.fine_build();
    let hidden = newspaper("broadsheet", Seen::Hidden);
    for entry in
        WalkDir::new(hidden.path("content")).into_iter().map(|entry| entry.expect("a file"))
    {
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(hidden.root()).expect("a path below the folder");
            paper.put(&path.to_string_lossy(), std::fs::read(entry.path()).expect("a file"));
        }
    }
    paper.fine_build();
    let told = printed_marks(&paper.path("public"));
    assert!(told.is_empty(), "{told:#?}");
}

#[test]
fn nothing_of_what_is_hidden_can_be_searched() {
    let index = |seen| {
        let paper = newspaper("broadsheet", seen);
        paper.fine_build();
        let index = printed_marks(&paper.path("public/search/words"));
        index.into_iter().map(|(word, _)| word).collect::<BTreeSet<String>>()
    };
    assert_eq!(index(Seen::Hidden), BTreeSet::new());
    // That they would be found is seen where they are public.
    let public = index(Seen::Public);
    for (why, _) in REASONS {
        for field in [
            "title",
            "dek",
            "lead",
            "author",
            "place",
            "topic",
            "series",
            "heading",
            "event",
            "description",
            "quote",
            "speaker",
            "office",
            "note",
            "words",
        ] {
            let word = mark(why) + field;
            assert!(public.contains(&word), "{word} cannot be searched: {public:?}");
        }
    }
}

#[test]
fn the_same_words_are_printed_once_they_are_public() {
    let mut told = BTreeSet::new();
    let mut written = BTreeSet::new();
    for theme in ["broadsheet", "wire"] {
        let paper = newspaper(theme, Seen::Public);
        paper.fine_build();
        told.extend(printed_marks(&paper.path("public")).into_iter().map(|(word, _)| word));
        told.extend(marks(listed(&paper).as_bytes()));
        written.extend(written_marks(&paper));
    }
    let never: Vec<&String> = written.difference(&told).collect();
    assert!(never.is_empty(), "these words are printed nowhere: {never:#?}");
    assert!(written.len() > 150, "only {} words mark something", written.len());
}
