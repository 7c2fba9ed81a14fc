//! What a template says, as far as a check of its fields needs it: expressions and statements,
//! each name with its place. Text between the tags is left out.

use std::collections::BTreeMap;
use std::ops::Range;

/// A stretch of a template, in bytes.
pub type Span = Range<usize>;

/// An expression and the stretch that it covers.
#[derive(Clone, Debug)]
pub struct Expression {
    /// All of its text.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// What an expression is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Text, a number, true, false or none.
    Literal(Literal),
    /// A variable by its name.
    Variable(String),
    /// `of.name` and `of?.name`.
    Field { of: Box<Expression>, name: Name, optional: bool },
    /// `of[index]` and `of?[index]`.
    Index { of: Box<Expression>, index: Box<Expression>, optional: bool },
    /// `of[start:end:step]` with the bounds that are written.
    Slice { of: Box<Expression>, bounds: Vec<Expression>, optional: bool },
    /// `name(key=value)`.
    Function(Call),
    /// `of | name(key=value)`.
    Filter { of: Box<Expression>, call: Call },
    /// `of is name(key=value)`.
    Test { of: Box<Expression>, call: Call },
    /// `yes if condition else no`.
    Ternary { condition: Box<Expression>, yes: Box<Expression>, no: Box<Expression> },
    /// `not of`.
    Not(Box<Expression>),
    /// `-of`.
    Negative(Box<Expression>),
    /// `left operator right`.
    Binary { operator: Operator, left: Box<Expression>, right: Box<Expression> },
    /// `[a, b]`; whether an entry is spread (`...a`) stands beside it.
    List(Vec<(bool, Expression)>),
    /// `{"a": b}`; a spread entry has no key.
    Map(Vec<(Option<String>, Expression)>),
    /// `[value for key, name in over if condition]`.
    Comprehension(Box<Comprehension>),
    /// `<name a="b" c={d}/>`, or with a body between tags.
    Component(Box<ComponentCall>),
}

/// A value that stands in the template itself.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// Text with its escapes resolved.
    Text(String),
    /// A whole number.
    Integer,
    /// A number with a fraction.
    Float,
    /// True or false.
    Flag,
    /// None.
    None,
}

/// Operators, told apart as far as their results and their operands differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `and`.
    And,
    /// `or`.
    Or,
    /// `==` and `!=`, which take values that are not there.
    Equality,
    /// `<`, `<=`, `>`, `>=`.
    Order,
    /// `in`.
    In,
    /// `+`, `-`, `*`, `/`, `//`, `%`, `**`.
    Arithmetic,
    /// `~`.
    Concat,
}

/// A name and where it stands.
#[derive(Clone, Debug)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A function, a filter or a test with its keyword arguments.
#[derive(Clone, Debug)]
pub struct Call {
    /// What is called.
    pub name: Name,
    /// The arguments in the order of the text.
    pub arguments: Vec<(Name, Expression)>,
}

/// `[value for key, name in over if condition]`.
#[derive(Clone, Debug)]
pub struct Comprehension {
    /// What each entry becomes.
    pub value: Expression,
    /// The variables that stand for an entry.
    pub variables: LoopVariables,
    /// What is looped over.
    pub over: Expression,
    /// Which entries are taken.
    pub condition: Option<Expression>,
}

/// The variables of a loop.
#[derive(Clone, Debug)]
pub struct LoopVariables {
    /// The key, in a loop over a map.
    pub key: Option<String>,
    /// The value.
    pub value: String,
}

/// A call of a component.
#[derive(Clone, Debug)]
pub struct ComponentCall {
    /// The component, with its dots.
    pub name: Name,
    /// The arguments; a spread one has no name.
    pub arguments: Vec<(Option<Name>, Expression)>,
    /// What stands between the tags, where there are two.
    pub body: Vec<Node>,
}

/// A statement.
#[derive(Clone, Debug)]
pub enum Node {
    /// `{{ expression }}`, or a component with a body.
    Output(Expression),
    /// `{% set name = value %}`; no value where it cannot be read.
    Set { name: String, value: Option<Expression>, global: bool },
    /// `{% set name | filter %}...{% endset %}`.
    Capture { name: String, filters: Vec<Call>, body: Vec<Node>, global: bool },
    /// `{% include "name" %}`.
    Include(Name),
    /// `{% block name %}...{% endblock %}`.
    Block { name: String, body: Vec<Node> },
    /// `{% for key, value in over %}...{% else %}...{% endfor %}`.
    For { variables: LoopVariables, over: Option<Expression>, body: Vec<Node>, none: Vec<Node> },
    /// `{% if %}` and each `{% elif %}` with its body, then what stands after `{% else %}`.
    If { branches: Vec<(Option<Expression>, Vec<Node>)>, otherwise: Option<Vec<Node>> },
    /// `{% filter name %}...{% endfilter %}`.
    Filtered { filters: Vec<Call>, body: Vec<Node> },
}

/// The definition of a component.
#[derive(Clone, Debug)]
pub struct Component {
    /// The name, with its dots.
    pub name: String,
    /// The parameters by name.
    pub parameters: BTreeMap<String, Parameter>,
    /// The parameter that takes all further arguments.
    pub rest: Option<String>,
    /// What it shows.
    pub body: Vec<Node>,
}

/// A parameter of a component.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The declared type as it is written, in lower case.
    pub declared: Option<String>,
    /// The value where no argument is given.
    pub default: Option<Expression>,
    /// Whether it is taken from the caller's variables (`@site`).
    pub implicit: bool,
}

/// A whole template.
#[derive(Clone, Debug, Default)]
pub struct Template {
    /// The template that it extends.
    pub extends: Option<Name>,
    /// Its statements outside of components.
    pub nodes: Vec<Node>,
    /// The components that it defines.
    pub components: Vec<Component>,
    /// Whether a part of it could not be read, so that a variable may be set there.
    pub broken: bool,
}
