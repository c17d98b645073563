"""The hub's own certificate authority and certificate. Must never keep the authority's private key."""

import contextlib
import re
from datetime import UTC, datetime
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

# Field clocks stand anywhere: 1970 after a dead battery, decades ahead after a slip of the finger.
VALID_FROM = datetime(1970, 1, 1, tzinfo=UTC)
VALID_TO = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
HOST_NAME = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class Certificates(NamedTuple):
    """What a hub needs to be recognised: the authority to pin, the certificate to show, and its key."""

    ca_pem: str
    leaf_pem: str
    leaf_key_pem: str


def issue(host: str) -> Certificates:
    """Return a fresh authority and one certificate for the host (name or address) and for loopback.

    The authority's key is gone afterwards, so nobody can ever issue a second certificate under it.
    ValueError for a host that is neither an address nor a plain ASCII name.
    """
    names = _names(host)
    ca_key = ec.generate_private_key(ec.SECP256R1())
    leaf_key = ec.generate_private_key(ec.SECP256R1())
    authority = _authority(ca_key)
    leaf = _leaf(leaf_key, ca_key, names)
    key_pem = leaf_key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return Certificates(_pem(authority), _pem(leaf), key_pem.decode("ascii"))


def _names(host: str) -> x509.SubjectAlternativeName:
    unique = dict.fromkeys((host.strip("[]").lower(), *LOOPBACK))
    return x509.SubjectAlternativeName([_general_name(name) for name in unique])


def _general_name(name: str) -> x509.GeneralName:
    address: IPv4Address | IPv6Address | None = None
    with contextlib.suppress(ValueError):
        address = ip_address(name)
    if address is not None:
        return x509.IPAddress(address)
    if not HOST_NAME.fullmatch(name):
        raise ValueError("not a host name")
    return x509.DNSName(name)


def _authority(key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    name = _title("Focal hub authority")
    builder = _begin(name, name, key.public_key(), key.public_key())
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(signs_certificates=True), critical=True)
    return builder.sign(key, SHA256())


def _leaf(
    key: ec.EllipticCurvePrivateKey, ca_key: ec.EllipticCurvePrivateKey, names: x509.SubjectAlternativeName
) -> x509.Certificate:
    issuer = _title("Focal hub authority")
    builder = _begin(_title("Focal hub"), issuer, key.public_key(), ca_key.public_key())
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(signs_certificates=False), critical=True)
    builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    builder = builder.add_extension(names, critical=False)
    return builder.sign(ca_key, SHA256())


def _begin(
    subject: x509.Name,
    issuer: x509.Name,
    public: ec.EllipticCurvePublicKey,
    signer: ec.EllipticCurvePublicKey,
) -> x509.CertificateBuilder:
    # Both key identifiers: Python 3.13 checks by RFC 5280 to the letter and refuses a chain without them.
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(VALID_FROM)
        .not_valid_after(VALID_TO)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _title(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode("ascii")
