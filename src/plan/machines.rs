//! Lists what is printed for machines, after all pages for readers are known.

use hashbrown::HashSet;

use crate::edition::{CopiedFile, Machine, Needs, Page};
use crate::site::Site;
use crate::url::Url;

/// Lists every output for machines that the site's settings ask for. A file in `static/` at the same
/// place is the site's own and is printed in its stead.
pub fn machines(site: &Site, files: &[CopiedFile]) -> Vec<Page> {
    let mut listing = Listing { outputs: Vec::new() };
    listing.add(0, Url::file("robots.txt"), Machine::Robots, site.config.outputs.robots);
    let own: HashSet<&str> = files.iter().map(|file| file.output.as_str()).collect();
    listing.outputs.retain(|page| !own.contains(page.url.output().as_str()));
    listing.outputs
}

struct Listing {
    outputs: Vec<Page>,
}

impl Listing {
    /// Lists an output in a language, where it is wanted.
    fn add(&mut self, language: usize, url: Url, machine: Machine, wanted: bool) {
        if wanted {
            self.outputs.push(Page {
                url,
                kind: machine.kind(),
                template: "".into(),
                language,
                needs: Needs::Machine(machine),
                source: None,
            });
        }
    }
}
