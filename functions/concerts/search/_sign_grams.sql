-- concerts._sign_grams: a bit for each trigram of a text.
--
-- The share of common bits is close to the share of common trigrams, and is cheap to
-- compute. It is not exact, as trigrams may have the same bit.

create or replace function concerts._sign_grams(p_grams text[])
    returns bit(1024)
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select bit_or(set_bit(repeat('0', 1024)::bit(1024), hashtext(g.gram) & 1023, 1))
    from unnest(p_grams) as g (gram)
$$;

comment on function concerts._sign_grams(text[]) is
    'Return 1,024 bits; null for no trigram.';
