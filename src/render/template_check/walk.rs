//! Walks through templates as Tera renders them: from each page template up to its base and down
//! into blocks, includes and components, with what is known of every variable on the way.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::{Hash, Hasher};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::render::template_check::Used;
use crate::render::template_check::problems::Problems;
use crate::render::template_check::scope::{Scope, Variables};
use crate::render::template_check::syntax::{Component, LoopVariables, Name, Node};
use crate::render::template_check::theme::{Parsed, Theme, blocks, globals};
use crate::render::template_check::types::Type;

/// How deep templates may show one another; a component may be called by itself.
const DEPTH: usize = 24;
/// How many statements and expressions are looked at in all, so that no theme takes forever.
const STEPS: usize = 4_000_000;
/// How deep statements and expressions may nest on the way, so that the stack suffices.
pub(super) const NESTING: usize = 400;

/// What stands for the whole of a template while it is walked through.
#[derive(Clone)]
pub struct Here<'a> {
    /// The template that holds the statements at hand.
    pub template: &'a Parsed<'a>,
    /// For whom they are rendered.
    pub part: Part<'a>,
    /// The page template or the included template, and those that it extends.
    lineage: &'a [&'a Parsed<'a>],
    /// The block at hand, and which of the lineage holds it.
    block: Option<(&'a str, usize)>,
    /// How the way led here, the last step last.
    pub trail: Vec<(Place, String)>,
    /// How many conditions the statements stand under.
    pub conditions: usize,
    /// How many loops of the same template they stand in.
    pub loops: usize,
    /// The variables that a condition has found to be there.
    pub guarded: Vec<&'a str>,
    /// What is known of the variables of all callers of a component.
    pub callers: Variables,
    depth: usize,
}

/// For whom statements are rendered.
#[derive(Clone, Copy)]
pub enum Part<'a> {
    /// A page.
    Page(&'a str),
    /// A component, with any caller.
    Component(&'a str),
    /// Nobody: no page shows them.
    Nobody,
}

/// A walk through all templates.
pub struct Walk<'a> {
    pub(super) theme: &'a Theme<'a>,
    pub(super) components: BTreeMap<&'a str, (&'a Parsed<'a>, &'a Component)>,
    pub(super) here: Here<'a>,
    pub(super) problems: Problems,
    pub(super) broken: bool,
    seen: HashSet<u64>,
    templates_seen: BTreeSet<&'a str>,
    blocks_seen: BTreeSet<(&'a str, &'a str)>,
    pub(super) components_seen: BTreeSet<&'a str>,
    steps: usize,
    pub(super) nesting: usize,
    pub(super) used: Used,
}

/// All problems of a theme's templates, and what they read.
pub fn walk(theme: &Theme) -> (Vec<Diagnostic>, Used) {
    let Some(first) = theme.templates.first() else { return (Vec::new(), Used::default()) };
    let lineages: Vec<Vec<&Parsed>> =
        theme.templates.iter().map(|parsed| theme.lineage(parsed)).collect();
    let here = Here {
        template: first,
        part: Part::Nobody,
        lineage: &[],
        block: None,
        trail: Vec::new(),
        conditions: 0,
        loops: 0,
        guarded: Vec::new(),
        callers: Variables::new(),
        depth: 0,
    };
    let mut walk = Walk {
        theme,
        components: theme.components(),
        here,
        problems: Problems::default(),
        broken: theme.broken(),
        seen: HashSet::new(),
        templates_seen: BTreeSet::new(),
        blocks_seen: BTreeSet::new(),
        components_seen: BTreeSet::new(),
        steps: 0,
        nesting: 0,
        used: Used::default(),
    };
    for parsed in &theme.templates {
        if let Some(parent) = &parsed.template.extends {
            walk.known_template(parsed, parent);
        }
    }
    for lineage in &lineages {
        if let Some(context) = theme.context(lineage[0].name) {
            walk.page(lineage, Part::Page(lineage[0].name), Scope::of(context));
        }
    }
    walk.rest(&lineages);
    // What was not walked through to its end may do anything.
    walk.used.whole |= walk.broken;
    (walk.problems.diagnostics(), walk.used)
}

