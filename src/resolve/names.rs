//! Interned identifiers and private-name mangling.
//!
//! A [`Names`] numbers every identifier of one parse densely from 0, so the passes of the resolver
//! compare and index names as integers. Mangling follows `__name` → `_Class__name` and is memoised.
//!
//! Deliberately missing: sharing between parses, and the interning of Python string objects.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::rc::Rc;

use taipan_grammar::ast::Name;

/// The number of an identifier within one [`Names`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Id(pub u32);

impl Id {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// Hashes small integers that no script chooses: dense numbers and addresses.
#[derive(Default)]
pub(super) struct NumberHasher(u64);

impl Hasher for NumberHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        // The table takes its bucket from the low bits, the product mixes into the high ones.
        self.0 ^= self.0 >> 32;
    }
}

pub(super) type NumberMap<K, V> = HashMap<K, V, BuildHasherDefault<NumberHasher>>;
pub(super) type NumberSet<K> = std::collections::HashSet<K, BuildHasherDefault<NumberHasher>>;

/// The identifiers of one parse.
#[derive(Default)]
pub(super) struct Names {
    texts: Vec<Name>,
    /// Whether the identifier is one that a class mangles.
    private: Vec<bool>,
    by_text: HashMap<Name, Id>,
    by_address: NumberMap<usize, Id>,
    mangled: NumberMap<(Id, Id), Id>,
}

impl Names {
    /// The number of a name of the tree that is being resolved.
    ///
    /// The address of the name serves as a shortcut, which is right because the tree outlives the
    /// passes: nothing else can be allocated there meanwhile.
    pub(super) fn intern(&mut self, name: &Name) -> Id {
        let address = Rc::as_ptr(name).cast::<u8>() as usize;
        if let Some(id) = self.by_address.get(&address) {
            return *id;
        }
        let id = match self.by_text.get(name) {
            Some(id) => *id,
            None => self.push(Rc::clone(name)),
        };
        self.by_address.insert(address, id);
        id
    }

    pub(super) fn intern_text(&mut self, text: &str) -> Id {
        match self.by_text.get(text) {
            Some(id) => *id,
            None => self.push(Rc::from(text)),
        }
    }

    fn push(&mut self, name: Name) -> Id {
        let id = Id(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        self.private.push(is_private(&name));
        self.texts.push(Rc::clone(&name));
        self.by_text.insert(name, id);
        id
    }

    pub(super) fn find(&self, text: &str) -> Option<Id> {
        self.by_text.get(text).copied()
    }

    pub(super) fn text(&self, id: Id) -> &Name {
        &self.texts[id.index()]
    }

    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether a class could mangle this name.
    pub(super) fn is_private(&self, id: Id) -> bool {
        self.private[id.index()]
    }

    /// The name as code inside the class spells it to the interpreter.
    pub(super) fn mangle(&mut self, class: Id, id: Id) -> Id {
        if !self.is_private(id) {
            return id;
        }
        if let Some(mangled) = self.mangled.get(&(class, id)) {
            return *mangled;
        }
        let name = mangle(Some(self.text(class)), self.text(id));
        let mangled = self.intern_text(&name);
        self.mangled.insert((class, id), mangled);
        mangled
    }

    /// Forgets the addresses, which mean nothing once the tree may be gone.
    pub(super) fn seal(&mut self) {
        self.by_address = NumberMap::default();
    }
}

fn is_private(name: &str) -> bool {
    name.starts_with("__") && !name.ends_with("__") && !name.contains('.')
}

/// Mangles a private name as a class of this name does; other names come back as they are.
pub fn mangle(class_name: Option<&str>, name: &Name) -> Name {
    let Some(class_name) = class_name else { return Rc::clone(name) };
    let stem = class_name.trim_start_matches('_');
    if stem.is_empty() || !is_private(name) {
        return Rc::clone(name);
    }
    Rc::from(format!("_{stem}{name}"))
}
