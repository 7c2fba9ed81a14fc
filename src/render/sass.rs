//! Compiles Sass, where newsprint is built with it, from the source tree alone.

use std::collections::HashMap;
use std::io;
use std::path::Path;

use crate::source::Text;

/// The styles of a theme as a file system, so that Sass reads nothing from disk.
#[derive(Debug)]
pub struct Files {
    texts: HashMap<String, String>,
}

impl Files {
    /// The styles by their paths below `styles/`.
    pub fn of(texts: &HashMap<String, &Text>) -> Files {
        let texts = texts.iter().map(|(name, text)| (name.clone(), text.text.to_string()));
        Files { texts: texts.collect() }
    }

    fn text(&self, path: &Path) -> Option<&String> {
        self.texts.get(path.to_str()?.trim_start_matches("./"))
    }
}

impl grass::Fs for Files {
    fn is_dir(&self, path: &Path) -> bool {
        let folder = format!("{}/", path.display());
        self.texts.keys().any(|name| name.starts_with(&folder))
    }

    fn is_file(&self, path: &Path) -> bool {
        self.text(path).is_some()
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let text = self.text(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(text.clone().into_bytes())
    }
}

/// The CSS of a style sheet.
///
/// # Errors
/// What Sass says, with its line.
pub fn compiled(text: &Text, files: &Files) -> Result<String, String> {
    let syntax = match text.path.ends_with(".sass") {
        true => grass::InputSyntax::Sass,
        false => grass::InputSyntax::Scss,
    };
    let options = grass::Options::default().fs(files).input_syntax(syntax);
    grass::from_string(text.text.to_string(), &options)
        .map_err(|error| error.to_string().lines().collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_use_others_of_the_theme_and_nothing_else() {
        let parts = Text::new("themes/x/styles/_colors.scss", "$ink: #222;\n");
        let main = Text::new(
            "themes/x/styles/main.scss",
            "@use \"colors\";\nbody { p { color: colors.$ink; } }\n",
        );
        let texts = HashMap::from([("_colors.scss".into(), &parts), ("main.scss".into(), &main)]);
        let css = compiled(&main, &Files::of(&texts)).expect("good Sass");
        assert!(css.contains("body p") && css.contains("#222"), "{css}");
        let broken = Text::new("themes/x/styles/main.scss", "@use \"/etc/passwd\";\n");
        assert!(compiled(&broken, &Files::of(&texts)).is_err());
    }
}
