//! The value word: one non-zero 64-bit word that is an integer, a float, an
//! immediate or a counted pointer.
//!
//! Layout (two's complement, low three bits are the tag):
//!
//! - `000` pointer to an object header
//! - `011`, `111` integer `i`, stored as `(i << 2) | 3` (62 bits)
//! - `010`, `101`, `110` float: `rotl(bits, 4) + 2`, for the three exponent
//!   prefixes that ordinary numbers have (float self-tagging, OOPSLA 2025)
//! - `100` immediates: `None`, `True`, completions of statements, …
//!
//! NaN, infinities and extreme exponents are boxed by the object layer, so two
//! equal words are always equal numbers.

use super::object::{Handle, Header, Kind, Payload};
use std::marker::PhantomData;
use std::num::NonZeroU64;
use std::ops::Deref;
use std::ptr::NonNull;

/// An owned Python value. Cloning counts up, dropping counts down.
#[repr(transparent)]
pub struct Value(NonZeroU64);

/// A borrowed value word, valid until the next call-out or store (promise M6).
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct Ref<'a>(NonZeroU64, PhantomData<&'a Value>);

/// An exception is pending in the thread. Carries nothing, so that a
/// `Result<Value, Raised>` is one register wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Raised;

/// The result of anything that may raise a Python exception.
pub type PyResult<T = Value> = Result<T, Raised>;

const fn immediate(number: u64) -> u64 {
    (number << 3) | 4
}

const fn word(bits: u64) -> NonZeroU64 {
    match NonZeroU64::new(bits) {
        Some(word) => word,
        None => panic!("a value word is never zero"),
    }
}

