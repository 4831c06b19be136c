//! `hashlib`: digests of bytes.
//!
//! Missing: `file_digest`, `scrypt`, the tree parameters of BLAKE2.

use super::hash_functions::{Blake2b, Blake2s, Hasher, NAMES, hmac};
use super::natives::{CLOSED, argument, given, make, receiver};
use super::{ModuleSpec, set};
use crate::memory::{Guarded, Kind, Payload, PyResult, Str, Value};
use crate::objects::class::TypeSpec;
use crate::objects::exception::messages;
use crate::objects::native::{Member, Method, function, method};
use crate::objects::object::address_text;
use crate::objects::slots::Slots;
use crate::objects::str::text_of;
use crate::objects::vm::Vm;
use crate::objects::{buffer, bytes, int, kinds, ops};

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "hashlib",
    doc: "Digests of bytes.",
    functions: FUNCTIONS,
    setup: Some(|vm, module| {
        let names: Vec<Value> = NAMES.iter().map(|name| vm.intern(name)).collect();
        let list = vm.new_list(names);
        for attribute in ["algorithms_guaranteed", "algorithms_available"] {
            let class = vm.types.set.to_value();
            set(vm, module, attribute, vm.call_values(&class, std::slice::from_ref(&list))?);
        }
        Ok(())
    }),
};

macro_rules! constructor {
    ($name:literal) => {
        function(
            $name,
            "(string=b'', *, usedforsecurity=True)",
            |vm, args| start(vm, $name, given(args, 0)),
            "A new hash object.",
        )
    };
}

const BLAKE_SIGNATURE: &str = "(data=b'', /, *, digest_size=<most>, key=b'', salt=b'', person=b'', usedforsecurity=True)";

const FUNCTIONS: &[Method] = &[
    constructor!("md5"),
    constructor!("sha1"),
    constructor!("sha224"),
    constructor!("sha256"),
    constructor!("sha384"),
    constructor!("sha512"),
    constructor!("sha3_224"),
    constructor!("sha3_256"),
    constructor!("sha3_384"),
    constructor!("sha3_512"),
    constructor!("shake_128"),
    constructor!("shake_256"),
    function("blake2b", BLAKE_SIGNATURE, |vm, args| blake2(vm, args, "blake2b", 64, 16), "A new BLAKE2b object."),
    function("blake2s", BLAKE_SIGNATURE, |vm, args| blake2(vm, args, "blake2s", 32, 8), "A new BLAKE2s object."),
    function("new", "(name, data=b'', *, usedforsecurity=True)", hashlib_new, "A new hash object by the name of its function."),
    function("pbkdf2_hmac", "(hash_name, password, salt, iterations, dklen=None)", pbkdf2_hmac, "A key derived from a password."),
];

const HASH: TypeSpec = TypeSpec {
    name: "HASH",
    module: "_hashlib",
    flags: CLOSED,
    doc: "A digest under way.",
    slots: Slots { repr: Some(hash_repr), ..Slots::EMPTY },
    methods: &[
        method("update", "(self, obj, /)", hash_update, "Go on with more bytes."),
        method(
            "digest",
            "(self, length=<fixed>)",
            |vm, args| digest(vm, args).map(|digest| bytes::from_vec(vm, digest)),
            "The digest of what was given so far.",
        ),
        method("hexdigest", "(self, length=<fixed>)", hash_hexdigest, "The digest as hexadecimal digits."),
        method("copy", "(self, /)", hash_copy, "An independent copy."),
    ],
    members: &[
        Member {
            name: "name",
            get: |vm, value| Ok(value.get::<HashObject>().map_or(Value::NONE, |hash| vm.intern(hash.name))),
            set: None,
            doc: "",
        },
        Member { name: "digest_size", get: |vm, value| size(vm, value, Hasher::digest_size), set: None, doc: "" },
        Member { name: "block_size", get: |vm, value| size(vm, value, Hasher::block_size), set: None, doc: "" },
    ],
    ..TypeSpec::EMPTY
};

pub struct HashObject {
    name: &'static str,
    /// In a block of its own: some functions' states ask for more alignment than a payload has.
    hasher: Guarded<Box<Hasher>>,
}

impl Payload for HashObject {
    const KIND: Kind = kinds::HASH_OBJECT;
}

fn size(vm: &Vm, value: &Value, of: fn(&Hasher) -> usize) -> PyResult {
    Ok(value.get::<HashObject>().map_or(Value::NONE, |hash| vm.new_int(hash.hasher.read(|hasher| of(hasher)) as i64)))
}

/// The bytes to digest.
fn data_of(vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
    if value.is_kind::<Str>() {
        return Err(messages::type_error(vm, "Strings must be encoded before hashing"));
    }
    if !buffer::is_bytes_like(value) {
        return Err(messages::type_error(vm, "object supporting the buffer API required"));
    }
    buffer::expect_bytes(vm, value)
}

fn begin(vm: &Vm, name: &'static str, mut hasher: Hasher, data: Option<&Value>) -> PyResult {
    if let Some(data) = data {
        hasher.update(&data_of(vm, data)?);
    }
    Ok(make(vm, &HASH, HashObject { name, hasher: Guarded::new(Box::new(hasher)) }))
}

fn unsupported(vm: &Vm, name: &str) -> crate::memory::Raised {
    messages::value_error(vm, &format!("unsupported hash type {name}"))
}

fn start(vm: &Vm, name: &'static str, data: Option<&Value>) -> PyResult {
    match Hasher::by_name(name) {
        Some(hasher) => begin(vm, name, hasher, data),
        None => Err(unsupported(vm, name)),
    }
}

