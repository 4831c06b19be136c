#!/bin/sh
# Makes the certificates of these tests anew: an authority, a server signed by it, a server that
# signed itself, and one that has expired. They are valid from 2020 to 2119, so that no clock matters.
set -e
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
touch "$work/index"
echo 1234567890ABCDEF > "$work/serial"
cat > "$work/config" <<END
[ca]
default_ca = tests
[tests]
database = $work/index
serial = $work/serial
new_certs_dir = $work
default_md = sha256
policy = any
unique_subject = no
copy_extensions = none
email_in_dn = no
[any]
countryName = optional
stateOrProvinceName = optional
localityName = optional
organizationName = optional
commonName = supplied
[authority]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[server]
basicConstraints = CA:FALSE
keyUsage = digitalSignature
extendedKeyUsage = serverAuth,clientAuth
subjectAltName = DNS:localhost,DNS:*.example.test,IP:127.0.0.1,IP:::1,email:a@b.c,URI:http://x/y
authorityInfoAccess = OCSP;URI:http://ocsp.test/,caIssuers;URI:http://ca.test/
crlDistributionPoints = URI:http://crl.test/
[own]
basicConstraints = critical,CA:TRUE
subjectAltName = DNS:localhost,IP:127.0.0.1
END
key() { openssl genpkey -algorithm "$2" $3 -out "$1.key"; }
request() { openssl req -new -key "$1.key" -subj "$2" -out "$work/$1.csr"; }
sign() {
    name=$1; section=$2; from=$3; to=$4; shift 4
    openssl ca -batch -notext -config "$work/config" -extensions "$section" -startdate "$from" -enddate "$to" \
        -in "$work/$name.csr" -out "$name.pem" "$@"
}
key ca EC "-pkeyopt ec_paramgen_curve:P-256"
request ca "/C=DE/O=Taipan tests/CN=Test authority"
sign ca authority 20200101000000Z 21190101000000Z -selfsign -keyfile ca.key
key server EC "-pkeyopt ec_paramgen_curve:P-256"
request server "/C=DE/ST=Hessen/L=Kassel/O=Taipan tests/CN=localhost"
sign server server 20200101000000Z 21190101000000Z -cert ca.pem -keyfile ca.key
key expired EC "-pkeyopt ec_paramgen_curve:P-256"
request expired "/O=Taipan tests/CN=localhost"
sign expired server 20200101000000Z 20210101000000Z -cert ca.pem -keyfile ca.key
key own RSA "-pkeyopt rsa_keygen_bits:2048"
request own "/CN=localhost"
sign own own 20200101000000Z 21190101000000Z -selfsign -keyfile own.key
