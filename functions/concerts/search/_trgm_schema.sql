-- concerts._trgm_schema: the schema of pg_trgm; null where it is of no use.
--
-- In a database with the locale C it drops letters beyond ASCII, so names of other
-- scripts have no trigrams: then the trigrams of concerts._list_grams are compared.

create or replace function concerts._trgm_schema()
    returns name
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_schema constant name := (
        select n.nspname
        from pg_catalog.pg_extension as e
        inner join pg_catalog.pg_namespace as n on e.extnamespace = n.oid
        where e.extname = 'pg_trgm'
    );
    v_knows_letters boolean;
begin
    if v_schema is null then
        return null;
    end if;
    execute format('select cardinality(%I.show_trgm(%L)) > 0', v_schema, 'ж')
    into v_knows_letters;
    return case when v_knows_letters then v_schema end;
end;
$$;

comment on function concerts._trgm_schema() is
    'Return the schema of pg_trgm; null without it, or if it reads ASCII only.';
