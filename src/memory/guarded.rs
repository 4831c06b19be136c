//! A cell whose contents are only reachable inside leaf closures.
//!
//! The closures get no interpreter handle, so they cannot run Python code
//! (promise M4). Values that must be released are moved out and dropped by the
//! caller after the closure has returned. Debug builds count borrows and fail
//! loudly when the promise is broken.

#[cfg(debug_assertions)]
use std::cell::Cell;
use std::cell::UnsafeCell;

pub struct Guarded<T> {
    contents: UnsafeCell<T>,
    #[cfg(debug_assertions)]
    borrows: Cell<isize>,
}

impl<T> Guarded<T> {
    #[inline]
    pub const fn new(contents: T) -> Guarded<T> {
        Guarded {
            contents: UnsafeCell::new(contents),
            #[cfg(debug_assertions)]
            borrows: Cell::new(0),
        }
    }

    /// Looks at the contents.
    #[inline(always)]
    pub fn read<R>(&self, look: impl FnOnce(&T) -> R) -> R {
        #[cfg(debug_assertions)]
        {
            assert!(self.borrows.get() >= 0, "a guarded cell is read while it is written");
            self.borrows.set(self.borrows.get() + 1);
        }
        // SAFETY: M4 — no write can start before the leaf closure returns.
        let result = look(unsafe { &*self.contents.get() });
        #[cfg(debug_assertions)]
        self.borrows.set(self.borrows.get() - 1);
        result
    }

    /// Changes the contents.
    #[inline(always)]
    pub fn write<R>(&self, change: impl FnOnce(&mut T) -> R) -> R {
        #[cfg(debug_assertions)]
        {
            assert!(self.borrows.get() == 0, "a guarded cell is written while it is borrowed");
            self.borrows.set(-1);
        }
        // SAFETY: M4 — nothing else touches the contents before the leaf closure returns.
        let result = change(unsafe { &mut *self.contents.get() });
        #[cfg(debug_assertions)]
        self.borrows.set(0);
        result
    }

    #[inline(always)]
    pub fn replace(&self, contents: T) -> T {
        self.write(|old| std::mem::replace(old, contents))
    }

    pub fn into_inner(self) -> T {
        self.contents.into_inner()
    }
}

impl<T: Default> Guarded<T> {
    #[inline]
    pub fn take(&self) -> T {
        self.replace(T::default())
    }
}

impl<T: Clone> Guarded<T> {
    #[inline(always)]
    pub fn copy(&self) -> T {
        self.read(T::clone)
    }
}

impl<T: Default> Default for Guarded<T> {
    fn default() -> Self {
        Guarded::new(T::default())
    }
}
