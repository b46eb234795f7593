-- core._hmac_sha256: HMAC (RFC 2104) with the server's own sha256().
--
-- With it, signatures need no extension. A key longer than the 64-byte block is hashed
-- first; a shorter one is filled with zeros. The key is combined with the two pads
-- eight bytes at a time, as 64-bit integers: 0x36 repeated, then 0x5c repeated.

create or replace function core._hmac_sha256(p_key bytea, p_message bytea)
    returns bytea
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select sha256(pads.outer_pad || sha256(pads.inner_pad || p_message))
    from (
        select
            string_agg(int8send(word # 3906369333256140342), '' order by n) as inner_pad,
            string_agg(int8send(word # 6655295901103053916), '' order by n) as outer_pad
        from (
            select
                n,
                ('x' || substr(block, n * 16 + 1, 16))::bit(64)::bigint as word
            from (
                select
                    rpad(
                        encode(
                            case
                                when length(p_key) > 64 then sha256(p_key) else p_key
                            end,
                            'hex'
                        ),
                        128,
                        '0'
                    ) as block
            ) as padded
            cross join generate_series(0, 7) as n
        ) as words
    ) as pads
$$;

comment on function core._hmac_sha256(bytea, bytea) is
    'HMAC-SHA256 of a message under a key.';
