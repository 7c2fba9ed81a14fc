//! `[serve]` of `site.toml`: what the preview is told. No page is made from it.

use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::{At, Fields};
use crate::url::{runs_script, scheme};

/// What `[serve]` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Serve {
    /// The editor that links to places in files open.
    pub editor: Option<Editor>,
    /// Whether pages of the preview carry the bar.
    pub bar: Bar,
}

/// Whether the pages of the preview carry the bar that tells of their state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bar {
    /// They do.
    #[default]
    Shown,
    /// They do not.
    Hidden,
}

/// An editor, as the address that opens a place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    /// The address with `{path}`, `{line}` and `{column}` in it.
    template: Arc<str>,
}

/// The editors that have a name, with their addresses. `{path}` starts with a slash.
const NAMED: &[(&str, &str)] = &[
    ("bbedit", "x-bbedit://open?url=file://{path}&line={line}&column={column}"),
    ("cursor", "cursor://file{path}:{line}:{column}"),
    ("emacs", "emacs://open?url=file://{path}&line={line}&column={column}"),
    ("idea", "idea://open?file={path}&line={line}&column={column}"),
    ("macvim", "mvim://open?url=file://{path}&line={line}&column={column}"),
    ("nova", "nova://open?path={path}&line={line}"),
    ("phpstorm", "phpstorm://open?file={path}&line={line}&column={column}"),
    ("pycharm", "pycharm://open?file={path}&line={line}&column={column}"),
    ("sublime", "subl://open?url=file://{path}&line={line}&column={column}"),
    ("textmate", "txmt://open?url=file://{path}&line={line}&column={column}"),
    ("vscode", "vscode://file{path}:{line}:{column}"),
    ("vscode-insiders", "vscode-insiders://file{path}:{line}:{column}"),
    ("vscodium", "vscodium://file{path}:{line}:{column}"),
    ("webstorm", "webstorm://open?file={path}&line={line}&column={column}"),
    ("windsurf", "windsurf://file{path}:{line}:{column}"),
    ("zed", "zed://file{path}:{line}:{column}"),
];

/// What of a path has to be escaped anywhere in an address.
const ESCAPED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

impl Editor {
    /// The names of the editors that have one, sorted.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMED.iter().map(|(name, _)| *name)
    }

    /// The editor of a name, or of an address with `{path}` in it.
    ///
    /// # Errors
    /// A line that says why it is none.
    pub fn of(text: &str) -> Result<Editor, String> {
        if let Some((_, template)) = NAMED.iter().find(|(name, _)| *name == text) {
            return Ok(Editor { template: (*template).into() });
        }
        let plain = ["{path}", "{line}", "{column}"]
            .iter()
            .fold(text.to_owned(), |plain, hole| plain.replace(hole, ""));
        let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '{' | '}');
        match scheme(text) {
            None => Err(format!("there is no editor `{text}`")),
            Some(_) if runs_script(text) => Err("this address would run a script".to_owned()),
            Some(_) if !text.contains("{path}") => {
                Err(format!("`{text}` does not say where the file's path goes"))
            }
            Some(_) if plain.contains(odd) => Err(format!(
                "`{text}` has more in it than an address with {{path}}, {{line}} and {{column}}"
            )),
            Some(_) => Ok(Editor { template: text.into() }),
        }
    }

    /// The address that opens a file at a line and a column, both from 1. `path` is the whole path,
    /// with forward slashes.
    pub fn link(&self, path: &str, line: usize, column: usize) -> String {
        let path = format!("/{}", path.trim_start_matches('/'));
        let path = utf8_percent_encode(&path, ESCAPED).to_string();
        let link = self.template.replace("{line}", &line.to_string());
        link.replace("{column}", &column.to_string()).replace("{path}", &path)
    }
}

pub(super) fn serve(fields: &mut Fields<'_, '_>) -> Serve {
    let mut serve = Serve::default();
    let Some(mut below) = fields.table("serve") else { return serve };
    if let Some(text) = below.text("editor") {
        match Editor::of(text.text()) {
            Ok(editor) => serve.editor = Some(editor),
            Err(wrong) => report(&mut below, &text, wrong),
        }
    }
    if below.flag("bar") == Some(false) {
        serve.bar = Bar::Hidden;
    }
    fields.take_problems(below);
    serve
}

fn report(below: &mut Fields<'_, '_>, text: &At<Arc<str>>, wrong: String) {
    let place = below.place_of(&text.span);
    let problem = Diagnostic::new(Code::BadValue, wrong).at(place);
    below.report(problem.did_you_mean(text.text(), Editor::names()).hint(format!(
        "an editor is one of {}, or an address such as \"myeditor://open?file={{path}}&line={{line}}\"",
        Editor::names().collect::<Vec<_>>().join(", ")
    )));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_editor_opens_the_place() {
        let link = Editor::of("vscode").unwrap().link("/home/ida/my paper/fog.md", 3, 13);
        assert_eq!(link, "vscode://file/home/ida/my%20paper/fog.md:3:13");
        let link = Editor::of("idea").unwrap().link("C:/paper/a&b.md", 1, 1);
        assert_eq!(link, "idea://open?file=/C%3A/paper/a%26b.md&line=1&column=1");
    }

    #[test]
    fn an_address_of_ones_own_is_an_editor() {
        let editor = Editor::of("desk://open/{path}#{line}").unwrap();
        assert_eq!(editor.link("/a.md", 7, 2), "desk://open//a.md#7");
    }

    #[test]
    fn what_opens_no_file_is_refused() {
        for text in
            ["notepad", "", "desk://open", "javascript:alert('{path}')", "desk://{path} {line}"]
        {
            assert!(Editor::of(text).is_err(), "{text}");
        }
        assert!(Editor::of("desk://{path}{row}").is_err());
    }

    #[test]
    fn every_named_editor_would_do_as_an_address() {
        for (name, template) in NAMED {
            assert!(Editor::of(template).is_ok(), "{name}");
        }
        assert!(NAMED.is_sorted());
    }
}
