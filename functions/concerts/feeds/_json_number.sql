-- concerts._json_number: the number at a path of a page, written as a number or as
-- text; null where there is none.

create or replace function concerts._json_number(p_value jsonb, p_path text)
    returns double precision
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when t.text ~ '^-?[0-9]{1,15}([.][0-9]{1,30})?$' then t.text::double precision
    end
    from (select concerts._json_text(p_value, p_path) as text) as t
$$;

comment on function concerts._json_number(jsonb, text) is
    'Return the number at a path such as a.b.0.c.';
