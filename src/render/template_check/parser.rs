//! Reads the statements of a template.
//!
//! A tag that cannot be read is left out, with as much kept as is safe (the variables of a `for`,
//! the name of a `set`), and the template is marked as broken.

use std::collections::BTreeMap;

use crate::render::template_check::expression::Cursor;
use crate::render::template_check::lexer::{Segment, segments};
use crate::render::template_check::syntax::{
    Call, Component, Expression, Kind, LoopVariables, Node, Parameter, Template,
};

/// How deep tags may nest; Tera allows forty.
const DEPTH: usize = 48;

/// The words that end or divide a body.
const ENDS: [&str; 9] =
    ["endif", "else", "elif", "endfor", "endset", "endfilter", "endblock", "endcomponent", "</"];

/// What a template says.
pub fn template(source: &str) -> Template {
    let segments = segments(source);
    let mut parser =
        Parser { segments: &segments, at: 0, open: Vec::new(), template: Template::default() };
    parser.template.nodes = parser.body(&[]);
    parser.template
}

struct Parser<'t, 's> {
    segments: &'t [Segment<'s>],
    at: usize,
    /// What each open tag waits for, the innermost last.
    open: Vec<&'static [&'static str]>,
    template: Template,
}

impl<'t, 's> Parser<'t, 's> {
    /// The word or the sign that a tag starts with.
    fn word(segment: &'t Segment<'s>) -> &'s str {
        Cursor::new(&segment.tokens).peek()
    }

    /// The statements up to a tag that an open tag waits for; that tag is not read.
    fn body(&mut self, ends: &'static [&'static str]) -> Vec<Node> {
        self.open.push(ends);
        let mut nodes = Vec::new();
        while let Some(segment) = self.segments.get(self.at) {
            let word = Self::word(segment);
            if segment.statement && ENDS.contains(&word) {
                if self.open.iter().any(|ends| ends.contains(&word)) {
                    break;
                }
                self.template.broken = true;
                self.at += 1;
                continue;
            }
            self.at += 1;
            let cursor = Cursor::new(&segment.tokens);
            self.template.broken |= segment.broken;
            if segment.statement {
                match self.statement(cursor) {
                    Some(found) => nodes.extend(found),
                    None => self.template.broken = true,
                }
            } else if !segment.broken {
                match self.whole(cursor) {
                    Some(expression) => nodes.push(Node::Output(expression)),
                    None => self.template.broken = true,
                }
            }
        }
        self.open.pop();
        nodes
    }

    /// Reads the tag that ends a body, if it is one of `ends`.
    fn close(&mut self, ends: &[&str]) -> &'s str {
        if let Some(segment) = self.segments.get(self.at) {
            let word = Self::word(segment);
            if segment.statement && ends.contains(&word) {
                self.at += 1;
                self.template.broken |= segment.broken;
                return word;
            }
        }
        self.template.broken = true;
        ""
    }

    /// A body up to its end tag, which is read.
    fn closed(&mut self, ends: &'static [&'static str]) -> Vec<Node> {
        let body = self.body(ends);
        self.close(ends);
        body
    }

    /// An expression that takes up the rest of a tag.
    fn whole(&mut self, mut cursor: Cursor) -> Option<Expression> {
        let found = cursor.expression().filter(|_| cursor.done());
        self.template.broken |= found.is_none();
        found
    }

    fn statement(&mut self, mut cursor: Cursor) -> Option<Vec<Node>> {
        let deep = self.open.len() > DEPTH;
        if cursor.take("<") {
            let call = cursor.component();
            if deep {
                return None;
            }
            let start = self.segments[self.at - 1].tokens[0].span.start;
            let end = self.segments[self.at - 1].tokens.last()?.span.end;
            let body = self.closed(&["</"]);
            let Some(mut call) = call else {
                self.template.broken = true;
                return Some(body);
            };
            call.body = body;
            let kind = Kind::Component(Box::new(call));
            return Some(vec![Node::Output(Expression { span: start..end, kind })]);
        }
        let word = cursor.name()?.text;
        let node = match word.as_str() {
            "break" | "continue" => return Some(Vec::new()),
            "include" => Node::Include(cursor.text()?),
            "extends" => {
                let parent = cursor.text()?;
                self.template.extends.get_or_insert(parent);
                return Some(Vec::new());
            }
            _ if deep => return None,
            "set" | "set_global" => self.set(cursor, word == "set_global")?,
            "block" => {
                let name = cursor.name();
                let body = self.closed(&["endblock"]);
                Node::Block { name: name?.text, body }
            }
            "for" => self.for_loop(cursor),
            "if" => self.condition(cursor),
            "filter" => {
                let filters = self.filters(cursor);
                Node::Filtered { filters, body: self.closed(&["endfilter"]) }
            }
            "component" => {
                let component = component(cursor);
                let body = self.closed(&["endcomponent"]);
                self.template.components.push(Component { body, ..component? });
                return Some(Vec::new());
            }
            _ => return None,
        };
        Some(vec![node])
    }

    fn set(&mut self, mut cursor: Cursor, global: bool) -> Option<Node> {
        let name = cursor.name()?.text;
        if cursor.take("=") {
            return Some(Node::Set { name, value: self.whole(cursor), global });
        }
        if cursor.take("|") || cursor.done() {
            let filters = if cursor.done() { Vec::new() } else { self.filters(cursor) };
            return Some(Node::Capture { name, filters, body: self.closed(&["endset"]), global });
        }
        self.template.broken = true;
        Some(Node::Set { name, value: None, global })
    }

    /// Filters with `|` between them, up to the end of the tag.
    fn filters(&mut self, mut cursor: Cursor) -> Vec<Call> {
        let mut filters = Vec::new();
        loop {
            match cursor.call() {
                Some(call) => filters.push(call),
                None => self.template.broken = true,
            }
            if !cursor.take("|") {
                self.template.broken |= !cursor.done();
                return filters;
            }
        }
    }

    fn for_loop(&mut self, mut cursor: Cursor) -> Node {
        let variables = cursor.loop_variables();
        let over = if variables.is_some() { self.whole(cursor) } else { None };
        self.template.broken |= variables.is_none();
        let body = self.body(&["else", "endfor"]);
        let none = match self.close(&["else", "endfor"]) {
            "else" => self.closed(&["endfor"]),
            _ => Vec::new(),
        };
        let unnamed = || LoopVariables { key: None, value: String::new() };
        Node::For { variables: variables.unwrap_or_else(unnamed), over, body, none }
    }

    fn condition(&mut self, cursor: Cursor) -> Node {
        let mut branches = Vec::new();
        let mut next = self.whole(cursor);
        loop {
            let body = self.body(&["elif", "else", "endif"]);
            branches.push((next.take(), body));
            let tag = self.segments.get(self.at);
            match self.close(&["elif", "else", "endif"]) {
                "elif" => {
                    if let Some(tag) = tag {
                        let mut cursor = Cursor::new(&tag.tokens);
                        cursor.take("elif");
                        next = self.whole(cursor);
                    }
                }
                "else" => {
                    let otherwise = Some(self.closed(&["endif"]));
                    return Node::If { branches, otherwise };
                }
                _ => return Node::If { branches, otherwise: None },
            }
        }
    }
}

/// The head of a component's definition, from behind the word `component`.
fn component(mut cursor: Cursor) -> Option<Component> {
    let name = cursor.dotted()?.text;
    let mut parameters = BTreeMap::new();
    let mut rest = None;
    if !cursor.take("(") {
        return None;
    }
    while !cursor.take(")") {
        if !parameters.is_empty() && !cursor.take(",") {
            return None;
        }
        if cursor.take(")") {
            break;
        }
        if cursor.take("...") {
            rest = Some(cursor.name()?.text);
            continue;
        }
        let implicit = cursor.take("@");
        let parameter = cursor.name()?.text;
        let declared = match cursor.take(":") {
            true => Some(cursor.name()?.text.to_lowercase()),
            false => None,
        };
        let default = if cursor.take("=") { Some(cursor.expression()?) } else { None };
        parameters.insert(parameter, Parameter { declared, default, implicit });
    }
    Some(Component { name, parameters, rest, body: Vec::new() })
}
