//! What every page of a language is given as `site`.

use std::sync::Arc;

use crate::config::{MenuEntry, Menus, Search};
use crate::date::Locale;
use crate::site::{Paths, Site};
use crate::theme::Theme;
use crate::url::{Url, printed};
use crate::view::{Free, LanguageView, LinkView, SiteView, View, table};

/// Builds the view of the site in a language.
pub fn site_view(site: &Site, theme: &Theme, data: &Free, code: &Arc<str>) -> SiteView {
    let config = &site.config;
    let paths = Paths::of(config);
    let base = config.base_path();
    let spoken = config.languages.get(code);
    let own = |word: fn(&crate::config::Language) -> &Option<Arc<str>>,
               usual: &Option<Arc<str>>| {
        spoken.and_then(|language| word(language).clone()).or_else(|| usual.clone())
    };
    let mut menus: Menus = config.menus.clone();
    menus.extend(spoken.map(|language| language.menus.clone()).unwrap_or_default());
    let links = |entries: &[MenuEntry]| -> Vec<LinkView> {
        let link = |entry: &MenuEntry| LinkView {
            name: entry.name.clone(),
            url: printed(&entry.url.value, base).into(),
        };
        entries.iter().map(link).collect()
    };
    let menu = |name: &str| menus.get(name).map(|entries| links(entries)).unwrap_or_default();
    let languages = match config.languages.is_empty() {
        true => Vec::new(),
        false => config
            .language_codes()
            .into_iter()
            .map(|code| LanguageView {
                name: Locale::new(&code).language_name().into(),
                url: paths.page(&code, "").under(base),
                code,
            })
            .collect(),
    };
    let title = own(|language| &language.title, &Some(config.title.clone()));
    SiteView {
        title: title.unwrap_or_default(),
        tagline: own(|language| &language.tagline, &config.tagline),
        description: own(|language| &language.description, &config.description),
        url: paths.page(code, "").under(base),
        base_url: config.base_url.clone(),
        language: code.clone(),
        languages,
        copyright: own(|language| &language.copyright, &config.copyright),
        main_menu: menu("main"),
        footer_menu: menu("footer"),
        menus: Free(table(
            menus.iter().map(|(name, entries)| (name.clone(), links(entries).value(&theme.reads))),
        )),
        taxonomies: taxonomies(site, theme, code),
        search: theme.kinds.search.then(|| paths.page(code, "search").under(base)),
        pagefind: (config.outputs.search == Search::Pagefind)
            .then(|| Url::file("pagefind/").under(base)),
        options: theme.options.clone(),
        extra: config.extra.clone(),
        data: data.clone(),
    }
}

fn taxonomies(site: &Site, theme: &Theme, code: &Arc<str>) -> Vec<LinkView> {
    let config = &site.config;
    let paths = Paths::of(config);
    let taxonomies = config.taxonomies.iter().map(|taxonomy| LinkView {
        name: taxonomy_name(taxonomy, theme, code),
        url: paths.page(code, &taxonomy.id).under(config.base_path()),
    });
    taxonomies.collect()
}

/// The name of a taxonomy: the site's own, else the theme's word for it.
pub fn taxonomy_name(taxonomy: &crate::config::Taxonomy, theme: &Theme, code: &str) -> Arc<str> {
    let word = theme.words.get(code).and_then(|words| words.find(&taxonomy.id));
    taxonomy.name.clone().or_else(|| word.cloned()).unwrap_or_else(|| taxonomy.id.clone())
}
