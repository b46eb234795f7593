-- Proves functions/core/webhooks/_hmac_sha256.sql.
begin;
select plan(6);

-- Given: RFC 4231, test cases 1 to 4 and 6, and an empty key.
select is(
    encode(core._hmac_sha256(decode(t.key, 'hex'), decode(t.message, 'hex')), 'hex'),
    t.digest,
    format('a key of %s bytes gives what the standard says', length(t.key) / 2)
)
from (
    values
    (
        repeat('0b', 20), '4869205468657265',
        'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'
    ),
    (
        '4a656665', '7768617420646f2079612077616e7420666f72206e6f7468696e673f',
        '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'
    ),
    (
        repeat('aa', 20), repeat('dd', 50),
        '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe'
    ),
    (
        '0102030405060708090a0b0c0d0e0f10111213141516171819', repeat('cd', 50),
        '82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b'
    ),
    (
        repeat('aa', 131),
        '54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a'
        || '65204b6579202d2048617368204b6579204669727374',
        '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54'
    ),
    ('', '', 'b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad')
) as t (key, message, digest);

select * from finish();
rollback;
