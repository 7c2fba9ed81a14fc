//! What an edition prints for machines: outputs that no template shows.

/// An output for machines. newsprint writes it itself, so that it is the same under every theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Machine {
    /// `robots.txt`: what crawlers may do.
    Robots,
}

impl Machine {
    /// The kind, as `newsprint list pages` names it.
    pub fn kind(&self) -> &'static str {
        match self {
            Machine::Robots => "robots",
        }
    }

    /// Whether it may show what otherwise only the page of a story, a player or a term shows.
    pub fn shows_insides(&self) -> bool {
        match self {
            Machine::Robots => false,
        }
    }
}