impl<'a> Walk<'a> {
    /// Walks a template that is rendered by itself.
    fn page(&mut self, lineage: &'a [&'a Parsed<'a>], part: Part<'a>, mut scope: Scope) {
        self.here.part = part;
        self.here.lineage = lineage;
        self.lineage(&mut scope);
    }

    /// Walks from the last of the lineage, whose text is what is rendered.
    fn lineage(&mut self, scope: &mut Scope) {
        let lineage = self.here.lineage;
        self.templates_seen.extend(lineage.iter().map(|parsed| parsed.name));
        let Some(at) = lineage.len().checked_sub(1) else { return };
        self.within(at, |walk, nodes| walk.nodes(nodes, scope));
    }

    /// Walks what no page shows: as far as it goes without knowing what it would be given.
    fn rest(&mut self, lineages: &'a [Vec<&'a Parsed<'a>>]) {
        let scope = Scope::open(self.theme.common_variables());
        for lineage in lineages {
            if !self.templates_seen.contains(lineage[0].name) {
                self.page(lineage, Part::Nobody, scope.clone());
            }
        }
        for lineage in lineages {
            let mut found = BTreeMap::new();
            blocks(&lineage[0].template.nodes, &mut found);
            for (name, body) in found {
                if !self.blocks_seen.contains(&(lineage[0].name, name)) {
                    self.here.part = Part::Nobody;
                    self.here.lineage = lineage;
                    self.here.template = lineage[0];
                    let context = self.theme.context(lineage[0].name);
                    let mut scope = context.map_or_else(|| scope.clone(), Scope::open);
                    self.nodes(body, &mut scope);
                }
            }
        }
        let all = self.theme.all_variables();
        for (name, (parsed, component)) in self.components.clone() {
            // Whoever else calls `quote`, newsprint does, with a card.
            if !self.components_seen.contains(name) || name == "quote" {
                self.here.template = parsed;
                self.uncalled(component, &all);
            }
        }
    }

    /// Walks the text of one template of the lineage, from where the way led to it.
    fn within(&mut self, at: usize, each: impl FnOnce(&mut Walk<'a>, &'a [Node])) {
        let outer = self.here.clone();
        for parsed in &outer.lineage[..at] {
            if let Some(parent) = &parsed.template.extends {
                let words = format!("`{}` extends `{}` here", parsed.name, parent.text);
                self.here.trail.push((parsed.place(&parent.span), words));
            }
        }
        self.here.template = outer.lineage[at];
        each(self, &outer.lineage[at].template.nodes);
        self.here = outer;
    }

    /// Notes a value of which everything is used.
    pub(super) fn note_whole(&mut self, value: &Type) {
        self.used.whole |= value.holds_record();
    }

    /// Whether there is time for one more step.
    pub(super) fn step(&mut self) -> bool {
        self.steps += 1;
        self.steps <= STEPS
    }

    /// Walks statements in their order.
    pub(super) fn nodes(&mut self, nodes: &'a [Node], scope: &mut Scope) {
        self.nesting += 1;
        for node in nodes {
            match self.step() && self.nesting < NESTING {
                true => self.node(node, scope),
                false => self.used.whole = true,
            }
        }
        self.nesting -= 1;
    }

