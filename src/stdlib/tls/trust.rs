//! Whether a server's certificate is believed.
//!
//! Beyond what webpki checks, a certificate that is itself in the list of trusted ones is believed,
//! as by OpenSSL: that is how programs use certificates that they signed themselves.

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{verify_server_cert_signed_by_trust_anchor, verify_server_name};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

#[derive(Debug, Clone, Copy)]
pub struct Checks {
    pub certificate: bool,
    pub name: bool,
}

#[derive(Debug)]
pub struct ServerCheck {
    pub store: RootCertStore,
    pub trusted: Vec<Vec<u8>>,
    pub checks: Checks,
    pub provider: Arc<CryptoProvider>,
    /// OpenSSL's number for an unknown issuer: it tells apart certificates that signed themselves.
    /// Written in the call of `feed` that reads it.
    pub verdict: Arc<AtomicI64>,
}

impl ServerCheck {
    /// The error for a chain that leads to no trusted certificate.
    fn stranger(&self, error: Error, end_entity: &CertificateDer<'_>, others: &[CertificateDer<'_>]) -> Error {
        let is_unknown = matches!(error, Error::InvalidCertificate(CertificateError::UnknownIssuer | CertificateError::Other(_)));
        if !is_unknown {
            return error;
        }
        let verdict = if signed_itself(end_entity) {
            18
        } else if others.iter().any(|other| signed_itself(other)) {
            19
        } else {
            20
        };
        self.verdict.store(verdict, Ordering::Relaxed);
        Error::InvalidCertificate(CertificateError::UnknownIssuer)
    }
}

impl ServerCertVerifier for ServerCheck {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if self.checks.certificate {
            let own = self.trusted.iter().any(|trusted| trusted.as_slice() == end_entity.as_ref());
            if own {
                check_dates(end_entity, now.as_secs())?;
            } else {
                let parsed = ParsedCertificate::try_from(end_entity)?;
                let algorithms = self.provider.signature_verification_algorithms.all;
                verify_server_cert_signed_by_trust_anchor(&parsed, &self.store, intermediates, now, algorithms)
                    .map_err(|error| self.stranger(error, end_entity, intermediates))?;
            }
        }
        if self.checks.name {
            verify_server_name(&ParsedCertificate::try_from(end_entity)?, server_name)?;
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

/// The name, contents and rest of the first element of a DER text.
fn element(der: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&tag, rest) = der.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = if first < 0x80 {
        (usize::from(first), rest)
    } else {
        let count = usize::from(first & 0x7f);
        if count > 4 {
            return None;
        }
        let (digits, rest) = rest.split_at_checked(count)?;
        (digits.iter().fold(0, |length, digit| length << 8 | usize::from(*digit)), rest)
    };
    let (contents, rest) = rest.split_at_checked(length)?;
    Some((tag, contents, rest))
}

/// Refuses a certificate outside its dates.
fn check_dates(certificate: &[u8], now: u64) -> Result<(), Error> {
    match dates(certificate) {
        Some((start, _)) if (now as i64) < start => Err(Error::InvalidCertificate(CertificateError::NotValidYet)),
        Some((_, end)) if (now as i64) > end => Err(Error::InvalidCertificate(CertificateError::Expired)),
        Some(_) => Ok(()),
        None => Err(Error::InvalidCertificate(CertificateError::BadEncoding)),
    }
}

/// Issuer, validity and subject of a certificate.
fn parts(certificate: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let (_, certificate, _) = element(certificate)?;
    let (_, mut inner, _) = element(certificate)?;
    // A version, if there is one, then number and algorithm.
    if element(inner)?.0 == 0xa0 {
        inner = element(inner)?.2;
    }
    for _ in 0..2 {
        inner = element(inner)?.2;
    }
    let (_, issuer, rest) = element(inner)?;
    let (_, validity, rest) = element(rest)?;
    let (_, subject, _) = element(rest)?;
    Some((issuer, validity, subject))
}

fn signed_itself(certificate: &[u8]) -> bool {
    parts(certificate).is_some_and(|(issuer, _, subject)| issuer == subject)
}

/// From when to when a certificate is valid, in seconds of Unix time.
fn dates(certificate: &[u8]) -> Option<(i64, i64)> {
    let (_, validity, _) = parts(certificate)?;
    let (start_tag, start, rest) = element(validity)?;
    let (end_tag, end, _) = element(rest)?;
    Some((moment(start_tag, start)?, moment(end_tag, end)?))
}

/// `YYMMDDHHMMSSZ` (tag 0x17) or with four digits of the year.
fn moment(tag: u8, text: &[u8]) -> Option<i64> {
    let text = std::str::from_utf8(text).ok()?;
    let (year, rest) = text.split_at_checked(if tag == 0x17 { 2 } else { 4 })?;
    let mut year: i64 = year.parse().ok()?;
    if tag == 0x17 {
        year += if year < 50 { 2000 } else { 1900 };
    }
    let part = |index: usize| rest.get(index * 2..index * 2 + 2)?.parse::<i64>().ok();
    let (month, day) = (part(0)?, part(1)?);
    // Days since 1970 by the usual count of years that begin in March.
    let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let era = y.div_euclid(400);
    let of_era = y.rem_euclid(400);
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + (153 * m + 2) / 5 + day - 1 - 719_468;
    Some(days * 86_400 + part(2)? * 3_600 + part(3)? * 60 + part(4).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn moments_are_counted_from_1970() {
        assert_eq!(moment(0x17, b"700101000000Z"), Some(0));
        assert_eq!(moment(0x17, b"491231235959Z"), Some(2_524_607_999));
        assert_eq!(moment(0x18, b"20000301000000Z"), Some(951_868_800));
        assert_eq!(moment(0x18, b"2000"), None);
    }
}
