//! Draws what prose left to the theme: components and quotes inside other blocks.

use std::sync::Arc;

use tera::Context;

use crate::diagnostic::{Code, Diagnostic};
use crate::edition::Edition;
use crate::story::{Component, Drawn, Prose, StoryId};
use crate::view::{Html, PageView, View};

/// What drawing needs of the page that it is for.
pub struct Drawing<'a> {
    /// The edition.
    pub edition: &'a Edition,
    /// The place of the page's language.
    pub language: usize,
    /// The story whose page it is.
    pub story: Option<StoryId>,
    /// The page, for components that ask for it.
    pub page: &'a PageView,
}

impl Drawing<'_> {
    /// Prose with everything drawn.
    ///
    /// # Errors
    /// What went wrong in a component, at the block that calls it.
    pub fn html(&self, prose: &Prose) -> Result<Html, Diagnostic> {
        let pieces = match prose {
            Prose::Done(html) => return Ok(html.clone()),
            Prose::Open(pieces) => pieces,
        };
        let mut html = String::new();
        for piece in pieces {
            match piece {
                Drawn::Html(done) => html.push_str(done),
                Drawn::Component(component) => html.push_str(&self.component(component)?),
                Drawn::Quote(quote) => {
                    let mut arguments = Context::new();
                    let card = self.edition.quote_card_in(self.story, *quote, self.language);
                    arguments.insert_value("quote", card.value(&self.edition.theme.reads));
                    html.push_str(
                        &self.drawn("quote", &arguments, None).map_err(|error| {
                            Diagnostic::new(Code::RenderError, format!("{error}"))
                        })?,
                    );
                }
            }
        }
        Ok(html.into())
    }

    fn component(&self, component: &Arc<Component>) -> Result<String, Diagnostic> {
        let mut arguments = Context::new();
        for (name, value) in &component.arguments {
            arguments.insert_value(name.to_string(), value.0.clone());
        }
        let body = match &component.body {
            Some(body) => Some(self.html(body)?),
            None => None,
        };
        let body = body.as_deref();
        self.drawn(&component.name, &arguments, body).map_err(|error| {
            let reason = match error.kind() {
                tera::ErrorKind::RenderingError(report) => report.message().to_owned(),
                _ => error.to_string(),
            };
            let reason = reason.lines().next().unwrap_or_default().to_owned();
            let message = format!("the component `{}` failed: {reason}", component.name);
            Diagnostic::new(Code::RenderError, message).at(component.place.clone())
        })
    }

    fn drawn(
        &self,
        name: &str,
        arguments: &Context,
        body: Option<&str>,
    ) -> tera::TeraResult<String> {
        let spoken = &self.edition.languages[self.language];
        let reads = &self.edition.theme.reads;
        let mut implicit = Context::new();
        implicit.insert_value("site", spoken.site.value(reads));
        implicit.insert_value("page", self.page.value(reads));
        match self.edition.theme.engines.get(&spoken.code) {
            Some(engines) => engines
                .plain
                .render_component_with_implicits(name, arguments, &implicit, body, true),
            None => Ok(String::new()),
        }
    }
}
