//! `[publisher]` of `site.toml`: who is behind the newspaper, for what machines are told of it.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::{At, Fields};
use crate::parse::timeline::PartialDate;

/// What `[publisher]` says.
#[derive(Clone, Debug, Default)]
pub struct Publisher {
    /// The publisher's name, where it is not the newspaper's.
    pub name: Option<Arc<str>>,
    /// The name in registers.
    pub legal_name: Option<Arc<str>>,
    /// The newspaper's sign: a path below `static/`, or an address.
    pub logo: Option<At<Arc<str>>>,
    /// The picture of pages that have none of their own, in what other sites show of a link.
    pub image: Option<At<Arc<str>>>,
    /// When it was founded.
    pub founded: Option<PartialDate>,
    /// Where it can be written to.
    pub email: Option<Arc<str>>,
    /// Where it can be called.
    pub telephone: Option<Arc<str>>,
    /// The postal address, in one line.
    pub address: Option<Arc<str>>,
    /// Pages elsewhere that are about the same publisher.
    pub same_as: Vec<Arc<str>>,
    /// The newspaper's account in the fediverse.
    pub fediverse: Option<Arc<str>>,
    /// The newspaper's account on X, with `@`.
    pub twitter: Option<Arc<str>>,
    /// The pages that tell by which rules it works: the name in [`POLICIES`], and the page.
    pub policies: Vec<(&'static str, At<Arc<str>>)>,
}

/// The policies: the key in `[publisher.policies]`, and the property of schema.org's
/// `NewsMediaOrganization`.
pub const POLICIES: &[(&str, &str)] = &[
    ("principles", "publishingPrinciples"),
    ("ethics", "ethicsPolicy"),
    ("corrections", "correctionsPolicy"),
    ("verification", "verificationFactCheckingPolicy"),
    ("unnamed_sources", "unnamedSourcesPolicy"),
    ("bylines", "noBylinesPolicy"),
    ("feedback", "actionableFeedbackPolicy"),
    ("diversity", "diversityPolicy"),
    ("staffing", "diversityStaffingReport"),
    ("mission", "missionCoveragePrioritiesPolicy"),
    ("ownership", "ownershipFundingInfo"),
    ("masthead", "masthead"),
];

impl Publisher {
    /// The addresses that have to lead somewhere: those of policies.
    pub fn links(&self) -> impl Iterator<Item = &At<Arc<str>>> {
        self.policies.iter().map(|(_, url)| url)
    }

    /// The pictures.
    pub fn pictures(&self) -> impl Iterator<Item = &At<Arc<str>>> {
        self.logo.iter().chain(&self.image)
    }
}

pub(super) fn publisher(fields: &mut Fields<'_, '_>) -> Publisher {
    let Some(mut below) = fields.table("publisher") else { return Publisher::default() };
    let policies = policies(&mut below);
    let mut picture = |key| {
        let text = below.text(key)?;
        below.is_safe(&text).then_some(text)
    };
    let (logo, image) = (picture("logo"), picture("image"));
    let mut text = |key| below.text(key).map(|at| at.value);
    let publisher = Publisher {
        name: text("name"),
        legal_name: text("legal_name"),
        email: text("email"),
        telephone: text("telephone"),
        address: text("address"),
        logo,
        image,
        policies,
        founded: below.partial_date("founded").map(|at| at.value),
        same_as: below.urls("same_as").into_iter().map(|at| at.value).collect(),
        fediverse: below.account("fediverse"),
        twitter: twitter(&mut below),
    };
    fields.take_problems(below);
    publisher
}

fn policies(below: &mut Fields<'_, '_>) -> Vec<(&'static str, At<Arc<str>>)> {
    let Some(mut table) = below.table("policies") else { return Vec::new() };
    let mut policies = Vec::new();
    for (key, _) in POLICIES {
        if let Some(url) = table.text(key).filter(|url| table.is_safe(url)) {
            policies.push((*key, url));
        }
    }
    below.take_problems(table);
    policies
}

/// An account on X, as `twitter:site` takes it.
fn twitter(below: &mut Fields<'_, '_>) -> Option<Arc<str>> {
    let text = below.text("twitter")?;
    let name = text.text().strip_prefix('@').unwrap_or_default();
    if !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        return Some(text.value);
    }
    let place = below.place_of(&text.span);
    let message = format!("`{}` is no account on X", text.value);
    below.report(Diagnostic::new(Code::BadValue, message).at(place).hint("one looks like @ledger"));
    None
}
