import pytest

from registry.platforms.canonical import Reading, canonicalise

READ = [
    ("facebook.com/polymtl", "facebook", "https://www.facebook.com/polymtl"),
    ("twitter.com/polymtl", "x", "https://x.com/polymtl"),
    ("https://mobile.twitter.com/PolyMTL?lang=fr", "x", "https://x.com/polymtl"),
    ("youtube.com/user/polymtlvideos/", "youtube", "https://www.youtube.com/user/polymtlvideos"),
]


@pytest.mark.parametrize(("text", "platform", "address"), READ)
def test_reads(text, platform, address):
    read = canonicalise(text)
    assert isinstance(read, Reading)
    assert (read.platform, read.address) == (platform, address)