macro_rules! immediates {
    ($($(#[$doc:meta])* $name:ident = $number:expr;)*) => {
        #[allow(clippy::declare_interior_mutable_const, reason = "words have no interior")]
        impl Value {
            $($(#[$doc])* pub const $name: Value = Value(word(immediate($number)));)*
        }
    };
}

immediates! {
    NONE = 0;
    FALSE = 1;
    TRUE = 2;
    ELLIPSIS = 3;
    NOT_IMPLEMENTED = 4;
    /// No value: an unassigned variable, an argument that was not given.
    UNBOUND = 5;
    /// Completion: the statement ended normally.
    NORMAL = 6;
    /// Completion: `break` is on its way to its loop.
    BREAK = 7;
    /// Completion: `continue` is on its way to its loop.
    CONTINUE = 8;
    /// Completion of a generator body: a value lies in the frame's `ret` slot.
    YIELD = 9;
    /// Completion of a generator body: go on with the frame's `next` node.
    GOTO = 10;
    /// An iterator has no further item.
    DONE = 11;
    /// Completion of an asynchronous generator's body: it yields to its user.
    ASYNC_YIELD = 12;
}

pub const BITS_NONE: u64 = immediate(0);
pub const BITS_FALSE: u64 = immediate(1);
pub const BITS_TRUE: u64 = immediate(2);
pub const BITS_UNBOUND: u64 = immediate(5);
pub const BITS_NORMAL: u64 = immediate(6);

/// The smallest and largest integer that fit the word.
pub const INT_MIN: i64 = -(1 << 61);
pub const INT_MAX: i64 = (1 << 61) - 1;

const FLOAT_TAGS: u32 = 0x6464_6464;

impl Value {
    /// The raw word.
    #[inline(always)]
    pub fn bits(&self) -> u64 {
        self.0.get()
    }

    /// Rebuilds an owned value from a word.
    ///
    /// # Safety
    /// The word must carry one count that nobody else owns (promise M1).
    #[inline(always)]
    pub(super) unsafe fn from_bits(bits: u64) -> Value {
        // SAFETY: words are never zero.
        Value(unsafe { NonZeroU64::new_unchecked(bits) })
    }

    #[inline(always)]
    pub fn borrow(&self) -> Ref<'_> {
        Ref(self.0, PhantomData)
    }

    #[inline(always)]
    pub fn bool(value: bool) -> Value {
        if value { Value::TRUE } else { Value::FALSE }
    }

    /// An integer word; the caller knows that it fits 62 bits.
    #[inline(always)]
    pub fn small_int(value: i64) -> Value {
        debug_assert!((INT_MIN..=INT_MAX).contains(&value));
        Value(word_unchecked(((value << 2) | 3) as u64))
    }

    /// An integer word, or `None` when 62 bits do not hold it.
    #[inline(always)]
    pub fn try_int(value: i64) -> Option<Value> {
        if (INT_MIN..=INT_MAX).contains(&value) { Some(Value::small_int(value)) } else { None }
    }

    /// A float word, or `None` when this float must be boxed.
    #[inline(always)]
    pub fn try_float(value: f64) -> Option<Value> {
        let bits = value.to_bits().rotate_left(4).wrapping_add(2);
        if is_float_word(bits) { Some(Value(word_unchecked(bits))) } else { None }
    }

    #[inline(always)]
    pub fn is_object(&self) -> bool {
        self.bits() & 7 == 0
    }

    #[inline(always)]
    pub fn is(&self, other: &Value) -> bool {
        self.0 == other.0
    }

    #[inline(always)]
    pub fn is_int(&self) -> bool {
        self.bits() & 3 == 3
    }

    #[inline(always)]
    pub fn is_float_word(&self) -> bool {
        is_float_word(self.bits())
    }

    #[inline(always)]
    pub fn is_none(&self) -> bool {
        self.bits() == BITS_NONE
    }

    #[inline(always)]
    pub fn is_true(&self) -> bool {
        self.bits() == BITS_TRUE
    }

    #[inline(always)]
    pub fn is_false(&self) -> bool {
        self.bits() == BITS_FALSE
    }

    #[inline(always)]
    pub fn is_bool(&self) -> bool {
        self.is_true() || self.is_false()
    }

    #[inline(always)]
    pub fn is_unbound(&self) -> bool {
        self.bits() == BITS_UNBOUND
    }

    #[inline(always)]
    pub fn is_normal(&self) -> bool {
        self.bits() == BITS_NORMAL
    }

    #[inline(always)]
    pub fn is_not_implemented(&self) -> bool {
        self.bits() == immediate(4)
    }

    #[inline(always)]
    pub fn is_done(&self) -> bool {
        self.bits() == immediate(11)
    }

    /// The integer of an integer word (not of `True`, not of a big integer).
    #[inline(always)]
    pub fn as_int(&self) -> Option<i64> {
        if self.is_int() { Some((self.bits() as i64) >> 2) } else { None }
    }

    /// The float of a float word (boxed floats are the object layer's).
    #[inline(always)]
    pub fn as_float_word(&self) -> Option<f64> {
        if self.is_float_word() { Some(float_of(self.bits())) } else { None }
    }

    /// The header of a counted object.
    #[inline(always)]
    pub fn header(&self) -> Option<&Header> {
        if self.is_object() {
            // SAFETY: M1 — a pointer word is a live, initialised header.
            Some(unsafe { &*(self.bits() as *const Header) })
        } else {
            None
        }
    }

    /// The payload kind, or `None` for words that are not objects.
    #[inline(always)]
    pub fn kind(&self) -> Option<Kind> {
        self.header().map(Header::kind)
    }

    #[inline(always)]
    pub fn is_kind<T: Payload>(&self) -> bool {
        match self.header() {
            Some(header) => header.kind() == T::KIND,
            None => false,
        }
    }

    /// The payload, when the object carries one of type `T`.
    #[inline(always)]
    pub fn get<T: Payload>(&self) -> Option<&T> {
        match self.header() {
            Some(header) if header.kind() == T::KIND => {
                // SAFETY: M1, M2 — the kind number belongs to `T` alone.
                Some(unsafe { &*header.payload::<T>() })
            }
            _ => None,
        }
    }

    /// The typed handle, when the object carries a payload of type `T`.
    #[inline(always)]
    pub fn downcast<T: Payload>(self) -> Result<Handle<T>, Value> {
        if self.is_kind::<T>() {
            // SAFETY: the kind was checked; the count moves into the handle.
            Ok(unsafe { Handle::from_value(self) })
        } else {
            Err(self)
        }
    }

    /// A typed view of this value, when the object carries a `T`.
    #[inline(always)]
    pub fn as_handle<T: Payload>(&self) -> Option<&Handle<T>> {
        if self.is_kind::<T>() {
            // SAFETY: `Handle` is a transparent `Value` with a checked kind.
            Some(unsafe { &*(self as *const Value as *const Handle<T>) })
        } else {
            None
        }
    }

    /// A number that tells this object from every other live one.
    pub fn identity(&self) -> u64 {
        self.bits()
    }

    #[inline(always)]
    pub(super) fn pointer(&self) -> Option<NonNull<Header>> {
        if self.is_object() { NonNull::new(self.bits() as *mut Header) } else { None }
    }
}

#[inline(always)]
fn word_unchecked(bits: u64) -> NonZeroU64 {
    // SAFETY: every caller sets a tag bit, so the word is not zero.
    unsafe { NonZeroU64::new_unchecked(bits) }
}

#[inline(always)]
pub fn is_float_word(bits: u64) -> bool {
    (FLOAT_TAGS >> (bits as u32 & 31)) & 1 != 0
}

#[inline(always)]
pub fn float_of(bits: u64) -> f64 {
    f64::from_bits(bits.wrapping_sub(2).rotate_right(4))
}

/// Owned and borrowed values are read alike.
impl AsRef<Value> for Value {
    #[inline(always)]
    fn as_ref(&self) -> &Value {
        self
    }
}

impl AsRef<Value> for Ref<'_> {
    #[inline(always)]
    fn as_ref(&self) -> &Value {
        self
    }
}

impl Clone for Value {
    #[inline(always)]
    fn clone(&self) -> Value {
        if let Some(header) = self.header() {
            header.count_up();
        }
        Value(self.0)
    }
}

impl Drop for Value {
    #[inline(always)]
    fn drop(&mut self) {
        if let Some(pointer) = self.pointer() {
            // SAFETY: M1 — this handle owns the count it gives back.
            unsafe { Header::count_down(pointer) }
        }
    }
}

impl<'a> Ref<'a> {
    #[inline(always)]
    pub(super) fn from_bits(bits: u64) -> Ref<'a> {
        Ref(word_unchecked(bits), PhantomData)
    }

    /// A counted copy.
    #[inline(always)]
    pub fn own(self) -> Value {
        (*self).clone()
    }
}

impl Deref for Ref<'_> {
    type Target = Value;

    #[inline(always)]
    fn deref(&self) -> &Value {
        // SAFETY: both are transparent over the same word; a reference never drops.
        unsafe { &*(self as *const Ref as *const Value) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_one_word() {
        assert_eq!(size_of::<PyResult>(), 8);
        assert_eq!(size_of::<Option<Value>>(), 8);
    }

    #[test]
    fn integers_keep_their_value() {
        for number in [0, 1, -1, INT_MAX, INT_MIN] {
            assert_eq!(Value::small_int(number).as_int(), Some(number));
        }
        assert!(Value::try_int(INT_MAX + 1).is_none());
    }

    #[test]
    fn common_floats_fit_the_word() {
        for number in [0.0, -0.0, 1.0, -2.5, 1e70, 1e-70, f64::MIN_POSITIVE] {
            let value = Value::try_float(number).map(|value| value.as_float_word());
            assert_eq!(value.flatten().map(f64::to_bits), Some(number.to_bits()));
        }
        assert!(Value::try_float(f64::NAN).is_none());
        assert!(Value::try_float(f64::INFINITY).is_none());
    }
}

/// A value word without a count, for caches: read only while a version number
/// says that the real owner still holds the value (promise M8).
#[derive(Clone, Copy)]
pub struct Uncounted(u64);

impl Uncounted {
    pub const NONE: Uncounted = Uncounted(BITS_UNBOUND);

    #[inline(always)]
    pub fn of(value: &Value) -> Uncounted {
        Uncounted(value.bits())
    }

    /// A counted copy.
    #[inline(always)]
    pub fn own(self) -> Value {
        self.borrow().own()
    }

    /// A counted copy, unless the object is on its way out: one that waits for
    /// its destruction has no counts left, and must not get new ones.
    pub fn own_living(self) -> Option<Value> {
        let held = self.borrow();
        if held.header().is_some_and(|header| header.count() == 0) { None } else { Some(held.own()) }
    }

    #[inline(always)]
    pub fn borrow<'a>(self) -> Ref<'a> {
        Ref::from_bits(self.0)
    }
}

/// The address of a function pointer, to tell one function from another.
pub fn function_address<F: Copy>(function: &F) -> usize {
    if size_of::<F>() == size_of::<usize>() {
        // SAFETY: `F` is pointer-sized and plain; callers pass function pointers.
        unsafe { *(function as *const F as *const usize) }
    } else {
        0
    }
}

/// Lays out values side by side for a call, without counting: the originals
/// stay borrowed as long as the row lives.
#[inline(always)]
pub fn together<const N: usize, R>(parts: [&Value; N], then: impl FnOnce(&[Value]) -> R) -> R {
    let words = parts.map(Value::bits);
    // SAFETY: M1 — a value is one word, and the words are never dropped as
    // values; whoever keeps one clones it. The borrows outlive the call.
    then(unsafe { std::slice::from_raw_parts(words.as_ptr().cast::<Value>(), N) })
}

/// The same for a receiver in front of its arguments.
#[inline]
pub fn with_receiver<R>(receiver: &Value, rest: &[Value], then: impl FnOnce(&[Value]) -> R) -> R {
    match rest {
        [] => then(std::slice::from_ref(receiver)),
        [a] => together([receiver, a], then),
        [a, b] => together([receiver, a, b], then),
        [a, b, c] => together([receiver, a, b, c], then),
        _ => in_a_row(std::iter::once(receiver).chain(rest), then),
    }
}

/// The same for any number of values.
pub fn in_a_row<'v, R>(values: impl Iterator<Item = &'v Value>, then: impl FnOnce(&[Value]) -> R) -> R {
    let words: Vec<u64> = values.map(Value::bits).collect();
    // SAFETY: as `together`.
    then(unsafe { std::slice::from_raw_parts(words.as_ptr().cast::<Value>(), words.len()) })
}
