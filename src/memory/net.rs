//! System calls for sockets and for waiting until descriptors are ready.
//!
//! As in `os`, none of them touches the heap; every function turns `errno` into
//! [`std::io::Error`], repeats nothing and takes lengths from slices. Addresses
//! go in and out as [`Address`], so that nobody else sees a `sockaddr`.

use std::ffi::{CStr, CString};
use std::io::{Error, Result};
use std::ptr::null_mut;

fn check(result: i64) -> Result<i64> {
    if result < 0 { Err(Error::last_os_error()) } else { Ok(result) }
}

/// Where a socket is or talks to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    V4 {
        host: [u8; 4],
        port: u16,
    },
    V6 {
        host: [u8; 16],
        port: u16,
        flow: u32,
        scope: u32,
    },
    /// A path, or an abstract name that starts with a zero byte; empty for none.
    Unix(Vec<u8>),
    /// A family that is not known here.
    Other(u16),
}

struct Raw {
    storage: libc::sockaddr_storage,
    length: libc::socklen_t,
}

impl Raw {
    fn empty() -> Raw {
        // SAFETY: all-zero is a valid `sockaddr_storage`.
        Raw { storage: unsafe { std::mem::zeroed() }, length: size_of::<libc::sockaddr_storage>() as libc::socklen_t }
    }

    fn pointer(&mut self) -> *mut libc::sockaddr {
        (&raw mut self.storage).cast()
    }

    fn of(address: &Address) -> Result<Raw> {
        let mut raw = Raw::empty();
        match address {
            Address::V4 { host, port } => {
                let place = (&raw mut raw.storage).cast::<libc::sockaddr_in>();
                // SAFETY: the storage has room for every kind of address and is aligned for it.
                unsafe {
                    (*place).sin_family = libc::AF_INET as libc::sa_family_t;
                    (*place).sin_port = port.to_be();
                    (*place).sin_addr.s_addr = u32::from_ne_bytes(*host);
                }
                raw.length = size_of::<libc::sockaddr_in>() as libc::socklen_t;
            }
            Address::V6 { host, port, flow, scope } => {
                let place = (&raw mut raw.storage).cast::<libc::sockaddr_in6>();
                // SAFETY: as above.
                unsafe {
                    (*place).sin6_family = libc::AF_INET6 as libc::sa_family_t;
                    (*place).sin6_port = port.to_be();
                    (*place).sin6_flowinfo = flow.to_be();
                    (*place).sin6_addr.s6_addr = *host;
                    (*place).sin6_scope_id = *scope;
                }
                raw.length = size_of::<libc::sockaddr_in6>() as libc::socklen_t;
            }
            Address::Unix(path) => {
                let place = (&raw mut raw.storage).cast::<libc::sockaddr_un>();
                // SAFETY: as above; the path is shorter than the field.
                unsafe {
                    (*place).sun_family = libc::AF_UNIX as libc::sa_family_t;
                    let room = (*place).sun_path.len();
                    if path.len() >= room {
                        return Err(Error::from_raw_os_error(libc::ENAMETOOLONG));
                    }
                    for (index, byte) in path.iter().enumerate() {
                        (*place).sun_path[index] = *byte as libc::c_char;
                    }
                }
                let named = if path.first().is_some_and(|byte| *byte != 0) { 1 } else { 0 };
                raw.length = (size_of::<libc::sa_family_t>() + path.len() + named) as libc::socklen_t;
            }
            Address::Other(_) => return Err(Error::from_raw_os_error(libc::EAFNOSUPPORT)),
        }
        Ok(raw)
    }

