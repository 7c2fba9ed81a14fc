//! A theme's scripts that import one another. They do it by the names that they have in the theme,
//! `import { folded } from "./words.js"`; what is printed says the names with a hash.
//!
//! The name of a script depends on everything that it imports, directly or through others: a browser
//! that keeps a script for ever keeps the ones that belong to it. Scripts may import each other in a
//! circle.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::render::styles::fingerprinted;
use crate::source::{Asset, AssetBytes};

/// A static file of a theme as it is printed.
pub struct Printed<'t> {
    /// Its path below the theme's `static/`.
    pub name: &'t str,
    /// Its path below `assets/`, with a hash.
    pub path: String,
    /// Its bytes.
    pub bytes: AssetBytes,
}

/// An import: the file that is meant, and where its name stands in the text, without the folder.
struct Import<'t> {
    of: &'t str,
    at: Range<usize>,
}

/// All static files, by their names, as they are printed.
pub fn printed<'t>(assets: &BTreeMap<&'t str, &'t Asset>) -> Vec<Printed<'t>> {
    let scripts: BTreeMap<&str, (&str, Vec<Import<'t>>)> = assets
        .iter()
        .filter_map(|(name, asset)| {
            let text = script(name, asset)?;
            Some((*name, (text, imports(name, text, assets))))
        })
        .collect();
    let paths: HashMap<&str, String> = assets
        .iter()
        .map(|(name, asset)| (*name, fingerprinted(name, digest(name, asset, &scripts))))
        .collect();
    let bytes = |name: &str, asset: &Asset| match scripts.get(name) {
        Some((text, imports)) if !imports.is_empty() => {
            AssetBytes::Memory(Arc::from(renamed(text, imports, &paths).into_bytes()))
        }
        _ => asset.bytes.clone(),
    };
    assets
        .iter()
        .map(|(name, asset)| Printed { name, path: paths[name].clone(), bytes: bytes(name, asset) })
        .collect()
}

/// The text of a file, if it is a script.
fn script<'t>(name: &str, asset: &'t Asset) -> Option<&'t str> {
    let AssetBytes::Memory(bytes) = &asset.bytes else { return None };
    let is_script = name.ends_with(".js") || name.ends_with(".mjs");
    str::from_utf8(bytes).ok().filter(|_| is_script)
}

/// What tells a file from what it was before: its own bytes, and those of all that it imports.
fn digest(name: &str, asset: &Asset, scripts: &BTreeMap<&str, (&str, Vec<Import<'_>>)>) -> u64 {
    let mut reached = BTreeSet::from([name]);
    let mut open = vec![name];
    while let Some(name) = open.pop() {
        let imports = scripts.get(name).map_or(&[][..], |(_, imports)| imports);
        open.extend(imports.iter().map(|import| import.of).filter(|of| reached.insert(of)));
    }
    match &asset.bytes {
        // The disk edge reads the files of themes; one that is only listed has its length.
        AssetBytes::File { length, .. } => *length,
        AssetBytes::Memory(bytes) if reached.len() == 1 => xxh3_64(bytes),
        AssetBytes::Memory(_) => {
            let mut digest = Xxh3::new();
            for name in reached {
                let text = scripts.get(name).map_or("", |(text, _)| text);
                digest.update(&xxh3_64(text.as_bytes()).to_le_bytes());
            }
            digest.digest()
        }
    }
}

/// The imports of other scripts of the theme that stand in a script. What leads elsewhere, or to no
/// file, stays as it is.
fn imports<'t>(name: &str, text: &str, assets: &BTreeMap<&'t str, &'t Asset>) -> Vec<Import<'t>> {
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let quotes = memchr::memchr2_iter(b'"', b'\'', text.as_bytes());
    let import = |open: usize| {
        let quote = &text[open..=open];
        let before = text[..open].trim_end();
        let is_import = ["from", "import", "import("].iter().any(|word| {
            let rest = before.strip_suffix(word);
            rest.is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric() || c == '_'))
        });
        let path = is_import.then(|| text[open + 1..].split_once(quote))??.0;
        let of = *assets.get_key_value(&*resolved(folder, path)?)?.0;
        script(of, assets[of])?;
        let end = open + 1 + path.len();
        Some(Import { of, at: end - path.rsplit('/').next()?.len()..end })
    };
    quotes.filter_map(import).collect()
}

