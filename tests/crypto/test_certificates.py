"""A client that trusts this authority alone reaches its hub, whatever its clock says, and no other."""

import ssl
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from focal_desktop.crypto import certificates

HOST = "hub.example.org"
ISSUED = certificates.issue(HOST)


def shake_hands(issued: certificates.Certificates, name: str, folder: Path, pinned: str) -> str:
    """Speak TLS 1.3 through memory, the client knowing one authority; return the protocol spoken."""
    (folder / "leaf.pem").write_text(issued.leaf_pem + issued.leaf_key_pem)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "leaf.pem")
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.minimum_version = ssl.TLSVersion.TLSv1_3
    client.verify_flags |= ssl.VERIFY_X509_STRICT  # the default from Python 3.13 on
    client.load_verify_locations(cadata=pinned)
    up, down = ssl.MemoryBIO(), ssl.MemoryBIO()
    near = client.wrap_bio(down, up, server_hostname=name)
    far = server.wrap_bio(up, down, server_side=True)
    for _ in range(3):
        for side in (near, far):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                continue
    return str(near.version())


@pytest.mark.parametrize("host", [HOST, "Hub.Example.ORG", "192.0.2.7", "[2001:db8::7]", "localhost", "hub"])
def test_the_hub_is_recognised(host: str, tmp_path: Path) -> None:
    """By name, by address, and on its own machine."""
    issued = certificates.issue(host)
    for name in (host.strip("[]"), "localhost", "127.0.0.1", "::1"):
        assert shake_hands(issued, name, tmp_path, issued.ca_pem) == "TLSv1.3"


def test_another_name_is_refused(tmp_path: Path) -> None:
    """A certificate of one host serves no other."""
    with pytest.raises(ssl.SSLCertVerificationError, match="mismatch"):
        shake_hands(ISSUED, "other.example.org", tmp_path, ISSUED.ca_pem)


def test_another_authority_is_refused(tmp_path: Path) -> None:
    """The same names under another authority, as a man in the middle would have them."""
    with pytest.raises(ssl.SSLCertVerificationError):
        shake_hands(certificates.issue(HOST), HOST, tmp_path, ISSUED.ca_pem)


def test_field_clocks_may_say_anything() -> None:
    """Valid from 1970 to 9999, authority and certificate alike."""
    for pem in (ISSUED.ca_pem, ISSUED.leaf_pem):
        certificate = x509.load_pem_x509_certificate(pem.encode())
        assert certificate.not_valid_before_utc == certificates.VALID_FROM
        assert certificate.not_valid_after_utc == certificates.VALID_TO
        assert isinstance(certificate.public_key(), ec.EllipticCurvePublicKey)


def test_each_certificate_can_do_one_thing() -> None:
    """The authority signs and nothing else; the leaf serves and signs no certificate."""
    authority, leaf = (x509.load_pem_x509_certificate(pem.encode()) for pem in ISSUED[:2])
    for certificate, is_authority in ((authority, True), (leaf, False)):
        constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage)
        assert constraints.critical
        assert usage.critical
        assert constraints.value.ca is is_authority
        assert usage.value.key_cert_sign is is_authority
        assert usage.value.digital_signature is not is_authority
    leaf.verify_directly_issued_by(authority)


def test_an_address_is_written_as_an_address() -> None:
    """TLS compares addresses as addresses, never as names."""
    leaf = x509.load_pem_x509_certificate(certificates.issue("192.0.2.7").leaf_pem.encode())
    names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert ip_address("192.0.2.7") in names.get_values_for_type(x509.IPAddress)
    assert names.get_values_for_type(x509.DNSName) == ["localhost"]


def test_two_hubs_share_nothing() -> None:
    """Fresh keys at each issue, and the authority's own key is not handed out."""
    other = certificates.issue(HOST)
    assert not set(other) & set(ISSUED)
    assert "PRIVATE KEY" not in ISSUED.ca_pem + ISSUED.leaf_pem


@pytest.mark.parametrize("host", ["", "a b", "-a", "a..b", "exämple.org", "a/b", "*.example.org"])
def test_what_is_no_host_is_refused(host: str) -> None:
    """Better at the first command than at the first connection."""
    with pytest.raises(ValueError, match="host name"):
        certificates.issue(host)