    fn read(&self) -> Address {
        match i32::from(self.storage.ss_family) {
            libc::AF_INET => {
                // SAFETY: the family says what the storage holds.
                let place = unsafe { &*(&raw const self.storage).cast::<libc::sockaddr_in>() };
                Address::V4 { host: place.sin_addr.s_addr.to_ne_bytes(), port: u16::from_be(place.sin_port) }
            }
            libc::AF_INET6 => {
                // SAFETY: as above.
                let place = unsafe { &*(&raw const self.storage).cast::<libc::sockaddr_in6>() };
                Address::V6 {
                    host: place.sin6_addr.s6_addr,
                    port: u16::from_be(place.sin6_port),
                    flow: u32::from_be(place.sin6_flowinfo),
                    scope: place.sin6_scope_id,
                }
            }
            libc::AF_UNIX => {
                // SAFETY: as above.
                let place = unsafe { &*(&raw const self.storage).cast::<libc::sockaddr_un>() };
                let length = (self.length as usize).saturating_sub(size_of::<libc::sa_family_t>()).min(place.sun_path.len());
                let bytes: Vec<u8> = place.sun_path.iter().take(length).map(|letter| *letter as u8).collect();
                match bytes.first() {
                    None => Address::Unix(Vec::new()),
                    Some(0) => Address::Unix(bytes),
                    Some(_) => Address::Unix(bytes.into_iter().take_while(|byte| *byte != 0).collect()),
                }
            }
            other => Address::Other(other as u16),
        }
    }
}

pub fn socket(family: i32, kind: i32, protocol: i32) -> Result<i32> {
    // SAFETY: plain numbers.
    check(i64::from(unsafe { libc::socket(family, kind | libc::SOCK_CLOEXEC, protocol) })).map(|fd| fd as i32)
}

pub fn socket_pair(family: i32, kind: i32, protocol: i32) -> Result<(i32, i32)> {
    let mut ends = [0i32; 2];
    // SAFETY: the array has room for both ends.
    check(i64::from(unsafe { libc::socketpair(family, kind | libc::SOCK_CLOEXEC, protocol, ends.as_mut_ptr()) }))?;
    Ok((ends[0], ends[1]))
}

pub fn bind(fd: i32, address: &Address) -> Result<()> {
    let mut raw = Raw::of(address)?;
    let length = raw.length;
    // SAFETY: an address of the given length.
    check(i64::from(unsafe { libc::bind(fd, raw.pointer(), length) })).map(drop)
}

pub fn connect(fd: i32, address: &Address) -> Result<()> {
    let mut raw = Raw::of(address)?;
    let length = raw.length;
    // SAFETY: an address of the given length.
    check(i64::from(unsafe { libc::connect(fd, raw.pointer(), length) })).map(drop)
}

pub fn listen(fd: i32, backlog: i32) -> Result<()> {
    // SAFETY: plain numbers.
    check(i64::from(unsafe { libc::listen(fd, backlog) })).map(drop)
}

pub fn accept(fd: i32) -> Result<(i32, Address)> {
    let mut raw = Raw::empty();
    let pointer = raw.pointer();
    // SAFETY: storage of the given length, which the call corrects.
    let fd = check(i64::from(unsafe { libc::accept4(fd, pointer, &mut raw.length, libc::SOCK_CLOEXEC) }))?;
    Ok((fd as i32, raw.read()))
}

pub fn local_address(fd: i32) -> Result<Address> {
    let mut raw = Raw::empty();
    let pointer = raw.pointer();
    // SAFETY: storage of the given length, which the call corrects.
    check(i64::from(unsafe { libc::getsockname(fd, pointer, &mut raw.length) }))?;
    Ok(raw.read())
}

pub fn peer_address(fd: i32) -> Result<Address> {
    let mut raw = Raw::empty();
    let pointer = raw.pointer();
    // SAFETY: storage of the given length, which the call corrects.
    check(i64::from(unsafe { libc::getpeername(fd, pointer, &mut raw.length) }))?;
    Ok(raw.read())
}

pub fn receive(fd: i32, buffer: &mut [u8], flags: i32) -> Result<usize> {
    // SAFETY: the buffer is valid for its length.
    check(unsafe { libc::recv(fd, buffer.as_mut_ptr().cast(), buffer.len(), flags) } as i64).map(|count| count as usize)
}

/// The same with the sender's address; none for connected sockets.
pub fn receive_from(fd: i32, buffer: &mut [u8], flags: i32) -> Result<(usize, Option<Address>)> {
    let mut raw = Raw::empty();
    let pointer = raw.pointer();
    // SAFETY: the buffer is valid for its length, and so is the storage.
    let count = unsafe { libc::recvfrom(fd, buffer.as_mut_ptr().cast(), buffer.len(), flags, pointer, &mut raw.length) };
    let count = check(count as i64)?;
    Ok((count as usize, if raw.length == 0 { None } else { Some(raw.read()) }))
}

