//! The syntax tree of a pattern: nodes in one vector, children before parents.
//!
//! Because a node only refers to nodes with smaller numbers, every pass over
//! the tree is a loop, and a pattern nested a million deep is dropped flat.

use super::set::ClassSpec;

pub type NodeId = u32;

/// Flags as Python numbers them.
pub mod flag {
    pub const IGNORECASE: u32 = 2;
    pub const LOCALE: u32 = 4;
    pub const MULTILINE: u32 = 8;
    pub const DOTALL: u32 = 16;
    pub const UNICODE: u32 = 32;
    pub const VERBOSE: u32 = 64;
    pub const DEBUG: u32 = 128;
    pub const ASCII: u32 = 256;
    /// The flags that choose what letters, digits and spaces are.
    pub const KIND: u32 = ASCII | LOCALE | UNICODE;
}

/// "No upper bound" of a repetition.
pub const UNBOUNDED: u32 = u32::MAX;

/// Widths beyond this are not told apart.
pub const MAX_WIDTH: u64 = u64::MAX;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Greed {
    Greedy,
    Lazy,
    Possessive,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// `^` or `\A`: the start of the text.
    Start,
    /// `^` with MULTILINE.
    LineStart,
    /// `$`: the end, or before a newline at the end.
    End,
    /// `$` with MULTILINE.
    LineEnd,
    /// `\Z`.
    VeryEnd,
    /// `\b` and `\B`; letters as ASCII (or the C locale) has them, or as Unicode has.
    Boundary { negated: bool, unicode: bool },
}

#[derive(Clone, Debug)]
pub enum Node {
    Empty,
    /// `(?!)`.
    Fail,
    /// One character of a class, by the number of its description.
    Class(u32),
    /// Children lie one after another in [`Tree::children`].
    Sequence {
        start: u32,
        count: u32,
    },
    Either {
        start: u32,
        count: u32,
    },
    Repeat {
        child: NodeId,
        least: u32,
        most: u32,
        greed: Greed,
    },
    Group {
        child: NodeId,
        number: u32,
    },
    /// The text of a group again; how case is ignored.
    Back {
        group: u32,
        fold: Fold,
    },
    Look {
        child: NodeId,
        behind: bool,
        negated: bool,
    },
    Atomic(NodeId),
    Condition {
        group: u32,
        yes: NodeId,
        no: NodeId,
    },
    Place(Place),
}

/// How two characters are made comparable.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fold {
    None,
    Ascii,
    Unicode,
    /// As ASCII, but a character counts in whichever case a class has it.
    Locale,
}

/// The smallest and largest number of characters a node matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Width {
    pub least: u64,
    pub most: u64,
}

impl Width {
    pub const NONE: Width = Width { least: 0, most: 0 };
    pub const ONE: Width = Width { least: 1, most: 1 };

    pub fn then(self, next: Width) -> Width {
        Width { least: self.least.saturating_add(next.least), most: self.most.saturating_add(next.most) }
    }

    pub fn or(self, other: Width) -> Width {
        Width { least: self.least.min(other.least), most: self.most.max(other.most) }
    }

    pub fn times(self, least: u32, most: u32) -> Width {
        let most = match (most, self.most) {
            (UNBOUNDED, 0) => 0,
            (UNBOUNDED, _) => MAX_WIDTH,
            (most, width) => width.saturating_mul(u64::from(most)),
        };
        Width { least: self.least.saturating_mul(u64::from(least)), most }
    }
}

#[derive(Default)]
pub struct Tree {
    pub nodes: Vec<Node>,
    pub widths: Vec<Width>,
    pub children: Vec<NodeId>,
    pub classes: Vec<ClassSpec>,
    pub root: NodeId,
    /// Groups, the whole match not counted.
    pub groups: u32,
    /// Names in order of their groups.
    pub names: Vec<(Vec<u32>, u32)>,
    pub flags: u32,
    /// A group of which no text is known to be there is looked at again.
    pub looks_back: bool,
}

impl Tree {
    pub fn node(&self, id: NodeId) -> &Node {
        self.nodes.get(id as usize).unwrap_or(&Node::Empty)
    }

    pub fn width(&self, id: NodeId) -> Width {
        self.widths.get(id as usize).copied().unwrap_or(Width::NONE)
    }

    pub fn list(&self, start: u32, count: u32) -> &[NodeId] {
        let start = start as usize;
        self.children.get(start..start + count as usize).unwrap_or(&[])
    }

    /// Adds a node whose width follows from its children; `known` is the width
    /// of the nodes for which it does not.
    pub fn add(&mut self, node: Node, known: Width) -> NodeId {
        let width = match &node {
            Node::Empty | Node::Fail | Node::Place(_) | Node::Look { .. } => Width::NONE,
            Node::Class(_) => Width::ONE,
            Node::Sequence { start, count } => {
                self.list(*start, *count).iter().fold(Width::NONE, |sum, id| sum.then(self.width(*id)))
            }
            Node::Either { start, count } => {
                let widths = self.list(*start, *count).iter().map(|id| self.width(*id));
                widths.reduce(Width::or).unwrap_or(Width::NONE)
            }
            Node::Repeat { child, least, most, .. } => self.width(*child).times(*least, *most),
            Node::Group { child, .. } | Node::Atomic(child) => self.width(*child),
            Node::Condition { yes, no, .. } => self.width(*yes).or(self.width(*no)),
            Node::Back { .. } => known,
        };
        let id = self.nodes.len() as NodeId;
        self.nodes.push(node);
        self.widths.push(width);
        id
    }
}