    fn node(&mut self, node: &'a Node, scope: &mut Scope) {
        match node {
            Node::Output(expression) => {
                let value = self.value(expression, scope);
                self.note_whole(&value);
            }
            Node::Set { name, value, global } => {
                let value = value.as_ref().map_or(Type::Free, |value| self.value(value, scope));
                self.bind(name, value, *global, scope);
            }
            Node::Capture { name, filters, body, global } => {
                self.nodes(body, scope);
                let value = filters
                    .iter()
                    .fold(Type::Text, |value, filter| self.filter(filter, value, scope));
                self.bind(name, value, *global, scope);
            }
            Node::Filtered { filters, body } => {
                self.nodes(body, scope);
                for filter in filters {
                    self.filter(filter, Type::Text, scope);
                }
            }
            Node::Include(name) => self.include(name, scope),
            Node::Block { name, body } => self.block(name, body, scope),
            Node::For { variables, over, body, none } => {
                let over = over.as_ref().map(|over| self.looped(over, variables, scope));
                let element = over.unwrap_or(Type::Free);
                self.repeat(body, variables, element, none, scope);
            }
            Node::If { branches, otherwise } => {
                let conditions = self.here.conditions;
                let guarded = self.here.guarded.len();
                let mut ways = Vec::new();
                for (condition, body) in branches {
                    let known = self.here.guarded.len();
                    if let Some(condition) = condition {
                        self.condition(condition, scope);
                        self.guard(condition, true);
                    }
                    self.here.conditions = conditions + 1;
                    let mut way = scope.clone();
                    self.nodes(body, &mut way);
                    ways.push(way);
                    self.here.guarded.truncate(known);
                    if let Some(condition) = condition {
                        self.guard(condition, false);
                    }
                }
                if let Some(body) = otherwise {
                    self.nodes(body, scope);
                }
                self.here.conditions = conditions;
                self.here.guarded.truncate(guarded);
                *scope = ways.into_iter().fold(scope.clone(), Scope::or);
            }
        }
    }

    fn bind(&mut self, name: &str, value: Type, global: bool, scope: &mut Scope) {
        match global {
            true => scope.bind_global(name, value),
            false => scope.bind(name, value),
        }
    }

    /// Walks the body of a loop once, with what is known of an entry.
    fn repeat(
        &mut self,
        body: &'a [Node],
        variables: &'a LoopVariables,
        element: Type,
        none: &'a [Node],
        scope: &mut Scope,
    ) {
        // What an earlier turn has bound may be there in a later one.
        let mut names = Vec::new();
        globals(body, &mut names);
        for name in names {
            scope.bind_global(name, Type::Free);
        }
        self.here.conditions += 1;
        let mut way = scope.clone();
        way.enter();
        if let Some(key) = &variables.key {
            way.bind(key, Type::Free);
        }
        way.bind(&variables.value, element);
        self.here.loops += 1;
        self.nodes(body, &mut way);
        self.here.loops -= 1;
        way.leave();
        let mut other = scope.clone();
        self.nodes(none, &mut other);
        self.here.conditions -= 1;
        *scope = way.or(other);
    }

    /// Reports a template that does not exist.
    fn known_template(&mut self, within: &Parsed, name: &Name) -> bool {
        if self.theme.template(&name.text).is_some() {
            return true;
        }
        let message = format!("there is no template `{}`", name.text);
        let diagnostic = Diagnostic::new(Code::UnknownTemplate, message)
            .at(within.place(&name.span))
            .label("no such template")
            .did_you_mean(&name.text, self.theme.names());
        self.problems.certain(diagnostic);
        false
    }

    /// Walks an included template with the variables that are known where it is included.
    fn include(&mut self, name: &'a Name, scope: &mut Scope) {
        let theme = self.theme;
        if !self.known_template(self.here.template, name) {
            return;
        }
        let Some(included) = theme.template(&name.text) else { return };
        let mut inner = Scope::of(scope.flat());
        inner.open = scope.open;
        self.templates_seen.insert(included.name);
        if !self.new_way(included.name, &inner.flat(), inner.open) {
            return;
        }
        let outer = self.here.clone();
        let words = format!("`{}` is included here", included.name);
        self.here.trail.push((outer.template.place(&name.span), words));
        self.here.depth += 1;
        self.here.loops = 0;
        self.here.block = None;
        // Tera renders the text of the included template itself, never that of its base.
        self.here.lineage = &[];
        self.here.template = included;
        self.nodes(&included.template.nodes, &mut inner);
        self.here = outer;
    }

