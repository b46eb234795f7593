-- core._trigger_arguments: the arguments of a trigger, as the catalog keeps them.
--
-- They are texts that end in a zero byte each, in the encoding of the database. Bytes
-- are split as pairs of hex digits, so neither a letter outside ASCII nor a backslash
-- is mistaken.

create or replace function core._trigger_arguments(p_arguments bytea)
    returns text[]
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        array_agg(
            convert_from(decode(replace(a.hex, ' ', ''), 'hex'), getdatabaseencoding())
            order by a.place
        ),
        '{}'
    )
    from regexp_split_to_table(
        regexp_replace(encode(p_arguments, 'hex'), '(..)', '\1 ', 'g'), '00 '
    ) with ordinality as a (hex, place)
    where a.hex <> ''
$$;

comment on function core._trigger_arguments(bytea) is
    'pg_trigger.tgargs as texts.';
