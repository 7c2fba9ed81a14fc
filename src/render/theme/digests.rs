//! What a page depends on in its theme: a digest for each template.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use xxhash_rust::xxh3::Xxh3;

use crate::source::Text;
use crate::theme::Words;

/// The digests of all templates.
///
/// Each covers the template itself, what it extends and includes, all components, all words and the
/// addresses of all files. Tera takes the names of extended and included templates only as literal
/// texts, so that they are found by looking for them. Components have one name in all templates and
/// stories call them too, so every page depends on all of them. An edit of one page's template thus
/// leaves the other pages alone.
pub(super) fn digests(
    templates: &BTreeMap<Arc<str>, Text>,
    words: &BTreeMap<Arc<str>, Arc<Words>>,
    addresses: &HashMap<String, String>,
) -> BTreeMap<Arc<str>, u64> {
    let mut shared = Xxh3::new();
    let mut fed = |text: &str| {
        shared.update(&(text.len() as u64).to_le_bytes());
        shared.update(text.as_bytes());
    };
    for (language, words) in words {
        fed(language);
        for (key, words) in &words.words {
            fed(key);
            fed(words);
        }
    }
    let mut addresses: Vec<(&String, &String)> = addresses.iter().collect();
    addresses.sort_unstable();
    for (path, address) in addresses {
        fed(path);
        fed(address);
    }
    let shared = shared.digest();
    let named: BTreeMap<&str, Vec<&str>> =
        templates.iter().map(|(name, text)| (&**name, named(text, templates))).collect();
    let components = templates.iter().filter(|(_, text)| text.text.contains("component"));
    let components: Vec<&str> = components.map(|(name, _)| &**name).collect();
    let digest = |name: &str| {
        let mut digest = Xxh3::with_seed(shared);
        let mut open = [&components[..], &[name]].concat();
        let mut reached: BTreeSet<&str> = open.iter().copied().collect();
        while let Some(name) = open.pop() {
            let more = named.get(name).into_iter().flatten();
            open.extend(more.filter(|other| reached.insert(other)));
        }
        for name in reached {
            digest.update(name.as_bytes());
            digest.update(&templates[name].hash.to_le_bytes());
        }
        digest.digest()
    };
    templates.keys().map(|name| (name.clone(), digest(name))).collect()
}

/// The templates that a template names between quotation marks.
fn named<'t>(text: &Text, templates: &'t BTreeMap<Arc<str>, Text>) -> Vec<&'t str> {
    let is_quote = |c: Option<char>| matches!(c, Some('"' | '\'' | '`'));
    let names = |name: &str| {
        text.text.match_indices(name).any(|(at, _)| {
            let before = text.text[..at].chars().next_back();
            is_quote(before) && is_quote(text.text[at + name.len()..].chars().next())
        })
    };
    templates.keys().map(|name| &**name).filter(|name| names(name)).collect()
}