    /// Whether this way to a template or a component is not yet taken and not too deep.
    pub(super) fn new_way(&mut self, name: &str, variables: &Variables, open: bool) -> bool {
        if self.here.depth >= DEPTH {
            self.used.whole = true;
            return false;
        }
        let mut hasher = DefaultHasher::new();
        (name, variables, open, self.here.conditions > 0, &self.here.guarded).hash(&mut hasher);
        self.here.callers.hash(&mut hasher);
        self.seen.insert(hasher.finish())
    }

    /// Walks a block: that of the template nearest to the page.
    fn block(&mut self, name: &'a str, body: &'a [Node], scope: &mut Scope) {
        match self.nearest_block(name, 0) {
            Some((at, body)) => self.enter_block(name, at, body, scope),
            None => {
                self.blocks_seen.insert((self.here.template.name, name));
                self.nodes(body, scope);
            }
        }
    }

    /// Walks the same block of the next template, for `super()`.
    pub(super) fn super_block(&mut self, scope: &mut Scope) {
        let Some((name, at)) = self.here.block else { return };
        if let Some((at, body)) = self.nearest_block(name, at + 1) {
            self.enter_block(name, at, body, scope);
        }
    }

    /// The first of the lineage from `from` on that has the block, and the block.
    fn nearest_block(&self, name: &str, from: usize) -> Option<(usize, &'a [Node])> {
        let lineage = self.here.lineage;
        lineage.iter().enumerate().skip(from).find_map(|(at, parsed)| {
            let mut found = BTreeMap::new();
            blocks(&parsed.template.nodes, &mut found);
            found.get(name).map(|body| (at, *body))
        })
    }

    fn enter_block(&mut self, name: &'a str, at: usize, body: &'a [Node], scope: &mut Scope) {
        if self.here.depth >= DEPTH {
            self.used.whole = true;
            return;
        }
        self.blocks_seen.insert((self.here.lineage[at].name, name));
        let outer = self.here.clone();
        self.here.trail.clear();
        self.here.depth += 1;
        self.here.block = Some((name, at));
        self.within(at, |walk, _| walk.nodes(body, scope));
        self.here = outer;
    }

    /// Walks the body of a component with the variables that a caller gives it.
    pub(super) fn component_body(
        &mut self,
        of: (&'a Parsed<'a>, &'a Component),
        call: (Place, String),
        callers: Variables,
        given: Variables,
    ) {
        let outer = self.here.clone();
        self.here.callers = callers;
        self.here.trail.push(call);
        self.component_way(of, given);
        self.here = outer;
    }

    /// Walks a component that no template calls: newsprint may, for a block of a story.
    fn uncalled(&mut self, component: &'a Component, all: &Variables) {
        let mut given = Variables::new();
        for (name, parameter) in &component.parameters {
            let known = if parameter.implicit { all.get(name).cloned() } else { None };
            given.insert(name.clone(), self.parameter_type(parameter, known));
        }
        let outer = self.here.clone();
        self.here.callers = all.clone();
        self.here.trail.clear();
        self.component_way((outer.template, component), given);
        self.here = outer;
    }

    fn component_way(&mut self, of: (&'a Parsed<'a>, &'a Component), mut given: Variables) {
        let (parsed, component) = of;
        given.insert("body".to_owned(), Type::Text);
        if let Some(rest) = &component.rest {
            given.insert(rest.clone(), Type::Free);
        }
        self.components_seen.insert(&component.name);
        if !self.new_way(&component.name, &given, false) {
            return;
        }
        self.here.part = Part::Component(&component.name);
        self.here.template = parsed;
        self.here.lineage = &[];
        self.here.block = None;
        self.here.guarded = Vec::new();
        self.here.loops = 0;
        self.here.depth += 1;
        self.nodes(&component.body, &mut Scope::of(given));
    }
}
