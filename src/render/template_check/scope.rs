//! The variables that a template sees, with what is known of each.

use std::collections::BTreeMap;

use crate::render::template_check::types::Type;

/// Variables by name.
pub type Variables = BTreeMap<String, Type>;

/// The variables of a template and, above them, those of the loops it is in.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The outermost first; never empty.
    frames: Vec<Variables>,
    /// Whether there may be variables that are not known, so that none is ever missing.
    pub open: bool,
}

impl Scope {
    /// A scope that holds `variables` and no others.
    pub fn of(variables: Variables) -> Scope {
        Scope { frames: vec![variables], open: false }
    }

    /// A scope that holds `variables` and perhaps others.
    pub fn open(variables: Variables) -> Scope {
        Scope { frames: vec![variables], open: true }
    }

    /// What is known of a variable, if there is one.
    pub fn variable(&self, name: &str) -> Option<&Type> {
        self.frames.iter().rev().find_map(|frame| frame.get(name))
    }

    /// Binds a variable of the innermost loop, or of the template.
    pub fn bind(&mut self, name: &str, value: Type) {
        if let Some(frame) = self.frames.last_mut() {
            frame.insert(name.to_owned(), value);
        }
    }

    /// Binds a variable of the template, whatever loop it is in.
    pub fn bind_global(&mut self, name: &str, value: Type) {
        if let Some(frame) = self.frames.first_mut() {
            frame.insert(name.to_owned(), value);
        }
    }

    /// Enters a loop.
    pub fn enter(&mut self) {
        self.frames.push(Variables::new());
    }

    /// Leaves a loop, and its variables with it.
    pub fn leave(&mut self) {
        if self.frames.len() > 1 {
            self.frames.pop();
        }
    }

    /// All variables, the inner hiding the outer.
    pub fn flat(&self) -> Variables {
        let mut all = Variables::new();
        for frame in &self.frames {
            all.extend(frame.iter().map(|(name, value)| (name.clone(), value.clone())));
        }
        all
    }

    /// What is known after either this or another way through the template.
    ///
    /// A variable that only one way binds counts as bound: a missing guard is not an error.
    pub fn or(mut self, other: Scope) -> Scope {
        for (frame, others) in self.frames.iter_mut().zip(other.frames) {
            for (name, value) in others {
                let both = match frame.remove(&name) {
                    Some(known) => known.or(value),
                    None => value,
                };
                frame.insert(name, both);
            }
        }
        self
    }
}
