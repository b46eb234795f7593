-- concerts._read_homepage: the first items of a part of the homepage, from the cache or
-- computed now.
--
-- A miss computes the answer, one caller at a time (core.cached).

create or replace function concerts._read_homepage(
    p_part text, p_limit integer, p_from_cache boolean
)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_request constant jsonb := jsonb_build_object('part', p_part);
begin
    perform core.read_number('p_limit', p_limit, 1, 100);
    return jsonb_build_object(
        'items', (
            select coalesce(jsonb_agg(i.item order by i.place), '[]')
            from jsonb_array_elements(
                case
                    when coalesce(p_from_cache, true)
                        then core.cached('concerts.homepage', v_request)
                    else concerts._homepage(v_request)
                end
            ) with ordinality as i (item, place)
            where i.place <= p_limit
        )
    );
end;
$$;

comment on function concerts._read_homepage(text, integer, boolean) is
$$Return {items}: up to p_limit of the first 100.

Errors: PT422 core.invalid_argument.
$$;
