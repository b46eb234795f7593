-- core.set_headers: add headers to the response of this request.
--
-- PostgREST reads `response.headers`, a list of objects with one name each. Existing
-- entries stay, except that a new header replaces one of the same name.

create or replace function core.set_headers(p_headers jsonb)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select set_config(
        'response.headers',
        (
            select jsonb_agg(h.header order by h.place)
            from (
                select
                    e.header,
                    e.place
                from jsonb_array_elements(
                    coalesce(nullif(current_setting('response.headers', true), ''), '[]')
                    ::jsonb
                ) with ordinality as e (header, place)
                where not p_headers ?| array(select jsonb_object_keys(e.header))

                union all

                select
                    jsonb_build_object(n.key, n.value),
                    null
                from jsonb_each(p_headers) as n (key, value)
            ) as h
        )::text,
        true
    )
$$;

comment on function core.set_headers(jsonb) is
    'Add {"<name>": "<value>", …} to the headers of PostgREST''s response.';