pub fn send(fd: i32, data: &[u8], flags: i32) -> Result<usize> {
    // SAFETY: the slice is valid for its length.
    check(unsafe { libc::send(fd, data.as_ptr().cast(), data.len(), flags) } as i64).map(|count| count as usize)
}

pub fn send_to(fd: i32, data: &[u8], flags: i32, address: &Address) -> Result<usize> {
    let mut raw = Raw::of(address)?;
    let length = raw.length;
    // SAFETY: the slice is valid for its length, and so is the address.
    check(unsafe { libc::sendto(fd, data.as_ptr().cast(), data.len(), flags, raw.pointer(), length) } as i64)
        .map(|count| count as usize)
}

pub fn shut_down(fd: i32, how: i32) -> Result<()> {
    // SAFETY: plain numbers.
    check(i64::from(unsafe { libc::shutdown(fd, how) })).map(drop)
}

/// An option's bytes, as many as the buffer takes.
pub fn option(fd: i32, level: i32, name: i32, buffer: &mut [u8]) -> Result<usize> {
    let mut length = buffer.len() as libc::socklen_t;
    // SAFETY: the buffer is valid for its length.
    check(i64::from(unsafe { libc::getsockopt(fd, level, name, buffer.as_mut_ptr().cast(), &mut length) }))?;
    Ok(length as usize)
}

pub fn set_option(fd: i32, level: i32, name: i32, value: &[u8]) -> Result<()> {
    // SAFETY: the slice is valid for its length.
    check(i64::from(unsafe { libc::setsockopt(fd, level, name, value.as_ptr().cast(), value.len() as libc::socklen_t) }))
        .map(drop)
}

pub fn set_nonblocking(fd: i32, on: bool) -> Result<()> {
    // SAFETY: plain numbers.
    let flags = check(i64::from(unsafe { libc::fcntl(fd, libc::F_GETFL) }))? as i32;
    let wanted = if on { flags | libc::O_NONBLOCK } else { flags & !libc::O_NONBLOCK };
    if wanted == flags {
        return Ok(());
    }
    // SAFETY: plain numbers.
    check(i64::from(unsafe { libc::fcntl(fd, libc::F_SETFL, wanted) })).map(drop)
}

pub fn is_nonblocking(fd: i32) -> Result<bool> {
    // SAFETY: plain numbers.
    check(i64::from(unsafe { libc::fcntl(fd, libc::F_GETFL) })).map(|flags| flags & i64::from(libc::O_NONBLOCK) != 0)
}

/// One answer of [`resolve`]: family, kind, protocol, canonical name, address.
pub type Found = (i32, i32, i32, String, Address);

/// `getaddrinfo`; the error is its code.
pub fn resolve(
    host: Option<&CStr>,
    service: Option<&CStr>,
    family: i32,
    kind: i32,
    protocol: i32,
    flags: i32,
) -> std::result::Result<Vec<Found>, i32> {
    // SAFETY: all-zero is a valid `addrinfo`.
    let mut hints: libc::addrinfo = unsafe { std::mem::zeroed() };
    hints.ai_family = family;
    hints.ai_socktype = kind;
    hints.ai_protocol = protocol;
    hints.ai_flags = flags;
    let mut list = null_mut();
    let (host, service) = (host.map_or(std::ptr::null(), CStr::as_ptr), service.map_or(std::ptr::null(), CStr::as_ptr));
    // SAFETY: terminated strings or null; the call makes a list that is given back below.
    let code = unsafe { libc::getaddrinfo(host, service, &hints, &mut list) };
    if code != 0 {
        return Err(code);
    }
    let mut found = Vec::new();
    let mut entry = list;
    // SAFETY: the list is well-formed until it is given back.
    unsafe {
        while let Some(info) = entry.as_ref() {
            let mut raw = Raw::empty();
            let length = (info.ai_addrlen as usize).min(size_of::<libc::sockaddr_storage>());
            std::ptr::copy_nonoverlapping(info.ai_addr.cast::<u8>(), raw.pointer().cast::<u8>(), length);
            raw.length = length as libc::socklen_t;
            let name = if info.ai_canonname.is_null() {
                String::new()
            } else {
                CStr::from_ptr(info.ai_canonname).to_string_lossy().into_owned()
            };
            found.push((info.ai_family, info.ai_socktype, info.ai_protocol, name, raw.read()));
            entry = info.ai_next;
        }
        libc::freeaddrinfo(list);
    }
    Ok(found)
}

