//! The table of interned strings.
//!
//! Attribute names are compared by address, so every name that reaches a
//! lookup goes through here once. Interned strings live as long as the
//! interpreter.

use super::vm::Vm;
use crate::memory::{Guarded, Str, StrData, Value, flag};
use crate::text::siphash::HashKey;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A quick hasher for trusted names (FNV-1a over words).
#[derive(Default)]
pub struct NameHasher(u64);

impl Hasher for NameHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        let mix = |hash: u64, word: u64| (hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
        let mut hash = self.0 ^ 0xcbf2_9ce4_8422_2325;
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            hash = mix(hash, u64::from_le_bytes(*word));
        }
        hash = mix(hash, rest.iter().fold(rest.len() as u64, |word, &byte| word << 8 | u64::from(byte)));
        self.0 = hash;
    }
}

type Table = HashMap<Box<[u8]>, Value, BuildHasherDefault<NameHasher>>;

pub struct Interner {
    class: Guarded<Value>,
    /// Interned strings know their hash, so that looking one up is a leaf.
    key: HashKey,
    narrow: Guarded<Table>,
    /// Texts that are not ASCII, keyed by their code points' bytes and width.
    wide: Guarded<Table>,
}

impl Interner {
    pub fn new(class: Value, (k0, k1): (u64, u64)) -> Interner {
        let key = HashKey { k0, k1 };
        Interner {
            class: Guarded::new(class),
            key,
            narrow: Guarded::new(Table::with_capacity_and_hasher(2048, BuildHasherDefault::default())),
            wide: Guarded::new(Table::default()),
        }
    }

    /// The interned str of an ASCII text, before a `Vm` exists.
    pub fn ascii(&self, text: &str) -> Value {
        if let Some(known) = self.narrow.read(|table| table.get(text.as_bytes()).cloned()) {
            return known;
        }
        let value = match Str::try_new(self.class.copy(), StrData::Ascii(text)) {
            Some(text) => text.into_value(),
            None => return Value::NONE,
        };
        self.keep(&value);
        self.narrow.write(|table| table.insert(text.as_bytes().into(), value.clone()));
        value
    }

    pub fn text(&self, vm: &Vm, text: &str) -> Value {
        if text.is_ascii() {
            return self.ascii(text);
        }
        let value = super::str::from_utf8(vm, text);
        self.value(&value)
    }

    /// The interned str equal to `name`; `name` itself when it is the first.
    /// Anything that is not an exact str is returned as it is.
    pub fn value(&self, name: &Value) -> Value {
        let (Some(header), Some(text)) = (name.header(), name.get::<Str>()) else { return name.clone() };
        if header.has(flag::INTERNED) {
            return name.clone();
        }
        if !header.class().is(&self.class.copy()) {
            // A subclass instance must not become the representative.
            return match Str::try_new(self.class.copy(), text.data()) {
                Some(copy) => self.value(copy.value()),
                None => name.clone(),
            };
        }
        let (table, key): (_, Box<[u8]>) = match text.data() {
            StrData::Ascii(text) => (&self.narrow, text.as_bytes().into()),
            _ => {
                let mut key = text.bytes().to_vec();
                key.push(text.kind() as u8);
                (&self.wide, key.into_boxed_slice())
            }
        };
        if let Some(known) = table.read(|table| table.get(&key).cloned()) {
            return known;
        }
        self.keep(name);
        table.write(|table| table.insert(key, name.clone()));
        name.clone()
    }

    fn keep(&self, value: &Value) {
        if let Some(text) = value.get::<Str>()
            && text.hash.get() == 0
        {
            text.hash.set(self.key.hash_bytes(text.bytes()) as u64);
        }
        if let Some(header) = value.header() {
            header.set_flag(flag::INTERNED);
        }
    }

    /// Number of interned strings.
    pub fn len(&self) -> usize {
        self.narrow.read(Table::len) + self.wide.read(Table::len)
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Whether a value is an interned str.
pub fn is_interned(value: &Value) -> bool {
    value.is_kind::<Str>() && value.header().is_some_and(|header| header.has(flag::INTERNED))
}
