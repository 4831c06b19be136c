//! Storage for executable nodes: boxes that live as long as their arena, with
//! small copyable references between them.

use std::cell::RefCell;
use std::ops::Deref;
use std::ptr::NonNull;

/// Owns nodes; they are freed together, iteratively, when the arena goes.
pub struct Arena<T: ?Sized> {
    items: RefCell<Vec<Box<T>>>,
}

/// A reference to a node. Whoever runs a node keeps its arena alive: a frame
/// holds its function, the function its code, the code its arena.
pub struct ArenaRef<T: ?Sized>(NonNull<T>);

impl<T: ?Sized> Arena<T> {
    pub fn new() -> Arena<T> {
        Arena { items: RefCell::new(Vec::new()) }
    }

    pub fn add(&self, item: Box<T>) -> ArenaRef<T> {
        let reference = ArenaRef(NonNull::from(&*item));
        self.items.borrow_mut().push(item);
        reference
    }
}

impl<T: ?Sized> Default for Arena<T> {
    fn default() -> Self {
        Arena::new()
    }
}

impl<T: ?Sized> Clone for ArenaRef<T> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for ArenaRef<T> {}

impl<T: ?Sized> Deref for ArenaRef<T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: boxes do not move, and the arena outlives every run of its nodes.
        unsafe { self.0.as_ref() }
    }
}

impl<T> ArenaRef<T> {
    /// A short reference to something that its holder keeps alive by other
    /// means: a frame's code and globals, which its function owns.
    #[inline(always)]
    pub fn pinned(item: &T) -> ArenaRef<T> {
        ArenaRef(NonNull::from(item))
    }
}

/// A reference that lasts for the rest of the process. Interpreters are made
/// once and never freed, so a frame may name its own without a lifetime.
#[inline(always)]
pub fn forever<T>(item: &T) -> &'static T {
    // SAFETY: callers pass the interpreter, which is leaked when it is made.
    unsafe { &*std::ptr::from_ref(item) }
}