/// The system's words for a code of [`resolve`].
pub fn resolve_error(code: i32) -> String {
    // SAFETY: the call gives a terminated string that is never freed.
    unsafe { CStr::from_ptr(libc::gai_strerror(code)) }.to_string_lossy().into_owned()
}

/// Host and service of an address, as text; the error is a code.
pub fn name_of(address: &Address, flags: i32) -> std::result::Result<(String, String), i32> {
    let Ok(mut raw) = Raw::of(address) else { return Err(libc::EAI_FAMILY) };
    let (mut host, mut service) = ([0u8; 1025], [0u8; 32]);
    let length = raw.length;
    // SAFETY: buffers and address are valid for their lengths.
    let code = unsafe {
        libc::getnameinfo(
            raw.pointer(),
            length,
            host.as_mut_ptr().cast(),
            host.len() as libc::socklen_t,
            service.as_mut_ptr().cast(),
            service.len() as libc::socklen_t,
            flags,
        )
    };
    if code != 0 {
        return Err(code);
    }
    let text = |bytes: &[u8]| bytes.iter().take_while(|byte| **byte != 0).map(|byte| *byte as char).collect();
    Ok((text(&host), text(&service)))
}

pub fn host_name() -> Result<Vec<u8>> {
    let mut name = [0u8; 256];
    // SAFETY: the buffer is valid for its length.
    check(i64::from(unsafe { libc::gethostname(name.as_mut_ptr().cast(), name.len()) }))?;
    Ok(name.iter().copied().take_while(|byte| *byte != 0).collect())
}

/// A C string of bytes without zeros.
pub fn terminated(bytes: &[u8]) -> Option<CString> {
    CString::new(bytes).ok()
}

// ---- waiting ----

/// Waits for events on descriptors, at most so many milliseconds (-1 for ever).
/// The events that have come replace the third parts.
pub fn poll(descriptors: &mut [(i32, i16, i16)], timeout: i32) -> Result<usize> {
    let mut raw: Vec<libc::pollfd> =
        descriptors.iter().map(|entry| libc::pollfd { fd: entry.0, events: entry.1, revents: 0 }).collect();
    // SAFETY: the array is valid for its length.
    let count = check(i64::from(unsafe { libc::poll(raw.as_mut_ptr(), raw.len() as libc::nfds_t, timeout) }))?;
    for (entry, answer) in descriptors.iter_mut().zip(&raw) {
        entry.2 = answer.revents;
    }
    Ok(count as usize)
}

pub fn epoll_create() -> Result<i32> {
    // SAFETY: a plain number.
    check(i64::from(unsafe { libc::epoll_create1(libc::EPOLL_CLOEXEC) })).map(|fd| fd as i32)
}

pub fn epoll_control(epoll: i32, operation: i32, fd: i32, events: u32) -> Result<()> {
    let mut event = libc::epoll_event { events, u64: fd as u32 as u64 };
    // SAFETY: the event is valid during the call.
    check(i64::from(unsafe { libc::epoll_ctl(epoll, operation, fd, &mut event) })).map(drop)
}

/// Descriptors that are ready with their events, at most `most`.
pub fn epoll_wait(epoll: i32, most: usize, timeout: i32) -> Result<Vec<(i32, u32)>> {
    let mut small = [libc::epoll_event { events: 0, u64: 0 }; 64];
    let mut large = Vec::new();
    let room: &mut [libc::epoll_event] = if most <= small.len() {
        &mut small[..most.max(1)]
    } else {
        large.resize(most, libc::epoll_event { events: 0, u64: 0 });
        &mut large
    };
    // SAFETY: the array is valid for its length.
    let count = check(i64::from(unsafe { libc::epoll_wait(epoll, room.as_mut_ptr(), room.len() as i32, timeout) }))?;
    Ok(room.iter().take(count as usize).map(|event| (event.u64 as i32, event.events)).collect())
}

/// A descriptor that becomes readable when a process ends.
pub fn process_descriptor(process: i32, flags: u32) -> Result<i32> {
    // SAFETY: plain numbers.
    check(unsafe { libc::syscall(libc::SYS_pidfd_open, process, flags) }).map(|fd| fd as i32)
}