/// The name as it is listed, from any spelling.
fn known_name(name: &str) -> Option<&'static str> {
    let wanted = name.to_ascii_lowercase().replace('-', "_");
    NAMES.iter().copied().find(|known| *known == wanted)
}

fn hashlib_new(vm: &Vm, args: &[Value]) -> PyResult {
    let name = argument(args, 0);
    if !name.is_kind::<Str>() {
        return Err(messages::type_error(vm, "name must be a string"));
    }
    let name = text_of(name);
    match known_name(&name) {
        Some(known) => start(vm, known, given(args, 1)),
        None => Err(unsupported(vm, &name)),
    }
}

fn blake2(vm: &Vm, args: &[Value], name: &'static str, most: usize, extra: usize) -> PyResult {
    let size = match given(args, 1) {
        Some(size) => int::clamp_to_i64(&ops::index(vm, size)?),
        None => most as i64,
    };
    if size < 1 || size > most as i64 {
        return Err(messages::value_error(vm, &format!("digest_size must be between 1 and {most} bytes")));
    }
    let part = |index: usize| match given(args, index) {
        Some(value) => buffer::expect_bytes(vm, value),
        None => Ok(Vec::new()),
    };
    let (key, salt, person) = (part(2)?, part(3)?, part(4)?);
    for (label, text, limit) in [("salt", &salt, extra), ("person", &person, extra), ("key", &key, most)] {
        if text.len() > limit {
            return Err(messages::value_error(vm, &format!("maximum {label} length is {limit} bytes")));
        }
    }
    let size = size as usize;
    let hasher = if name == "blake2b" {
        Hasher::Blake2b(Box::new(Blake2b::new(size, &key, &salt, &person)))
    } else {
        Hasher::Blake2s(Box::new(Blake2s::new(size, &key, &salt, &person)))
    };
    begin(vm, name, hasher, given(args, 0))
}

fn hash_update(vm: &Vm, args: &[Value]) -> PyResult {
    let hash = receiver::<HashObject>(vm, args)?;
    let data = data_of(vm, argument(args, 1))?;
    hash.hasher.write(|hasher| hasher.update(&data));
    Ok(Value::NONE)
}

fn digest(vm: &Vm, args: &[Value]) -> PyResult<Vec<u8>> {
    let hash = receiver::<HashObject>(vm, args)?;
    if !hash.hasher.read(|hasher| hasher.is_extendable()) {
        if args.get(1).is_some_and(|length| !length.is_unbound()) {
            return Err(messages::type_error(vm, "HASH.digest() takes no arguments (1 given)"));
        }
        return Ok(hash.hasher.read(|hasher| hasher.digest()));
    }
    let Some(length) = given(args, 1) else {
        return Err(messages::type_error(vm, "digest() missing required argument 'length' (pos 1)"));
    };
    let length = super::natives::expect_size(vm, length)?;
    if length < 0 {
        return Err(messages::value_error(vm, "value must be positive"));
    }
    let mut out = bytes::zeros(vm, length as usize)?;
    hash.hasher.read(|hasher| hasher.extend_into(&mut out));
    Ok(out)
}

fn hash_hexdigest(vm: &Vm, args: &[Value]) -> PyResult {
    use std::fmt::Write;
    let digest = digest(vm, args)?;
    let mut text = String::with_capacity(digest.len() * 2);
    for byte in digest {
        let _ = write!(text, "{byte:02x}");
    }
    Ok(vm.new_string(text))
}

fn hash_copy(vm: &Vm, args: &[Value]) -> PyResult {
    let hash = receiver::<HashObject>(vm, args)?;
    Ok(make(vm, &HASH, HashObject { name: hash.name, hasher: Guarded::new(hash.hasher.copy()) }))
}

fn hash_repr(vm: &Vm, value: &Value) -> PyResult {
    let name = value.get::<HashObject>().map_or("", |hash| hash.name);
    Ok(vm.new_string(format!("<{name} _hashlib.HASH object @ {}>", address_text(value))))
}

fn pbkdf2_hmac(vm: &Vm, args: &[Value]) -> PyResult {
    let name = argument(args, 0);
    if !name.is_kind::<Str>() {
        return Err(messages::type_error(
            vm,
            &format!("pbkdf2_hmac() argument 'hash_name' must be str, not {}", vm.class_name(name)),
        ));
    }
    let name = text_of(name);
    let Some(plain) = known_name(&name).and_then(Hasher::by_name).filter(|hasher| !hasher.is_extendable()) else {
        return Err(unsupported(vm, &name));
    };
    let (password, salt) = (buffer::expect_bytes(vm, argument(args, 1))?, buffer::expect_bytes(vm, argument(args, 2))?);
    let rounds = super::natives::expect_size(vm, argument(args, 3))?;
    if rounds < 1 {
        return Err(messages::value_error(vm, "iteration value must be greater than 0."));
    }
    let length = match given(args, 4).filter(|length| !length.is_none()) {
        Some(length) => super::natives::expect_size(vm, length)?,
        None => plain.digest_size() as i64,
    };
    if length < 1 {
        return Err(messages::value_error(vm, "key length must be greater than 0."));
    }
    let mut key = bytes::zeros(vm, length as usize)?;
    for (index, part) in key.chunks_mut(plain.digest_size()).enumerate() {
        let mut last = hmac(&plain, &password, &[&salt, &(index as u32 + 1).to_be_bytes()]);
        let mut block = last.clone();
        for _ in 1..rounds {
            last = hmac(&plain, &password, &[&last]);
            block.iter_mut().zip(&last).for_each(|(place, byte)| *place ^= byte);
            vm.poll()?;
        }
        part.iter_mut().zip(block).for_each(|(place, byte)| *place = byte);
    }
    Ok(bytes::from_vec(vm, key))
}
