//! Reads expressions: the precedence and the forms are those of Tera's own parser, or wider.
//!
//! What cannot be read is `None`, without a word: Tera reports syntax errors.

use crate::render::template_check::lexer::{Token, TokenKind};
use crate::render::template_check::syntax::{
    Call, ComponentCall, Comprehension, Expression, Kind, Literal, LoopVariables, Name, Operator,
    Span,
};

/// How deep expressions may nest; Tera allows forty.
const DEPTH: usize = 48;
/// How many operators and fields one expression may have; Tera allows 256.
const LENGTH: usize = 300;

/// A place in the tokens of one tag.
pub struct Cursor<'t, 's> {
    tokens: &'t [Token<'s>],
    at: usize,
    depth: usize,
    length: usize,
}

/// How tightly an infix operator holds its left and its right side.
fn binding(sign: &str) -> Option<(Operator, u8, u8)> {
    Some(match sign {
        "or" => (Operator::Or, 1, 2),
        "and" => (Operator::And, 3, 4),
        "in" => (Operator::In, 5, 6),
        "==" | "!=" => (Operator::Equality, 7, 8),
        "<" | "<=" | ">" | ">=" => (Operator::Order, 7, 8),
        "+" | "-" => (Operator::Arithmetic, 11, 12),
        "*" | "/" | "//" | "%" => (Operator::Arithmetic, 13, 14),
        "~" => (Operator::Concat, 13, 14),
        "**" => (Operator::Arithmetic, 16, 15),
        _ => return None,
    })
}