/// The path below `static/` that a relative one means in a folder.
fn resolved(folder: &str, path: &str) -> Option<String> {
    if !path.starts_with("./") && !path.starts_with("../") {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A script with the printed names of what it imports.
fn renamed(text: &str, imports: &[Import<'_>], paths: &HashMap<&str, String>) -> String {
    let mut printed = String::with_capacity(text.len() + 16 * imports.len());
    let mut done = 0;
    for Import { of, at } in imports {
        printed.push_str(&text[done..at.start]);
        let path = &paths[of];
        printed.push_str(path.rsplit('/').next().unwrap_or(path));
        done = at.end;
    }
    printed.push_str(&text[done..]);
    printed
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is printed of some scripts: paths and texts.
    fn scripts(files: &[(&str, &str)]) -> BTreeMap<String, (String, String)> {
        let assets: Vec<Asset> = files
            .iter()
            .map(|(name, text)| Asset::in_memory((*name).into(), Arc::from(text.as_bytes())))
            .collect();
        let named = assets.iter().zip(files).map(|(asset, (name, _))| (*name, asset)).collect();
        let text = |bytes: &AssetBytes| match bytes {
            AssetBytes::Memory(bytes) => String::from_utf8(bytes.to_vec()).expect("UTF-8"),
            AssetBytes::File { .. } => unreachable!("all are in memory"),
        };
        printed(&named)
            .into_iter()
            .map(|file| (file.name.to_owned(), (file.path, text(&file.bytes))))
            .collect()
    }

    #[test]
    fn every_way_to_import_a_script_is_written_with_the_name_that_it_is_printed_under() {
        let files = scripts(&[
            ("a.js", "import { b } from \"./b.js\";\nimport './deep/c.js';\nimport(\"./b.js\");"),
            ("b.js", "export const b = 1;"),
            ("deep/c.js", "export * from '../b.js';"),
        ]);
        let name = |of: &str| files[of].0.rsplit('/').next().expect("a name").to_owned();
        let (b, c) = (name("b.js"), name("deep/c.js"));
        assert!(b.starts_with("b-") && c.starts_with("c-"), "{b} {c}");
        let a = format!("import {{ b }} from \"./{b}\";\nimport './deep/{c}';\nimport(\"./{b}\");");
        assert_eq!(files["a.js"].1, a);
        assert_eq!(files["deep/c.js"].1, format!("export * from '../{b}';"));
        assert!(files["deep/c.js"].0.starts_with("deep/c-"));
    }

    #[test]
    fn what_imports_none_of_the_themes_scripts_stays_as_it_is() {
        let text = "import 'https://x.example/b.js'; import 'b.js'; import './none.js'; import '../../b.js';\n\
                    const from = ['./b.js']; reform './b.js'; import './p.svg'; \"é' import './b";
        let files = scripts(&[
            ("a.js", text),
            ("b.js", "1"),
            ("p.svg", "<svg/>"),
            ("a.txt", "from './b.js'"),
        ]);
        assert_eq!(files["a.js"].1, text);
        assert_eq!(files["a.txt"].1, "from './b.js'");
        assert_eq!(files["b.js"].0, scripts(&[("b.js", "1")])["b.js"].0);
    }

    #[test]
    fn a_script_has_another_name_when_what_it_imports_changes_even_in_a_circle() {
        let name = |c: &str| {
            let files = scripts(&[
                ("a.js", "import './b.js'"),
                ("b.js", "import './a.js'; import './c.js'"),
                ("c.js", c),
            ]);
            (files["a.js"].0.clone(), files["b.js"].0.clone())
        };
        let (one, other) = (name("1"), name("2"));
        assert!(one.0 != other.0 && one.1 != other.1);
        assert_eq!(one, name("1"));
    }
}
