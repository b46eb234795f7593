-- core._cache_tags: the tags of a response, with its arguments filled in.

create or replace function core._cache_tags(p_tags text[], p_arguments jsonb)
    returns text[]
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select array(
        select
            case
                when n.name is null then t.tag
                else replace(
                    t.tag, '{' || n.name || '}', coalesce(p_arguments ->> n.name, '')
                )
            end
        from unnest(p_tags) as t (tag)
        cross join lateral (
            select substring(t.tag from '\{([a-z_]+)\}') as name
        ) as n
    )
$$;

comment on function core._cache_tags(text[], jsonb) is
    'The tags, in which {<argument>} is replaced by the argument of this name.';