impl<'t, 's> Cursor<'t, 's> {
    /// A cursor before the first of the tokens.
    pub fn new(tokens: &'t [Token<'s>]) -> Cursor<'t, 's> {
        Cursor { tokens, at: 0, depth: 0, length: 0 }
    }

    /// Whether all tokens are read.
    pub fn done(&self) -> bool {
        self.at == self.tokens.len()
    }

    /// The sign or the word that comes next; empty where something else does.
    pub fn peek(&self) -> &'s str {
        self.peek_after(0)
    }

    fn peek_after(&self, further: usize) -> &'s str {
        match self.tokens.get(self.at + further).map(|token| &token.kind) {
            Some(TokenKind::Word(word)) => word,
            Some(TokenKind::Sign(sign)) => sign,
            _ => "",
        }
    }

    /// Reads `sign`, a sign or a word, if it comes next.
    pub fn take(&mut self, sign: &str) -> bool {
        let there = self.peek() == sign;
        self.at += usize::from(there);
        there
    }

    fn expect(&mut self, sign: &str) -> Option<()> {
        self.take(sign).then_some(())
    }

    /// Reads a name.
    pub fn name(&mut self) -> Option<Name> {
        let token = self.tokens.get(self.at)?;
        let TokenKind::Word(word) = token.kind else { return None };
        self.at += 1;
        Some(Name { text: word.to_owned(), span: token.span.clone() })
    }

    /// Reads text in quotation marks; the place is that of the text with its marks.
    pub fn text(&mut self) -> Option<Name> {
        let token = self.tokens.get(self.at)?;
        let TokenKind::Text(text) = &token.kind else { return None };
        self.at += 1;
        Some(Name { text: text.clone(), span: token.span.clone() })
    }

    /// Reads a name of a component, with its dots.
    pub fn dotted(&mut self) -> Option<Name> {
        let mut name = self.name()?;
        while self.take(".") {
            let part = self.name()?;
            name.text = format!("{}.{}", name.text, part.text);
            name.span.end = part.span.end;
        }
        Some(name)
    }

    /// Reads an expression.
    pub fn expression(&mut self) -> Option<Expression> {
        self.bound(0)
    }

    fn bound(&mut self, least: u8) -> Option<Expression> {
        self.depth += 1;
        let found = if self.depth > DEPTH { None } else { self.operators(least) };
        self.depth -= 1;
        found
    }

    /// From `start` to the end of the last token read.
    fn span_from(&self, start: usize) -> Span {
        let end = self.tokens.get(self.at.wrapping_sub(1)).map_or(start, |token| token.span.end);
        start..end.max(start)
    }

    fn longer(&mut self) -> Option<()> {
        self.length += 1;
        (self.length <= LENGTH).then_some(())
    }

    fn operators(&mut self, least: u8) -> Option<Expression> {
        let start = self.tokens.get(self.at)?.span.start;
        let operand = self.operand(start)?;
        let mut left = self.postfix(operand)?;
        loop {
            let sign = self.peek();
            let kind = match sign {
                "|" if least <= 17 => {
                    self.take("|");
                    Kind::Filter { of: Box::new(left), call: self.call()? }
                }
                "is" if least <= 5 => {
                    self.take("is");
                    let not = self.take("not");
                    let test = Kind::Test { of: Box::new(left), call: self.call()? };
                    if not {
                        Kind::Not(Box::new(Expression { span: self.span_from(start), kind: test }))
                    } else {
                        test
                    }
                }
                "if" if least == 0 => {
                    self.take("if");
                    let condition = Box::new(self.bound(0)?);
                    self.expect("else")?;
                    Kind::Ternary { condition, yes: Box::new(left), no: Box::new(self.bound(0)?) }
                }
                "not" if least <= 5 && self.peek_after(1) == "in" => {
                    self.at += 2;
                    let right = Box::new(self.bound(6)?);
                    Kind::Binary { operator: Operator::In, left: Box::new(left), right }
                }
                _ => match binding(sign) {
                    Some((operator, left_power, right_power)) if left_power >= least => {
                        self.at += 1;
                        let right = Box::new(self.bound(right_power)?);
                        Kind::Binary { operator, left: Box::new(left), right }
                    }
                    _ => return Some(left),
                },
            };
            self.longer()?;
            left = self.postfix(Expression { span: self.span_from(start), kind })?;
        }
    }

    /// A value before any operator.
    fn operand(&mut self, start: usize) -> Option<Expression> {
        let kind = match &self.tokens.get(self.at)?.kind {
            TokenKind::Text(text) => self.literal(Literal::Text(text.clone())),
            TokenKind::Integer => self.literal(Literal::Integer),
            TokenKind::Float => self.literal(Literal::Float),
            TokenKind::Flag => self.literal(Literal::Flag),
            TokenKind::Word("none" | "None" | "null") => self.literal(Literal::None),
            TokenKind::Word("not") => {
                self.at += 1;
                Kind::Not(Box::new(self.bound(5)?))
            }
            TokenKind::Word(word) => {
                if self.peek_after(1) == "(" {
                    Kind::Function(self.call()?)
                } else {
                    self.at += 1;
                    Kind::Variable((*word).to_owned())
                }
            }
            TokenKind::Sign("-") => {
                self.at += 1;
                let of = self.bound(20)?;
                match of.kind {
                    Kind::Literal(number @ (Literal::Integer | Literal::Float)) => {
                        Kind::Literal(number)
                    }
                    _ => Kind::Negative(Box::new(of)),
                }
            }
            TokenKind::Sign("<") => {
                self.at += 1;
                let call = self.component()?;
                self.expect("/")?;
                self.expect(">")?;
                Kind::Component(Box::new(call))
            }
            TokenKind::Sign("{") => self.map()?,
            TokenKind::Sign("[") => self.list()?,
            TokenKind::Sign("(") => {
                self.at += 1;
                let inner = self.bound(0)?;
                self.expect(")")?;
                inner.kind
            }
            TokenKind::Sign(_) => return None,
        };
        Some(Expression { span: self.span_from(start), kind })
    }

    fn literal(&mut self, literal: Literal) -> Kind {
        self.at += 1;
        Kind::Literal(literal)
    }

    /// Fields and brackets behind a value.
    fn postfix(&mut self, mut of: Expression) -> Option<Expression> {
        loop {
            let start = of.span.start;
            let sign = self.peek();
            let kind = match sign {
                "." | "?." => {
                    self.at += 1;
                    let name = self.name()?;
                    Kind::Field { of: Box::new(of), name, optional: sign == "?." }
                }
                "[" | "?[" => {
                    self.at += 1;
                    self.bracket(of, sign == "?[")?
                }
                _ => return Some(of),
            };
            self.longer()?;
            of = Expression { span: self.span_from(start), kind };
        }
    }

    /// What stands in brackets behind a value: an index, or the bounds of a slice.
    fn bracket(&mut self, of: Expression, optional: bool) -> Option<Kind> {
        let of = Box::new(of);
        let mut bounds = Vec::new();
        let mut colons = 0;
        while !self.take("]") {
            if self.take(":") {
                colons += 1;
            } else {
                bounds.push(self.bound(0)?);
            }
        }
        match (colons, bounds.len()) {
            (0, 1) => Some(Kind::Index { of, index: Box::new(bounds.pop()?), optional }),
            (1..=2, 0..=3) => Some(Kind::Slice { of, bounds, optional }),
            _ => None,
        }
    }

    /// A function, a filter or a test, with or without arguments.
    pub fn call(&mut self) -> Option<Call> {
        let name = self.name()?;
        let mut arguments = Vec::new();
        if self.take("(") {
            while !self.take(")") {
                if !arguments.is_empty() {
                    self.expect(",")?;
                    if self.take(")") {
                        break;
                    }
                }
                let name = self.name()?;
                self.expect("=")?;
                arguments.push((name, self.bound(0)?));
            }
        }
        Some(Call { name, arguments })
    }

    /// Entries up to `close`, separated by commas; `entry` reads one.
    fn entries<T>(
        &mut self,
        close: &str,
        mut entry: impl FnMut(&mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        let mut entries = Vec::new();
        while !self.take(close) {
            if !entries.is_empty() {
                self.expect(",")?;
                if self.take(close) {
                    break;
                }
            }
            entries.push(entry(self)?);
        }
        Some(entries)
    }

    fn map(&mut self) -> Option<Kind> {
        self.expect("{")?;
        let entries = self.entries("}", |cursor| {
            if cursor.take("...") {
                return Some((None, cursor.bound(0)?));
            }
            let key = match &cursor.tokens.get(cursor.at)?.kind {
                TokenKind::Text(text) => text.clone(),
                // A key that no field can name.
                TokenKind::Integer | TokenKind::Flag => String::new(),
                _ => return None,
            };
            cursor.at += 1;
            cursor.expect(":")?;
            Some((Some(key), cursor.bound(0)?))
        })?;
        Some(Kind::Map(entries))
    }

    fn list(&mut self) -> Option<Kind> {
        self.expect("[")?;
        let entry = |cursor: &mut Self| Some((cursor.take("..."), cursor.bound(0)?));
        if self.take("]") {
            return Some(Kind::List(Vec::new()));
        }
        let first = entry(self)?;
        if !first.0 && self.take("for") {
            return self.comprehension(first.1);
        }
        let mut entries = vec![first];
        if self.take(",") {
            entries.extend(self.entries("]", entry)?);
        } else {
            self.expect("]")?;
        }
        Some(Kind::List(entries))
    }

    fn comprehension(&mut self, value: Expression) -> Option<Kind> {
        let variables = self.loop_variables()?;
        let over = self.bound(1)?;
        let condition = if self.take("if") { Some(self.bound(1)?) } else { None };
        self.expect("]")?;
        Some(Kind::Comprehension(Box::new(Comprehension { value, variables, over, condition })))
    }

    /// `value in` and `key, value in`.
    pub fn loop_variables(&mut self) -> Option<LoopVariables> {
        let first = self.name()?.text;
        let second = if self.take(",") { Some(self.name()?.text) } else { None };
        self.expect("in")?;
        Some(match second {
            Some(value) => LoopVariables { key: Some(first), value },
            None => LoopVariables { key: None, value: first },
        })
    }

    /// A component's name and arguments, from behind the `<`.
    pub fn component(&mut self) -> Option<ComponentCall> {
        let name = self.dotted()?;
        let mut arguments = Vec::new();
        loop {
            if self.take("{") {
                self.expect("...")?;
                arguments.push((None, self.bound(0)?));
                self.expect("}")?;
                continue;
            }
            let Some(argument) = self.name() else { break };
            let value = if !self.take("=") {
                Expression {
                    span: argument.span.clone(),
                    kind: Kind::Variable(argument.text.clone()),
                }
            } else if self.take("{") {
                let value = self.bound(0)?;
                self.expect("}")?;
                value
            } else {
                let text = self.text()?;
                Expression { span: text.span, kind: Kind::Literal(Literal::Text(text.text)) }
            };
            arguments.push((Some(argument), value));
        }
        Some(ComponentCall { name, arguments, body: Vec::new() })
    }
}
