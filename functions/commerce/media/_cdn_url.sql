-- commerce._cdn_url: the address of a stored file for browsers.

create or replace function commerce._cdn_url(p_url_path text)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select rtrim(core.setting('commerce.cdn_url') #>> '{}', '/') || '/' || p_url_path
$$;

grant execute on function commerce._cdn_url(text) to authenticated, service_role;

comment on function commerce._cdn_url(text) is
    'A path below commerce.cdn_url as a URL; null for null.';
